import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';

export interface StalledJobsDependencies {
  /** Should have a short commandTimeout. */
  commands: Redis;
  /** Made with `skipStalledCheck`. */
  worker: Worker;
}

/**
 * Hands the jobs of workers that died to those that live, as BullMQ does by itself with `stalledInterval`; but where
 * nothing is active, as nearly always, a look is one command instead of six.
 * @returns what ends it
 */
export function watchStalledJobs({ commands, worker }: StalledJobsDependencies): () => void {
  const { stalledInterval } = worker.opts;
  const look = async () => {
    const hasActive = await commands.exists(worker.toKey('active'));
    if (hasActive) await worker.getBackend().moveStalledJobsToWait();
  };
  // while Redis is away there is nothing to hand over
  const lookSafely = () => void look().catch(() => {});
  lookSafely();
  const timer = setInterval(lookSafely, stalledInterval);
  return () => clearInterval(timer);
}
