import { Worker } from 'bullmq';
import type { Keys } from '../cache/keys.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { Database } from '../datasets/database.ts';
import { reasonOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { EvaluationsOutbox } from '../people/evaluationsOutbox.ts';
import { drainEvaluations, EvaluationsWriter } from '../people/evaluationsWriter.ts';
import { Outbox } from '../people/outbox.ts';
import { PEOPLE_QUEUE_NAME, PEOPLE_WORKER_OPTIONS, PeopleQueue } from '../people/peopleQueue.ts';
import { drainOutbox, PeopleWriter } from '../people/peopleWriter.ts';
import { watchStalledJobs } from './stalledJobs.ts';

const CLOSE_MS = 1_000;
const SWEEP_INTERVAL_MS = 30_000;

export interface PeopleJobDependencies {
  redis: Pick<RedisLink, 'commands' | 'openWorker' | 'onUsable'>;
  keys: Keys;
  database: Database;
  log: Logger;
  /** How often it looks for what nobody asked to bring. */
  sweepIntervalMs?: number;
}

/**
 * Brings the changes of people, and the evaluations they saved, from the outboxes to the database, until it works: when
 * asked, at the start, whenever Redis comes back, and now and then, so that nothing stays behind. Its blocking reads have a connection of their own.
 */
export function startPeopleJob({
  redis,
  keys,
  database,
  log,
  sweepIntervalMs = SWEEP_INTERVAL_MS,
}: PeopleJobDependencies) {
  const outbox = new Outbox({ commands: redis.commands, keys });
  const queue = new PeopleQueue({ connection: redis.commands, keys });
  const writer = new PeopleWriter({ database, log });
  const evaluations = new EvaluationsOutbox({ commands: redis.commands, keys });
  const evaluationsWriter = new EvaluationsWriter({ database, log });
  const stopping = new AbortController();
  const { signal } = stopping;
  const drain = async () => {
    try {
      // who is to be forgotten goes first, so that nothing of theirs is written afterwards
      await drainOutbox({ outbox, evaluations, writer, signal });
    } finally {
      await drainEvaluations({ outbox: evaluations, writer: evaluationsWriter, signal });
    }
  };
  const requestDrain = () => {
    if (signal.aborted) return;
    queue
      .requestDrain()
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'Очередь пользователей'));
  };
  /** For whom died after putting something into an outbox, before asking for the drain. */
  const sweep = async () => {
    const areEmpty = await Promise.all([outbox.isEmpty(), evaluations.isEmpty()]);
    if (areEmpty.includes(false)) requestDrain();
  };
  const sweeps = setInterval(() => void sweep().catch(() => {}), sweepIntervalMs);
  const worker = new Worker(PEOPLE_QUEUE_NAME, drain, {
    ...PEOPLE_WORKER_OPTIONS,
    connection: redis.openWorker(),
    prefix: keys.queue,
    skipVersionCheck: true,
  });
  const endWatch = watchStalledJobs({ commands: redis.commands, worker });
  worker.on('error', (error) => log.debug({ reason: reasonOf(error) }, 'Очередь пользователей'));
  redis.onUsable(requestDrain);
  return {
    /** Lets go of the batch under way: it stays in the outbox for the next worker. */
    async stop(): Promise<void> {
      stopping.abort();
      clearInterval(sweeps);
      endWatch();
      const late = new Promise<'late'>((resolve) => {
        AbortSignal.timeout(CLOSE_MS).addEventListener('abort', () => resolve('late'));
      });
      // A close that hangs, as it does while Redis is away, stays hung.
      await Promise.race([worker.close(), late]);
      await queue.close();
    },
  };
}
