import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { LANGUAGES } from '../i18n/languages.ts';
import { evaluationSession } from './evaluation/state.ts';

/** What the bot remembers of a private chat between two messages; losing it costs a person a few taps at most. */
const session = z.object({
  language: z.enum(LANGUAGES).optional(),
  /** What was last searched for: its pages are buttons. */
  query: z.string().max(200).optional(),
  /** The person as last handed over to be kept. */
  saved: z.string().max(500).optional(),
  /** A property that is being told, and the answers given last. */
  evaluation: evaluationSession.optional().catch(undefined),
  /** What a purge must be confirmed with; gone once it was. */
  purge: z.object({ scope: z.string().max(100), code: z.string().max(20) }).optional(),
});

export type Session = z.infer<typeof session>;

export interface SessionsDependencies {
  /** Where sessions outlive this process; absent in memory mode. */
  redis?:
    | { commands: Redis; isUsable: () => boolean; onUsable: (listener: () => void) => void }
    | undefined;
  key: (chatId: number) => string;
}

export interface Sessions {
  /** From memory, then from Redis; a new one where neither has it. Never rejects. */
  load(chatId: number): Promise<Session>;
  /** Remembers a change; Redis is not waited for, and gets it when it is back where it is away. */
  save(chatId: number, session: Session): void;
  /** Likewise. */
  forget(chatId: number): void;
  /** Forgets what is in memory: another process may have changed it since. */
  clear(): void;
}

interface Entry {
  /** As JSON; empty for one that was forgotten. */
  text: string;
  /** What Redis holds as far as is known. */
  stored: string | undefined;
}

const EXPIRE_SECONDS = 30 * 24 * 3_600;
const MOST_IN_MEMORY = 5_000;

/** Sessions in this process's memory and, so that they survive it, in Redis. */
export function createSessions({ redis, key }: SessionsDependencies): Sessions {
  const memory = new LRUCache<number, Entry>({
    max: MOST_IN_MEMORY,
    ttl: EXPIRE_SECONDS * 1_000,
  });

  const store = (chatId: number, entry: Entry) => {
    const { text } = entry;
    if (entry.stored === text || !redis?.isUsable()) return;
    const { commands } = redis;
    const stored =
      text === ''
        ? commands.del(key(chatId))
        : commands.set(key(chatId), text, 'EX', EXPIRE_SECONDS);
    stored.then(
      () => {
        entry.stored = text;
      },
      () => {},
    );
  };
  const put = (chatId: number, text: string) => {
    const entry = { text, stored: memory.get(chatId)?.stored };
    memory.set(chatId, entry);
    store(chatId, entry);
  };

  redis?.onUsable(() => {
    for (const [chatId, entry] of memory.entries()) {
      if (entry.stored !== entry.text) store(chatId, entry);
      // what was stored may be lost: it is written with the next change or message
      else entry.stored = undefined;
    }
  });

  return {
    async load(chatId) {
      const known = memory.get(chatId);
      if (known) return parse(known.text);
      if (!redis?.isUsable()) return {};
      return parse((await redis.commands.get(key(chatId)).catch(() => null)) ?? '');
    },
    save(chatId, changed) {
      put(chatId, JSON.stringify(changed));
    },
    forget(chatId) {
      put(chatId, '');
    },
    clear: () => memory.clear(),
  };
}

function parse(text: string): Session {
  if (text === '') return {};
  try {
    return session.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
