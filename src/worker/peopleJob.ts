import { Worker } from 'bullmq';
import type { Keys } from '../cache/keys.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { Database } from '../datasets/database.ts';
import { reasonOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Outbox } from '../people/outbox.ts';
import { PEOPLE_QUEUE_NAME, PEOPLE_WORKER_OPTIONS, PeopleQueue } from '../people/peopleQueue.ts';
import { drainOutbox, PeopleWriter } from '../people/peopleWriter.ts';

const CLOSE_MS = 1_000;

export interface PeopleJobDependencies {
  redis: Pick<RedisLink, 'commands' | 'openWorker' | 'onUsable'>;
  keys: Keys;
  database: Database;
  log: Logger;
}

/**
 * Brings the changes of people from the outbox to the database, until it works: when asked, at the start, and
 * whenever Redis comes back, so that nothing stays behind. Holds two connections to Redis.
 */
export function startPeopleJob({ redis, keys, database, log }: PeopleJobDependencies) {
  const connection = redis.openWorker();
  const outbox = new Outbox({ commands: redis.commands, keys });
  const queue = new PeopleQueue({ connection: redis.commands, keys });
  const writer = new PeopleWriter({ database, log });
  const stopping = new AbortController();
  const worker = new Worker(
    PEOPLE_QUEUE_NAME,
    () => drainOutbox({ outbox, writer, signal: stopping.signal }),
    { ...PEOPLE_WORKER_OPTIONS, connection, prefix: keys.queue, skipVersionCheck: true },
  );
  worker.on('error', (error) => log.debug({ reason: reasonOf(error) }, 'Очередь пользователей'));
  redis.onUsable(() => {
    if (stopping.signal.aborted) return;
    queue
      .requestDrain()
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'Очередь пользователей'));
  });
  return {
    /** Lets go of the batch under way: it stays in the outbox for the next worker. */
    async stop(): Promise<void> {
      stopping.abort();
      const late = new Promise<'late'>((resolve) => {
        AbortSignal.timeout(CLOSE_MS).addEventListener('abort', () => resolve('late'));
      });
      // A close that hangs, as it does while Redis is away, stays hung.
      await Promise.race([worker.close(), late]);
      connection.disconnect();
      await queue.close();
    },
  };
}
