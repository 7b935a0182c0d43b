import { Worker, type Job } from 'bullmq';
import { QUEUE_NAME, WORKER_OPTIONS } from '../cache/bullRefreshQueue.ts';
import type { Invalidation, RefreshRecord } from '../cache/events.ts';
import type { Keys } from '../cache/keys.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { Refresher } from '../cache/refresher.ts';
import { reasonOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { watchStalledJobs } from './stalledJobs.ts';

/** How long a stop waits for the refresh under way, and, without one, for Redis to let go. */
const BUSY_CLOSE_MS = 7_000;
const IDLE_CLOSE_MS = 1_000;
const HAND_BACK_MS = 500;

export interface RefreshJobDependencies {
  redis: Pick<RedisLink, 'commands' | 'openWorker'>;
  keys: Keys;
  refresher: Refresher;
  log: Logger;
}

/** Takes refreshes from the queue, one at a time; a failed one is tried again with growing pauses. */
export function startRefreshJob({ redis, keys, refresher, log }: RefreshJobDependencies) {
  let active: Job | undefined;
  const worker = new Worker<Invalidation, RefreshRecord[]>(
    QUEUE_NAME,
    async (job) => {
      active = job;
      const records = await refresher.refresh({
        ...job.data,
        onProgress: (progress) => void job.updateProgress(progress).catch(() => {}),
      });
      active = undefined;
      const failed = records.find(({ outcome }) => outcome === 'failed');
      if (failed) throw new Error(failed.error);
      return records;
    },
    {
      ...WORKER_OPTIONS,
      connection: redis.openWorker(),
      prefix: keys.queue,
      skipVersionCheck: true,
    },
  );
  const endWatch = watchStalledJobs({ commands: redis.commands, worker });
  worker.on('error', (error) =>
    log.debug({ reason: reasonOf(error) }, 'Очередь обновлений (cache)'),
  );
  return {
    /** Lets the refresh under way end; one that takes too long is handed back, and another worker takes it at once. */
    async stop(): Promise<void> {
      endWatch();
      const deadline = AbortSignal.timeout(active ? BUSY_CLOSE_MS : IDLE_CLOSE_MS);
      const late = new Promise<'late'>((resolve) => {
        deadline.addEventListener('abort', () => resolve('late'));
      });
      // A close that hangs, as it does while Redis is away, stays hung: BullMQ gives a forced one the same promise.
      await Promise.race([worker.close(), late]);
      if (active) await handBack(active);
    },
  };
}

/** What this process still does of the job does no harm: whoever loaded later wins. While Redis is away the lock runs out. */
async function handBack(job: Job): Promise<void> {
  const late = new Promise((resolve) => {
    AbortSignal.timeout(HAND_BACK_MS).addEventListener('abort', resolve);
  });
  await Promise.race([job.moveToWait(job.token).catch(() => {}), late]);
}
