import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from '../../config.ts';
import { ConfigurationError } from '../../errors.ts';
import { startDependencies, startNode, STOP_STAGES } from '../dependencies.ts';
import { planEnvironment } from '../environment.ts';
import { withEnvironmentFile } from '../../environmentFile.ts';
import type { Environment } from '../../variables.ts';
import type { MergedLog } from '../mergedLog.ts';
import { requireWritableData } from '../preflight.ts';
import { isRoutine } from '../redisServer.ts';
import { readRunning } from '../../runningRecord.ts';
import { createSupervisor } from '../supervisor.ts';
import { waitUntil } from '../waiting.ts';

const STARTING_LIMIT_MS = 90_000;
const SUPABASE_FILE = fileURLToPath(new URL('../supabase.ts', import.meta.url));
const WORKER_FILE = fileURLToPath(new URL('../../worker/main.ts', import.meta.url));
/** There is a Telegram of our own. */
const NO_TELEGRAM = {
  TELEGRAM_BOT_TOKEN: '',
  TELEGRAM_API_ROOT: '',
  HTTPS_PROXY: '',
  ADMIN_TELEGRAM_IDS: '',
};
const QUIET_LEVELS = new Set(['error', 'fatal', 'silent']);

export interface SurroundingsDependencies {
  directory: string;
  environment: Environment;
  log: MergedLog;
  /** Hears what is said while things start. */
  progress: Pick<MergedLog, 'say'>;
  signal: AbortSignal;
}

/** What a bot needs around it: the system that runs in this directory, or parts started for this conversation. */
export interface Surroundings {
  config: Config;
  /** Rejects when a part that was started cannot work. */
  failed: Promise<never>;
  /** SIGKILL to everything started. */
  kill(): void;
  stop(): Promise<void>;
}

/**
 * Joins the `npm start` of the directory, or starts what the variables do not name. Once the signal is given it returns
 * soon, or throws the signal's reason where nothing was started yet.
 * @throws ConfigurationError for what a person has to put right
 */
export async function findSurroundings(
  dependencies: SurroundingsDependencies,
): Promise<Surroundings> {
  const joined = await environmentOfRunning(dependencies);
  dependencies.signal.throwIfAborted();
  if (joined === undefined) return startSurroundings(dependencies);
  const config = quieted(readConfig({ ...joined, ...NO_TELEGRAM, INSTANCE_ID: '' }));
  return { config, failed: new Promise(() => {}), kill() {}, stop: async () => {} };
}

async function environmentOfRunning({ directory, progress, signal }: SurroundingsDependencies) {
  await waitUntil({
    check: async () => {
      const running = readRunning(directory);
      return running === undefined || running.environment !== undefined;
    },
    signal,
    limitMs: STARTING_LIMIT_MS,
    onSlow: () => progress.say('info', 'Жду, пока запустится npm start…'),
  });
  return readRunning(directory)?.environment;
}

async function startSurroundings(dependencies: SurroundingsDependencies): Promise<Surroundings> {
  const { directory, environment, log, progress, signal } = dependencies;
  const given = withEnvironmentFile(directory, { ...environment, ...NO_TELEGRAM });
  const plan = await planEnvironment(directory, given);
  if (plan.supabase) requireWritableData(directory);
  const failure = Promise.withResolvers<never>();
  // it may come when nobody waits for it any longer
  failure.promise.catch(() => {});
  const supervisor = createSupervisor({
    onLine(program, line) {
      if (isNews(program, line)) log.line(program, line);
    },
    onRestart: ({ program, ending, delayMs }) =>
      log.say(
        'warn',
        `Процесс ${program} завершился (${ending}), новый запуск через ${delayMs / 1_000} с`,
      ),
    onFatal: (program) =>
      failure.reject(new ConfigurationError(`Процесс ${program} не может работать, причина выше.`)),
  });
  const config = quieted(plan.config);
  const quiet = { LOG_LEVEL: config.log.level };
  const supabase = plan.supabase && {
    ...plan.supabase,
    // nobody of ours listens on the api's port
    environment: { ...plan.supabase.environment, ...quiet, EMBEDDED_SUPABASE_WEBHOOK_URL: '' },
  };
  await startDependencies({
    directory,
    supabaseFile: SUPABASE_FILE,
    plan: { ...plan, supabase },
    log: progress,
    supervisor,
    signal: AbortSignal.any([signal, endedBy(failure.promise)]),
  });
  if (plan.config.redis && !signal.aborted) {
    const worker = { file: WORKER_FILE, directory, environment: { ...plan.environment, ...quiet } };
    supervisor.start({ name: 'worker', spawn: () => startNode(worker) });
  }
  return {
    config: { ...config, adminApiToken: undefined },
    failed: failure.promise,
    kill: () => supervisor.kill(),
    stop: () => supervisor.stop(STOP_STAGES),
  };
}

/** Nothing below a warning disturbs the conversation. */
function quieted(config: Config): Config {
  const { log } = config;
  return QUIET_LEVELS.has(log.level) ? config : { ...config, log: { ...log, level: 'warn' } };
}

function endedBy(failed: Promise<never>): AbortSignal {
  const ended = new AbortController();
  failed.catch(() => ended.abort());
  return ended.signal;
}

/** Whether a line tells of more than a usual start or end. */
function isNews(program: string, line: string): boolean {
  if (program === 'redis') return !isRoutine(line);
  return program !== 'supabase' || !line.startsWith('Встроенная база');
}
