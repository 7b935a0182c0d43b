import { ConfigurationError, EXIT_CONFIGURATION, reasonOf } from '../errors.ts';
import { startDependencies, startNode, STOP_STAGES } from './dependencies.ts';
import { addressOf, planEnvironment, type LocalPlan } from './environment.ts';
import { withEnvironmentFile } from '../environmentFile.ts';
import type { Environment } from '../variables.ts';
import { createMergedLog, type MergedLog } from './mergedLog.ts';
import { requireFreePort, requireWritableData } from './preflight.ts';
import { isRoutine } from './redisServer.ts';
import { forgetRunning, recordRunning } from '../runningRecord.ts';
import { watchStopSignals } from './stopSignals.ts';
import { summaryOf } from './summary.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { answersOk, waitUntil } from './waiting.ts';

export interface RunnerOptions {
  /** The project directory: `.env` is read from it, `.data/` is kept in it. */
  directory: string;
  environment: Environment;
  /** The file that each process runs. */
  programs: Record<'supabase' | 'api' | 'worker' | 'bot' | 'solo', string>;
}

const READY_LIMIT_MS = 60_000;

async function prepare({ directory, environment }: RunnerOptions): Promise<LocalPlan> {
  const plan = await planEnvironment(directory, withEnvironmentFile(directory, environment));
  if (plan.supabase) requireWritableData(directory);
  await requireFreePort(plan.config.http);
  return plan;
}

interface Parts {
  options: RunnerOptions;
  plan: LocalPlan;
  log: MergedLog;
  supervisor: Supervisor;
  signal: AbortSignal;
}

async function startPrograms({ options, plan, log, supervisor, signal }: Parts): Promise<void> {
  const { directory, programs } = options;
  const { environment, config } = plan;
  for (const name of plan.programs) {
    const program = { file: programs[name], directory, environment };
    supervisor.start({ name, spawn: () => startNode(program) });
  }
  const url = `${addressOf(config.http)}/ready`;
  const ready = await waitUntil({ check: () => answersOk(url), signal, limitMs: READY_LIMIT_MS });
  if (signal.aborted || ready) return;
  const seconds = READY_LIMIT_MS / 1_000;
  log.say(
    'warn',
    `Прошло ${seconds} с, а ${url} ещё не отвечает 200: жду, пока загрузятся данные.`,
  );
}

/** Without the record everything works but joining it. */
function recordOrWarn({ options, log }: Parts, environment?: Environment): void {
  try {
    recordRunning(options.directory, environment);
  } catch (error) {
    log.say('warn', `npm run chat не найдёт эту систему: ${reasonOf(error)}`);
  }
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
    recordOrWarn(parts);
    const { directory, programs } = options;
    const embedded = { directory, supabaseFile: programs.supabase };
    await startDependencies({ ...embedded, plan, log, supervisor, signal: ending.signal });
    if (ending.signal.aborted) return;
    recordOrWarn(parts, plan.environment);
    await startPrograms(parts);
    if (!ending.signal.aborted) printSummary(parts, write);
  };
  const failed = Promise.withResolvers<never>();
  bringUp().catch(failed.reject);
  const reason = await Promise.race([signals.stopped, fatal.promise, failed.promise]);
  ending.abort();
  if (reason.kind === 'signal') log.say('info', 'Останавливаю…');
  forgetRunning(options.directory);
  await supervisor.stop(STOP_STAGES);
  log.say('info', 'Всё остановлено.');
  signals.dispose();
  return reason.code;
}
