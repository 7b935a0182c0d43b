import type { Redis } from 'ioredis';
import { z } from 'zod';
import { LANGUAGES } from '../../i18n/languages.ts';

const followedJob = z.object({
  jobId: z.string().max(120),
  scope: z.string().max(100),
  via: z.enum(['queue', 'process']),
  purge: z.boolean(),
  chatId: z.number(),
  messageId: z.number(),
  language: z.enum(LANGUAGES),
  /** When it was accepted, ms since 1970. */
  startedAt: z.number(),
  /** The country that was switched, where that is what the refresh is for. */
  country: z.object({ name: z.string().max(200), enabled: z.boolean() }).optional(),
});

/** A refresh, and the message that shows how it goes. */
export type FollowedJob = z.infer<typeof followedJob>;

export interface FollowedJobsDependencies {
  /** The hash of this bot. */
  key: string;
  /** Absent in memory mode, where nothing outlives the process. */
  redis?: { commands: Redis; isUsable: () => boolean } | undefined;
}

/** What is followed, kept in Redis for the process after this one. Never rejects; Redis is not waited for. */
export interface FollowedJobs {
  remember(job: FollowedJob): void;
  forget(job: FollowedJob): void;
  all(): Promise<FollowedJob[]>;
}

/** One job a message. */
export function placeOf({ chatId, messageId }: FollowedJob): string {
  return `${chatId}:${messageId}`;
}

export function createFollowedJobs({ key, redis }: FollowedJobsDependencies): FollowedJobs {
  const remove = (place: string) => {
    if (redis?.isUsable()) redis.commands.hdel(key, place).catch(() => {});
  };
  return {
    remember(job) {
      if (job.via === 'process' || !redis?.isUsable()) return;
      redis.commands.hset(key, placeOf(job), JSON.stringify(job)).catch(() => {});
    },
    forget: (job) => remove(placeOf(job)),
    async all() {
      const stored: Record<string, string> =
        (await redis?.commands.hgetall(key).catch(() => ({}))) ?? {};
      return Object.entries(stored).flatMap(([place, text]) => {
        const job = parse(text);
        if (job === undefined) remove(place);
        return job ?? [];
      });
    },
  };
}

function parse(text: string): FollowedJob | undefined {
  try {
    return followedJob.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
