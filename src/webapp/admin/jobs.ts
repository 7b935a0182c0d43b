import { signal } from '@preact/signals';
import { ask, Failure } from '../data/ask.ts';
import { feel } from '../telegram/telegram.ts';
import { text } from '../texts.ts';
import type { Refresh } from './overviewData.ts';

interface JobAnswer {
  state: 'queued' | 'active' | 'completed' | 'failed';
  progress?: { dataset?: string; step?: string };
  refreshes: Refresh[];
}

/** What is being done to a scope (a dataset or `all`), or what came of it. */
export interface FollowedJob {
  said: string;
  isOver: boolean;
  isBad: boolean;
}

/** By scope. */
export const jobs = signal<Readonly<Record<string, FollowedJob>>>({});

const LOOK_EVERY_MS = 600;

const say = (scope: string, job: FollowedJob) => {
  jobs.value = { ...jobs.value, [scope]: job };
};

/** Asks the api for something and says how it goes until it is over; then what is on screen is read anew. */
export function followJob(scope: string, path: string, body: object, over: () => void): void {
  say(scope, { said: text('app-admin-progress', { step: 'queued' }), isOver: false, isBad: false });
  run(scope, path, body)
    .then(
      () => feel('success'),
      (error: unknown) => {
        const detail = error instanceof Failure ? error.detail : '';
        say(scope, { said: detail || text('app-failed'), isOver: true, isBad: true });
        feel('error');
      },
    )
    .then(over)
    .catch(() => {});
}

async function run(scope: string, path: string, body: object): Promise<void> {
  const { jobId } = await ask<{ jobId?: string }>(path, { method: 'POST', body, as: 'person' });
  if (jobId === undefined) {
    say(scope, { said: text('app-admin-done-rollback'), isOver: true, isBad: false });
    return;
  }
  for (;;) {
    const job = await ask<JobAnswer>(`/api/cache/jobs/${jobId}`, { as: 'person' });
    if (job.state === 'completed' || job.state === 'failed') {
      say(scope, outcomeOf(job));
      return;
    }
    const step = job.progress?.step ?? 'queued';
    say(scope, { said: text('app-admin-progress', { step }), isOver: false, isBad: false });
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function outcomeOf({ state, refreshes }: JobAnswer): FollowedJob {
  const outcomes = [...new Set(refreshes.map(({ outcome }) => outcome))];
  const isBad =
    state === 'failed' || outcomes.some((outcome) => outcome === 'failed' || outcome === 'refused');
  const said = (outcomes.length > 0 ? outcomes : [state === 'failed' ? 'failed' : 'unchanged'])
    .map((outcome) => text('app-admin-outcome', { outcome }))
    .join(', ');
  return { said, isOver: true, isBad };
}
