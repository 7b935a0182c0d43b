import type { Logger } from 'pino';
import type { Keys } from '../cache/keys.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { Database } from '../datasets/database.ts';
import type { Language } from '../i18n/languages.ts';
import { HeldChanges } from './heldChanges.ts';
import { createLookup } from './lookup.ts';
import { Outbox } from './outbox.ts';
import { PeopleQueue } from './peopleQueue.ts';
import { PeopleWriter } from './peopleWriter.ts';
import { cleanedPerson, languageIn, type Person } from './person.ts';

const CLOSE_MS = 2_000;
/** Redis is asked again soon: it costs nothing while it is away. */
const LONGEST_REDIS_RETRY_MS = 2_000;
const LONGEST_DATABASE_RETRY_MS = 30_000;
/** Many who write at once cost one request, made after they were answered. */
const DATABASE_GATHER_MS = 500;

const PEOPLE_NOT_KEPT = 'Пользователи не сохраняются: не задан SUPABASE_SERVICE_ROLE_KEY';

export interface KnownPerson {
  /** Undefined where none of ours is known. */
  language: Language | undefined;
}

/** The people the bot knows. Nothing here makes an answer wait for the database. */
export interface Users {
  /** Whether people are kept: the service key is there. */
  readonly kept: boolean;
  /**
   * What is known of a person, changes on their way included; undefined for a stranger, and when nothing is
   * answered within a quarter of a second. Never rejects.
   */
  find(telegramId: number): Promise<KnownPerson | undefined>;
  /** Keeps the newest of a person; never waits, never throws. */
  save(person: Person): void;
  /** Removes a person and their evaluations; wins over all that was saved before. */
  forget(telegramId: number): void;
  /** Brings what this process still holds to Redis or to the database, within two seconds. */
  close(): Promise<void>;
}

export interface UsersDependencies {
  database: Database;
  keys: Keys;
  log: Logger;
  /** Absent in memory mode: then this process writes to the database itself. */
  redis?: Pick<RedisLink, 'commands'>;
  now?: () => number;
}

export function createUsers(dependencies: UsersDependencies): Users {
  if (dependencies.database.writable) return keepUsers(dependencies);
  dependencies.log.warn(PEOPLE_NOT_KEPT);
  return {
    kept: false,
    find: async () => undefined,
    save: () => {},
    forget: () => {},
    close: async () => {},
  };
}

function keepUsers({ database, keys, log, redis, now = Date.now }: UsersDependencies): Users {
  const writer = new PeopleWriter({ database, log });
  const shared = redis && {
    outbox: new Outbox({ commands: redis.commands, keys }),
    queue: new PeopleQueue({ connection: redis.commands, keys }),
  };
  const write = writer.write.bind(writer);
  const held = shared
    ? new HeldChanges({
        deliver: async (changes) => {
          await shared.outbox.put(changes);
          await shared.queue.requestDrain();
        },
        gatherMs: 0,
        longestRetryMs: LONGEST_REDIS_RETRY_MS,
        log,
      })
    : new HeldChanges({
        deliver: write,
        gatherMs: DATABASE_GATHER_MS,
        longestRetryMs: LONGEST_DATABASE_RETRY_MS,
        log,
      });
  const lookup = createLookup({
    database,
    findChanges: (telegramIds) =>
      shared ? shared.outbox.find(telegramIds) : Promise.resolve(telegramIds.map(() => undefined)),
    now,
  });
  let last = 0;
  /** Later than all before, even when the clock is set back. */
  const nextTime = () => (last = Math.max(now(), last + 1));

  return {
    kept: true,
    async find(telegramId) {
      const found = await lookup.find(telegramId);
      const { row } = found;
      const change = held.get(telegramId) ?? found.change;
      if (change?.person === null || (change === undefined && row === undefined)) return undefined;
      return {
        language: change?.person.language ?? (row && languageIn(row)),
      };
    },
    save(person) {
      const { telegramId } = person;
      held.put({ telegramId, at: nextTime(), person: cleanedPerson(person) });
    },
    forget(telegramId) {
      const at = nextTime();
      held.put({ telegramId, at, person: null, forgottenAt: at });
    },
    async close() {
      await held.close(write, AbortSignal.timeout(CLOSE_MS));
      await shared?.queue.close();
    },
  };
}
