import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from '../config.ts';
import { EXIT_CONFIGURATION, reasonOf } from '../errors.ts';
import { createLogger, type Logger } from '../logger.ts';
import { secretsOf } from '../variables.ts';
import { makeRunDirectory, prepareRedisDirectory } from './directories.ts';
import { planContainer, PROGRAMS, type ContainerMode, type ContainerPlan } from './plan.ts';
import { becomeUser } from './privileges.ts';
import { redisSettings } from './redisSettings.ts';

const SUPERVISORD = '/usr/bin/supervisord';
const SETTINGS = fileURLToPath(new URL('../../supervisord.conf', import.meta.url));
const SERVERS: ReadonlySet<string> = new Set(['api', 'solo']);
const MODES: Record<ContainerMode, string> = {
  external: 'внешний Redis',
  embedded: 'встроенный Redis',
  memory: 'без Redis, кэш в памяти процесса',
};

interface Decided {
  config: Config;
  plan: ContainerPlan;
  log: Logger;
}

function decide(): Decided {
  try {
    const config = readConfig(process.env);
    const plan = planContainer(config, process.argv.slice(2));
    return { config, plan, log: createLogger({ program: 'container', ...config.log }) };
  } catch (error) {
    createLogger({
      program: 'container',
      level: 'fatal',
      format: 'json',
      secrets: secretsOf(process.env),
    }).fatal(reasonOf(error));
    return process.exit(EXIT_CONFIGURATION);
  }
}

/** Prepares what the programs need, gives root up and becomes supervisord. */
function launch({ config, plan, log }: Decided): never {
  const { CONTAINER_DATA_DIRECTORY = '/data', CONTAINER_USER } = process.env;
  const runDirectory = makeRunDirectory();
  const redisDirectory =
    plan.mode === 'embedded' ? prepareRedisDirectory(CONTAINER_DATA_DIRECTORY, log) : undefined;
  if (plan.mode === 'embedded' && config.redis) {
    writeFileSync(join(runDirectory, 'redis.conf'), redisSettings(config.redis));
  }
  if (process.getuid?.() === 0 && CONTAINER_USER) {
    becomeUser(CONTAINER_USER, [runDirectory, ...(redisDirectory ? [redisDirectory] : [])]);
  }
  // supervisord opens it anew for every program, and would fail without a word
  closeSync(openSync('/dev/fd/1', 'a'));
  const { mode, programs } = plan;
  // tells the health check of Dockerfile.amvera that there is nobody to ask
  if (!programs.some((name) => SERVERS.has(name))) writeFileSync(join(tmpdir(), 'no-http'), '');
  log.info({ mode, programs }, `Режим: ${MODES[mode]} (cache). Запускаем: ${programs.join(', ')}`);
  process.execve?.(SUPERVISORD, [SUPERVISORD, '--configuration', SETTINGS], {
    ...process.env,
    ...Object.fromEntries(
      PROGRAMS.map((name) => [`RUN_${name.toUpperCase()}`, String(programs.includes(name))]),
    ),
    INSTANCE_ID: randomUUID(),
    RUN_DIRECTORY: runDirectory,
    REDIS_DIRECTORY: redisDirectory ?? runDirectory,
    REDIS_APPENDONLY: redisDirectory ? 'yes' : 'no',
    LOG_FORMAT: config.log.format,
    LOG_LEVEL: config.log.level,
  });
  throw new Error(`Node ${process.version} не умеет execve, нужен Node 24`);
}

const decided = decide();
try {
  launch(decided);
} catch (error) {
  decided.log.fatal({ error }, `Контейнер не запущен: ${reasonOf(error)}`);
  process.exit(1);
}
