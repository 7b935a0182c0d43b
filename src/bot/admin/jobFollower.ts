import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Acceptance, JobStatus } from '../../cache/invalidator.ts';
import { reasonOf } from '../../errors.ts';
import type { Translator } from '../../i18n/translator.ts';
import type { Background } from '../background.ts';
import type { BotContext } from '../context.ts';
import { ChatUnreachableError, MessageGoneError } from '../../telegram/telegramErrors.ts';
import type { Messages } from '../messages.ts';
import type { Screen } from '../screens.ts';
import type { DatasetNames } from './datasetNames.ts';
import { placeOf, type FollowedJob, type FollowedJobs } from './followedJobs.ts';
import { createJobLook, type JobLookDependencies } from './jobLook.ts';
import { jobScreen } from './jobScreen.ts';
import { speechIn } from './speech.ts';

const POLL_INTERVAL_MS = 400;
const EDIT_INTERVAL_MS = 1_000;
/** How long after a job was accepted a Telegram out of reach is waited for to take the last words. */
const PATIENCE_MS = 10 * 60_000;

export interface JobFollowerDependencies extends Omit<JobLookDependencies, 'now'> {
  followedJobs: FollowedJobs;
  datasetNames: DatasetNames;
  messages: Messages;
  translator: Translator;
  background: Background;
  log: Logger;
  now?: () => number;
  pollIntervalMs?: number;
  editIntervalMs?: number;
}

/** An accepted refresh, and how its message is to be made. */
export interface Following {
  accepted: Acceptance;
  purge?: boolean;
  country?: FollowedJob['country'];
  /** Whether the message of the pressed button stays as it is. */
  isNew?: boolean;
}

/** Keeps messages in step with the refreshes they tell of. */
export interface JobFollower {
  /** Answers with a message that is edited, in the background, until there is an outcome. */
  follow(ctx: BotContext, following: Following): Promise<void>;
  /** Goes on with what an earlier process followed. Never rejects. */
  resume(): Promise<void>;
}

export function createJobFollower(dependencies: JobFollowerDependencies): JobFollower {
  const { followedJobs, datasetNames, messages, translator, background, log } = dependencies;
  const { pollIntervalMs = POLL_INTERVAL_MS, editIntervalMs = EDIT_INTERVAL_MS } = dependencies;
  const { now = Date.now } = dependencies;
  /** By message: what ends following it when it is to tell of another job. */
  const followed = new Map<string, AbortController>();

  const begin = (job: FollowedJob, shown = '') => {
    const place = placeOf(job);
    followed.get(place)?.abort();
    const replaced = new AbortController();
    followed.set(place, replaced);
    background.run('наблюдение за обновлением', async (stopping) => {
      try {
        await watch({ job, shown, signal: AbortSignal.any([stopping, replaced.signal]) });
        if (!replaced.signal.aborted) followedJobs.forget(job);
      } catch (error) {
        if (!replaced.signal.aborted) throw error;
      } finally {
        if (followed.get(place) === replaced) followed.delete(place);
      }
    });
  };

  const watch = async ({ job, shown, signal }: Watch) => {
    const look = createJobLook(job, { ...dependencies, now });
    const speech = speechIn(translator, job.language);
    let said = shown;
    let editedAt = shown === '' ? -Infinity : job.startedAt;
    for (;;) {
      const progress = await look();
      const isOver = progress.ending !== undefined;
      const screen = jobScreen({ job, progress }, datasetNames, speech);
      const { text } = screen.text;
      signal.throwIfAborted();
      if (text !== said && (isOver || now() - editedAt >= editIntervalMs)) {
        const edited = await edit(job, screen);
        if (edited === 'gone') return;
        if (edited === 'done') said = text;
        editedAt = now();
      }
      if (isOver && (said === text || now() - job.startedAt >= PATIENCE_MS)) return;
      await delay(pollIntervalMs, undefined, { signal });
    }
  };

  const edit = async (job: FollowedJob, screen: Screen): Promise<'done' | 'gone' | 'failed'> => {
    try {
      await messages.edit(job, screen);
      return 'done';
    } catch (error) {
      const isGone = error instanceof MessageGoneError || error instanceof ChatUnreachableError;
      log.debug({ jobId: job.jobId, reason: reasonOf(error) }, 'Ход обновления не показан');
      return isGone ? 'gone' : 'failed';
    }
  };

  return {
    async follow(ctx, { accepted, purge = false, country, isNew = false }) {
      const { jobId, scope, via } = accepted;
      const { chatId, language } = ctx;
      const screen = firstScreen({ accepted, purge, country }, datasetNames, ctx);
      const messageId = await ctx.show(screen, { isNew });
      const place = { chatId, messageId, language, startedAt: now() };
      const job = { jobId, scope, via, purge, ...place, ...(country && { country }) };
      followedJobs.remember(job);
      begin(job, screen.text.text);
    },
    async resume() {
      for (const job of await followedJobs.all()) if (!followed.has(placeOf(job))) begin(job);
    },
  };
}

interface Watch {
  job: FollowedJob;
  /** What the message says already. */
  shown: string;
  signal: AbortSignal;
}

/** What is said before anything is known. */
function firstScreen(
  {
    accepted,
    purge,
    country,
  }: { accepted: Acceptance; purge: boolean; country: FollowedJob['country'] },
  datasetNames: DatasetNames,
  ctx: BotContext,
): Screen {
  const { jobId, scope, via } = accepted;
  const status: JobStatus = { jobId, scope, state: 'queued', refreshes: [] };
  const unknown = { isLate: false, neighbour: undefined, ending: undefined };
  const progress = { scope, via, purge, status, ...unknown };
  return jobScreen({ job: { scope, country }, progress }, datasetNames, ctx);
}
