import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { reasonOf } from '../errors.ts';
import { TELEGRAM_ID, USERS_TABLE } from './person.ts';

const READ_INTERVAL_MS = 60_000;
const READ_DEADLINE_MS = 10_000;

/** Who is an admin, from memory: the ids of ADMIN_TELEGRAM_IDS and the users whose status is admin. */
export interface Admins {
  isAdmin(telegramId: number): boolean;
  all(): number[];
  /** Begins to follow the table; does nothing without the service key. */
  start(): void;
  stop(): void;
}

export interface AdminsDependencies {
  /** ADMIN_TELEGRAM_IDS. */
  ids: readonly number[];
  database: Database;
  log: Logger;
}

/** Rights given or taken in the table count within a minute; while the database is away the last ones known stay. */
export function createAdmins({ ids, database, log }: AdminsDependencies): Admins {
  const named = new Set(ids);
  let fromTable = new Set<number>();
  let inTrouble = false;
  let timer: NodeJS.Timeout | undefined;
  let reading = new AbortController();

  const read = async ({ signal }: AbortController) => {
    try {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(READ_DEADLINE_MS)]);
      const rows = await database.rows(USERS_TABLE, 'user_status', ['admin'], deadline);
      fromTable = new Set(rows.map((row) => Number(row[TELEGRAM_ID])).filter((id) => id > 0));
      inTrouble = false;
    } catch (error) {
      if (inTrouble || signal.aborted) return;
      inTrouble = true;
      const reason = reasonOf(error);
      log.warn({ reason }, `Список администраторов не прочитан, действует прежний: ${reason}`);
    }
  };

  return {
    isAdmin: (telegramId) => named.has(telegramId) || fromTable.has(telegramId),
    all: () => [...new Set([...named, ...fromTable])],
    start() {
      if (!database.writable || timer !== undefined) return;
      reading = new AbortController();
      void read(reading);
      timer = setInterval(() => void read(reading), READ_INTERVAL_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
      reading.abort();
    },
  };
}
