import type { Invalidator, JobStatus } from '../../cache/invalidator.ts';
import type { ApiNeighbour, NeighbourAnswer } from './apiNeighbour.ts';
import type { FollowedJob } from './followedJobs.ts';
import type { Progress } from './progress.ts';

const WATCHED_MS = 5 * 60_000;
/** After so long in the queue the invalidator has refilled this process's memory. */
const LATE_AFTER_MS = 10_500;

export interface JobLookDependencies {
  /** Undefined where nothing is kept: then there are no jobs. */
  invalidator: Invalidator | undefined;
  /** Absent where the api is in this process. */
  apiNeighbour?: ApiNeighbour | undefined;
  now: () => number;
}

/** How a job is, each time it is asked; asks the api once, when this process has to help itself. */
export function createJobLook(
  job: FollowedJob,
  { invalidator, apiNeighbour, now }: JobLookDependencies,
): () => Promise<Progress> {
  const { jobId, scope, via, purge, startedAt } = job;
  let neighbour: NeighbourAnswer | undefined;
  let asking: Promise<void> | undefined;

  const statusOf = async (): Promise<JobStatus | 'unreachable' | 'unknown'> => {
    try {
      return (await invalidator?.job(jobId)) ?? 'unknown';
    } catch {
      return 'unreachable';
    }
  };
  const endingOf = (found: Awaited<ReturnType<typeof statusOf>>): Progress['ending'] => {
    if (isOver(found)) return 'done';
    if (found === 'unknown') return 'unknown';
    return now() - startedAt >= WATCHED_MS ? 'unwatched' : undefined;
  };

  return async () => {
    const found = await statusOf();
    const status = typeof found === 'string' ? undefined : found;
    const isLate = status?.state === 'queued' && now() - startedAt >= LATE_AFTER_MS;
    if (via === 'process' || isLate) {
      asking ??= apiNeighbour?.ask(job).then((answer) => {
        neighbour = answer;
      });
      if (isOver(found)) await asking;
    }
    return { scope, via, purge, status, isLate, neighbour, ending: endingOf(found) };
  };
}

function isOver(found: JobStatus | 'unreachable' | 'unknown'): boolean {
  return typeof found !== 'string' && (found.state === 'completed' || found.state === 'failed');
}
