import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { QUEUE_NAME, WORKER_OPTIONS } from '../cache/bullRefreshQueue.ts';
import type { Invalidation, RefreshRecord } from '../cache/events.ts';
import type { Keys } from '../cache/keys.ts';
import type { Refresher } from '../cache/refresher.ts';
import { reasonOf } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** How long a stop waits for the refresh under way, and, without one, for Redis to let go. */
const BUSY_CLOSE_MS = 7_000;
const IDLE_CLOSE_MS = 1_000;

export interface RefreshJobDependencies {
  connection: Redis;
  keys: Keys;
  refresher: Refresher;
  log: Logger;
}

/** Takes refreshes from the queue, one at a time; a failed one is tried again with growing pauses. */
export function startRefreshJob({ connection, keys, refresher, log }: RefreshJobDependencies) {
  let busy = false;
  const worker = new Worker<Invalidation, RefreshRecord[]>(
    QUEUE_NAME,
    async (job) => {
      busy = true;
      const records = await refresher.refresh({
        ...job.data,
        onProgress: (progress) => void job.updateProgress(progress).catch(() => {}),
      });
      busy = false;
      const failed = records.find(({ outcome }) => outcome === 'failed');
      if (failed) throw new Error(failed.error);
      return records;
    },
    { ...WORKER_OPTIONS, connection, prefix: keys.queue, skipVersionCheck: true },
  );
  worker.on('error', (error) =>
    log.debug({ reason: reasonOf(error) }, 'Очередь обновлений (cache)'),
  );
  return {
    /** Lets the refresh under way end; another worker takes it over when that takes too long. */
    async stop(): Promise<void> {
      const deadline = AbortSignal.timeout(busy ? BUSY_CLOSE_MS : IDLE_CLOSE_MS);
      const late = new Promise<'late'>((resolve) => {
        deadline.addEventListener('abort', () => resolve('late'));
      });
      // A close that hangs, as it does while Redis is away, stays hung: BullMQ gives a forced one the same promise.
      await Promise.race([worker.close(), late]);
      connection.disconnect();
    },
  };
}
