import { Queue, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { addDeduplicated, PRODUCER_OPTIONS, WORKER_OPTIONS } from '../cache/bullRefreshQueue.ts';
import type { Keys } from '../cache/keys.ts';

export const PEOPLE_QUEUE_NAME = 'people';

const DRAIN = 'drain';
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** What a worker of this queue must be made with. */
export const PEOPLE_WORKER_OPTIONS = {
  ...WORKER_OPTIONS,
  maxStalledCount: Number.MAX_SAFE_INTEGER,
  settings: {
    /** Doubles up to LONGEST_RETRY_MS; half of it is chance. */
    backoffStrategy: (attempts: number) =>
      Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS) * (0.5 + Math.random() / 2),
  },
} satisfies Partial<WorkerOptions>;

const JOB_OPTIONS = {
  attempts: Number.MAX_SAFE_INTEGER,
  backoff: { type: 'capped' },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 1,
  deduplication: { id: DRAIN, keepLastIfActive: true },
};

/** Asks the workers to empty the outbox: one job is active and one pending at most, however often they are asked. */
export class PeopleQueue {
  readonly #queue: Queue;

  /** The connection must have a short commandTimeout. */
  constructor({ connection, keys }: { connection: Redis; keys: Keys }) {
    this.#queue = new Queue(PEOPLE_QUEUE_NAME, {
      connection,
      prefix: keys.queue,
      ...PRODUCER_OPTIONS,
    });
    this.#queue.on('error', () => {});
  }

  /** Rejects when Redis did not take it. */
  async requestDrain(): Promise<void> {
    await addDeduplicated(this.#queue, { name: DRAIN, data: {}, options: JOB_OPTIONS });
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }
}
