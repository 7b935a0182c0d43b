import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { LANGUAGES } from '../i18n/languages.ts';

/** What the bot remembers of a private chat between two messages; losing it costs a person a few taps at most. */
const session = z.object({
  language: z.enum(LANGUAGES).optional(),
  /** What was last searched for: its pages are buttons. */
  query: z.string().max(200).optional(),
  /** The person as last handed over to be kept. */
  saved: z.string().max(500).optional(),
  /** What a purge must be confirmed with; gone once it was. */
  purge: z.object({ scope: z.string().max(100), code: z.string().max(20) }).optional(),
});

export type Session = z.infer<typeof session>;

export interface SessionsDependencies {
  /** Where sessions outlive this process; absent in memory mode. */
  redis?: { commands: Redis; isUsable: () => boolean } | undefined;
  key: (chatId: number) => string;
}

export interface Sessions {
  /** From memory, then from Redis; a new one where neither has it. Never rejects. */
  load(chatId: number): Promise<Session>;
  /** Remembers a change; Redis is not waited for. */
  save(chatId: number, session: Session): void;
  forget(chatId: number): void;
  /** Forgets what is in memory: another process may have changed it since. */
  clear(): void;
}

const EXPIRE_SECONDS = 30 * 24 * 3_600;
const MOST_IN_MEMORY = 5_000;

/** Sessions in this process's memory and, so that they survive it, in Redis. */
export function createSessions({ redis, key }: SessionsDependencies): Sessions {
  const memory = new LRUCache<number, { session: Session; stored: string }>({
    max: MOST_IN_MEMORY,
    ttl: EXPIRE_SECONDS * 1_000,
  });

  const fetch = async (chatId: number): Promise<Session> => {
    if (!redis?.isUsable()) return {};
    const text = await redis.commands.get(key(chatId)).catch(() => null);
    return text === null ? {} : parse(text);
  };

  return {
    async load(chatId) {
      const known = memory.get(chatId);
      if (known) return structuredClone(known.session);
      return fetch(chatId);
    },
    save(chatId, changed) {
      const text = JSON.stringify(changed);
      const known = memory.get(chatId);
      const entry = { session: structuredClone(changed), stored: known?.stored ?? '' };
      memory.set(chatId, entry);
      if (entry.stored === text || !redis?.isUsable()) return;
      redis.commands.set(key(chatId), text, 'EX', EXPIRE_SECONDS).then(
        () => {
          entry.stored = text;
        },
        () => {},
      );
    },
    forget(chatId) {
      memory.delete(chatId);
      if (redis?.isUsable()) redis.commands.del(key(chatId)).catch(() => {});
    },
    clear: () => memory.clear(),
  };
}

function parse(text: string): Session {
  try {
    return session.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
