import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';

export interface StalledJobsDependencies {
  /** Should have a short commandTimeout. */
  commands: Redis;
  /** Made with `skipStalledCheck`. */
  worker: Worker;
}

/** More than the `stalledInterval` within which BullMQ looks once whoever asks: a second look too early counts for nothing. */
const LOOK_INTERVAL_MS = 5_000;

/**
 * Hands the jobs of workers that died to those that live, as BullMQ does by itself every `stalledInterval`; but where
 * nothing is active, as nearly always, a look is one command instead of six.
 * @returns what ends it
 */
export function watchStalledJobs({ commands, worker }: StalledJobsDependencies): () => void {
  const look = async () => {
    const hasActive = await commands.exists(worker.toKey('active'));
    if (hasActive) await worker.getBackend().moveStalledJobsToWait();
  };
  // while Redis is away there is nothing to hand over
  const lookSafely = () => void look().catch(() => {});
  lookSafely();
  const timer = setInterval(lookSafely, LOOK_INTERVAL_MS);
  return () => clearInterval(timer);
}
