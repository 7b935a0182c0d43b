import { Queue, type JobsOptions, type QueueOptions, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Invalidation, Scope } from './events.ts';
import type { Keys } from './keys.ts';
import type { ActiveRefresh, QueueDepth, RefreshQueue } from './refreshQueue.ts';

export const QUEUE_NAME = 'refresh';

/** What a worker of this queue must be made with. */
export const WORKER_OPTIONS = {
  concurrency: 1,
  /** A worker that died loses its job after this long; at the next look (watchStalledJobs) another gets it. */
  lockDuration: 6_000,
  stalledInterval: 3_000,
  maxStalledCount: 5,
  /** Left to watchStalledJobs, which asks less. */
  skipStalledCheck: true,
  /** An event wakes a worker at once; without one it looks this often, in seconds. */
  drainDelay: 45,
} satisfies Partial<WorkerOptions>;

/** How whoever only adds jobs opens a queue: nothing waits for Redis, and little is kept there. */
export const PRODUCER_OPTIONS = {
  skipWaitingForReady: true,
  skipVersionCheck: true,
  skipMetasUpdate: true,
  streams: { events: { maxLen: 100 } },
} satisfies Partial<QueueOptions>;

const JOB_OPTIONS = {
  attempts: 4,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: 20,
  removeOnFail: 50,
};

const PENDING: ReadonlySet<string> = new Set(['waiting', 'active', 'delayed']);

/**
 * Adds a job that is deduplicated. A Redis that evicts may have lost the list in which the one before waited: that one
 * would never be done and keep all others out, so it is given up.
 */
export async function addDeduplicated(
  queue: Queue,
  { name, data, options }: { name: string; data: object; options: JobsOptions },
): Promise<void> {
  const job = await queue.add(name, data, options);
  if (PENDING.has(await job.getState())) return;
  // where it was done meanwhile there is nothing to remove
  if (await job.removeDeduplicationKey()) await queue.add(name, data, options);
}

/** The queue the processes share. Its connection must have a short commandTimeout. */
export class BullRefreshQueue implements RefreshQueue {
  readonly #queue: Queue<Invalidation>;

  constructor({ connection, keys }: { connection: Redis; keys: Keys }) {
    this.#queue = new Queue<Invalidation>(QUEUE_NAME, {
      connection,
      prefix: keys.queue,
      ...PRODUCER_OPTIONS,
    });
    this.#queue.on('error', () => {});
  }

  async add(event: Invalidation): Promise<void> {
    await addDeduplicated(this.#queue, {
      name: event.scope,
      data: event,
      options: {
        ...JOB_OPTIONS,
        delay: event.delayMs ?? 0,
        deduplication: { id: event.scope, keepLastIfActive: true },
      },
    });
  }

  async active(): Promise<ActiveRefresh | undefined> {
    const [job] = await this.#queue.getJobs(['active'], 0, 0);
    if (job === undefined) return undefined;
    const progress = typeof job.progress === 'object' ? job.progress : {};
    return { ...progress, scope: job.data.scope };
  }

  /** The deduplication key stays from the first attempt to the last. */
  async isPending(scope: Scope): Promise<boolean> {
    return (await this.#queue.getDeduplicationJobId(scope)) !== null;
  }

  async depth(): Promise<QueueDepth> {
    const counts = await this.#queue.getJobCounts('active', 'waiting', 'delayed');
    const { active = 0, waiting = 0, delayed = 0 } = counts;
    return { active, waiting: waiting + delayed };
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }
}
