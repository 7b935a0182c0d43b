import { ConfigurationError, EXIT_CONFIGURATION } from '../errors.ts';
import { planEnvironment, type LocalPlan } from './environment.ts';
import { withEnvironmentFile, type Environment } from './environmentFile.ts';
import { createMergedLog, type MergedLog } from './mergedLog.ts';
import { requireFreePort, requireWritableData } from './preflight.ts';
import { isRoutine, redisAnswers, startRedisServer } from './redisServer.ts';
import { watchStopSignals } from './stopSignals.ts';
import { summaryOf } from './summary.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { tether } from './tether.ts';
import { answersOk, waitUntil } from './waiting.ts';

export interface RunnerOptions {
  /** The project directory: `.env` is read from it, `.data/` is kept in it. */
  directory: string;
  environment: Environment;
  /** The file that each process runs. */
  programs: Record<'supabase' | 'api' | 'worker' | 'bot' | 'solo', string>;
}

const STOP_STAGES = [
  { programs: ['bot', 'api', 'worker', 'solo'], killAfterMs: 3_500 },
  { programs: ['supabase'], killAfterMs: 4_200 },
  { programs: ['redis'], killAfterMs: 4_500 },
];
const DEPENDENCY_LIMIT_MS = 60_000;
const READY_LIMIT_MS = 60_000;

async function prepare({ directory, environment }: RunnerOptions): Promise<LocalPlan> {
  const plan = await planEnvironment(directory, withEnvironmentFile(directory, environment));
  if (plan.supabase) requireWritableData(directory);
  await requireFreePort(plan.config.http);
  return plan;
}

function startNode(file: string, { directory, environment }: Omit<RunnerOptions, 'programs'>) {
  return tether(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Parts {
  options: RunnerOptions;
  plan: LocalPlan;
  log: MergedLog;
  supervisor: Supervisor;
  signal: AbortSignal;
}

async function startDependencies({ options, plan, log, supervisor, signal }: Parts): Promise<void> {
  const { directory, programs } = options;
  const { supabase, redis } = plan;
  if (supabase) {
    const { environment } = supabase;
    supervisor.start({
      name: 'supabase',
      spawn: () => startNode(programs.supabase, { directory, environment }),
    });
  }
  if (redis) supervisor.start({ name: 'redis', spawn: () => startRedisServer(redis) });
  if (plan.redisMissing) {
    log.say('warn', 'redis-server не найден: работаем без Redis, кэш в памяти этого процесса.');
  }
  const redisReady =
    !redis ||
    (await waitUntil({
      check: () => redisAnswers(redis.port),
      signal,
      limitMs: DEPENDENCY_LIMIT_MS,
      onSlow: () => log.say('info', 'Жду встроенный Redis…'),
    }));
  const supabaseReady =
    !supabase ||
    (await waitUntil({
      check: () => answersOk(`http://127.0.0.1:${supabase.port}/health`),
      signal,
      limitMs: DEPENDENCY_LIMIT_MS,
      onSlow: () => log.say('info', 'Готовлю встроенную базу данных (в первый раз дольше)…'),
    }));
  if (signal.aborted || (redisReady && supabaseReady)) return;
  const late = [redisReady ? '' : 'Redis', supabaseReady ? '' : 'Supabase'].filter(Boolean);
  log.say(
    'warn',
    `Не отвечает за ${DEPENDENCY_LIMIT_MS / 1_000} с: ${late.join(', ')}. Продолжаю.`,
  );
}

async function startPrograms({ options, plan, log, supervisor, signal }: Parts): Promise<void> {
  const { directory, programs } = options;
  const { environment, config } = plan;
  for (const name of plan.programs) {
    const spawn = () => startNode(programs[name], { directory, environment });
    supervisor.start({ name, spawn });
  }
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[config.http.host] ?? config.http.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.http.port}/ready`;
  const ready = await waitUntil({ check: () => answersOk(url), signal, limitMs: READY_LIMIT_MS });
  if (signal.aborted || ready) return;
  const seconds = READY_LIMIT_MS / 1_000;
  log.say(
    'warn',
    `Прошло ${seconds} с, а ${url} ещё не отвечает 200: жду, пока загрузятся данные.`,
  );
}

function printSummary({ options, plan, log }: Parts, write: (text: string) => void): void {
  const rows = summaryOf(plan, options.directory);
  if (plan.config.log.format === 'json') {
    log.say('info', 'Система запущена', Object.fromEntries(rows));
    return;
  }
  const lines = rows.map(([name, value]) => `  ${name.padEnd(15)}  ${value}\n`);
  write(`\n${lines.join('')}  Остановить: Ctrl-C\n\n`);
}

/** Runs the whole system until something ends it; gives the exit code. */
export async function run(options: RunnerOptions): Promise<number> {
  const { environment } = options;
  let plan: LocalPlan;
  try {
    plan = await prepare(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`❌ ${error.message}\n`);
    return EXIT_CONFIGURATION;
  }
  const write = (text: string) => void process.stdout.write(text);
  const colour = process.stdout.isTTY && !environment.NO_COLOR;
  const log = createMergedLog({ write, format: plan.config.log.format, colour });
  const fatal = Promise.withResolvers<{ kind: 'fatal'; code: number }>();
  const supervisor = createSupervisor({
    onLine: (program, line) => {
      if (program !== 'redis' || !isRoutine(line)) log.line(program, line);
    },
    onRestart: ({ program, ending, delayMs }) =>
      log.say(
        'warn',
        `Процесс ${program} завершился (${ending}), новый запуск через ${delayMs / 1_000} с`,
      ),
    onFatal: (program) => {
      log.say('error', `Процесс ${program} не может работать, причина выше. Останавливаю всё.`);
      fatal.resolve({ kind: 'fatal', code: EXIT_CONFIGURATION });
    },
  });
  const signals = watchStopSignals(() => supervisor.kill());
  const ending = new AbortController();
  const parts: Parts = { options, plan, log, supervisor, signal: ending.signal };

  const bringUp = async () => {
    await startDependencies(parts);
    if (ending.signal.aborted) return;
    await startPrograms(parts);
    if (!ending.signal.aborted) printSummary(parts, write);
  };
  const failed = Promise.withResolvers<never>();
  bringUp().catch(failed.reject);
  const reason = await Promise.race([signals.stopped, fatal.promise, failed.promise]);
  ending.abort();
  if (reason.kind === 'signal') log.say('info', 'Останавливаю…');
  await supervisor.stop(STOP_STAGES);
  log.say('info', 'Всё остановлено.');
  signals.dispose();
  return reason.code;
}
