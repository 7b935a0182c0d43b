import type { Redis } from 'ioredis';
import { z } from 'zod';

const incident = z.object({
  /** When it began, ms since 1970. */
  since: z.number(),
  /** Admins who know of it, and not yet that it is over. */
  told: z.array(z.number()),
});

export type Incident = z.infer<typeof incident>;

export interface IncidentsDependencies {
  /** The hash of this bot. */
  key: string;
  /** Where incidents outlive this process; absent in memory mode. */
  redis?: { commands: Redis; isUsable: () => boolean } | undefined;
}

/** What is out of order, and who was told: in memory, and in Redis as far as it is within reach. */
export interface Incidents {
  /** Reads what an earlier process left, or writes what Redis has missed. @returns whether the former was done, now or before */
  settle(): Promise<boolean>;
  ids(): string[];
  get(id: string): Incident | undefined;
  set(id: string, incident: Incident): Promise<void>;
  delete(id: string): Promise<void>;
  /** Another process may have kept them since: what Redis has is read anew. */
  reread(): void;
  /** Redis may have lost what was in it. */
  distrust(): void;
}

export function createIncidents({ key, redis }: IncidentsDependencies): Incidents {
  const open = new Map<string, Incident>();
  let isRead = redis === undefined;
  let isBehind = false;

  /** What fails is made up for by the next settle. */
  const write = async (command: (commands: Redis) => Promise<unknown>) => {
    if (redis === undefined || isBehind) return;
    try {
      await command(redis.commands);
    } catch {
      isBehind = true;
    }
  };

  const rewrite = async (commands: Redis) => {
    const entries = [...open].map(([id, one]) => [id, JSON.stringify(one)]);
    const transaction = commands.multi().del(key);
    if (entries.length > 0) transaction.hset(key, Object.fromEntries(entries));
    await transaction.exec();
  };

  return {
    async settle() {
      if (!redis?.isUsable()) return isRead;
      try {
        if (!isRead) {
          const stored = await redis.commands.hgetall(key);
          for (const [id, text] of Object.entries(stored)) {
            const one = parse(text);
            if (one && !open.has(id)) open.set(id, one);
          }
          isRead = true;
        }
        if (isBehind) await rewrite(redis.commands);
        isBehind = false;
      } catch {
        // away again: the next time
      }
      return isRead;
    },
    ids: () => [...open.keys()],
    get: (id) => open.get(id),
    async set(id, one) {
      open.set(id, one);
      await write((commands) => commands.hset(key, id, JSON.stringify(one)));
    },
    async delete(id) {
      open.delete(id);
      await write((commands) => commands.hdel(key, id));
    },
    reread() {
      if (redis === undefined) return;
      open.clear();
      isRead = false;
      isBehind = false;
    },
    distrust() {
      isBehind = true;
    },
  };
}

function parse(text: string): Incident | undefined {
  try {
    return incident.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
