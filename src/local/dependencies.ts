import type { LocalPlan } from './environment.ts';
import type { Environment } from '../variables.ts';
import type { MergedLog } from './mergedLog.ts';
import { redisAnswers, startRedisServer } from './redisServer.ts';
import type { Supervisor } from './supervisor.ts';
import { tether } from './tether.ts';
import { answersOk, waitUntil } from './waiting.ts';

/** In what order everything is stopped, in ms after stopping began. */
export const STOP_STAGES = [
  { programs: ['bot', 'api', 'worker', 'solo'], killAfterMs: 3_500 },
  { programs: ['supabase'], killAfterMs: 4_200 },
  { programs: ['redis'], killAfterMs: 4_500 },
];
const DEPENDENCY_LIMIT_MS = 60_000;

export interface NodeProgram {
  file: string;
  directory: string;
  environment: Environment;
}

/** Starts a program as the leader of its own process group; it never outlives this process. */
export function startNode({ file, directory, environment }: NodeProgram) {
  return tether(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface EmbeddedParts {
  directory: string;
  /** The file that runs the embedded Supabase. */
  supabaseFile: string;
  plan: LocalPlan;
  log: Pick<MergedLog, 'say'>;
  supervisor: Supervisor;
  signal: AbortSignal;
}

/** Starts the Supabase and the Redis the plan embeds, and waits until they answer. */
export async function startDependencies(parts: EmbeddedParts): Promise<void> {
  const { directory, supabaseFile, plan, log, supervisor, signal } = parts;
  const { supabase, redis } = plan;
  if (supabase) {
    const { environment } = supabase;
    const program = { file: supabaseFile, directory, environment };
    supervisor.start({ name: 'supabase', spawn: () => startNode(program) });
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
