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
/** By then the api has taken a new version over, as a rule. */
const TAKEN_OVER_MS = 1_000;

const say = (scope: string, job: FollowedJob) => {
  jobs.value = { ...jobs.value, [scope]: job };
};

interface FollowOptions {
  /** Under which `jobs` tells of it. */
  scope: string;
  path: string;
  method?: 'POST' | 'PATCH';
  body: object;
  /** Reads what is on screen anew. */
  reload: () => void;
}

/** Asks the api for something and says how it goes until it is over; then what is on screen is read anew. */
export function followJob(options: FollowOptions): void {
  const { scope, reload } = options;
  say(scope, { said: text('app-admin-progress', { step: 'queued' }), isOver: false, isBad: false });
  run(options)
    .then(
      () => feel('success'),
      (error: unknown) => {
        const detail = error instanceof Failure ? error.detail : '';
        say(scope, { said: detail || text('app-failed'), isOver: true, isBad: true });
        feel('error');
      },
    )
    .then(() => {
      reload();
      setTimeout(reload, TAKEN_OVER_MS);
    })
    .catch(() => {});
}

async function run({ scope, path, method = 'POST', body }: FollowOptions): Promise<void> {
  const { jobId } = await ask<{ jobId?: string }>(path, { method, body, as: 'person' });
  if (jobId === undefined) {
    const said = method === 'POST' ? text('app-admin-done-rollback') : '';
    say(scope, { said, isOver: true, isBad: false });
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
