import DataLoader from 'dataloader';
import type { Database } from '../datasets/database.ts';
import { BATCH } from './outbox.ts';
import { TELEGRAM_ID, USERS_TABLE, type Change } from './person.ts';

/** An answer to a person waits this long for what is known of them. */
const GRACE_MS = 250;
const REQUEST_DEADLINE_MS = 2_000;
const PAUSE_AFTER_FAILURE_MS = 30_000;
/** Look-ups this close together are one request. */
const GATHER_MS = 5;

type Row = Record<string, unknown>;

export interface LookupDependencies {
  database: Database;
  /** Changes that have been handed on but are not in the database yet. */
  findChanges: (telegramIds: readonly number[]) => Promise<(Change | undefined)[]>;
  now: () => number;
}

/** Looks people up, many at a time, and never waits for long. */
export interface Lookup {
  /** Never rejects; what does not come in time is undefined. */
  find(telegramId: number): Promise<{ change: Change | undefined; row: Row | undefined }>;
}

export function createLookup({ database, findChanges, now }: LookupDependencies): Lookup {
  let failedAt = -Infinity;
  const fail = () => {
    failedAt = now();
    return undefined;
  };
  const rows = loader<Row>(async (telegramIds) => {
    const signal = AbortSignal.timeout(REQUEST_DEADLINE_MS);
    const found = await database.rows(USERS_TABLE, TELEGRAM_ID, telegramIds, signal);
    failedAt = -Infinity;
    const byId = new Map(found.map((row) => [Number(row[TELEGRAM_ID]), row]));
    return telegramIds.map((telegramId) => byId.get(telegramId));
  });
  const changes = loader<Change>(findChanges);
  const findRow = async (telegramId: number) => {
    if (now() - failedAt < PAUSE_AFTER_FAILURE_MS) return undefined;
    return withinGrace(rows.load(telegramId), fail);
  };
  return {
    async find(telegramId) {
      const [change, row] = await Promise.all([
        withinGrace(changes.load(telegramId), () => undefined),
        findRow(telegramId),
      ]);
      return { change, row };
    },
  };
}

function loader<Value>(load: (ids: readonly number[]) => Promise<(Value | undefined)[]>) {
  return new DataLoader<number, Value | undefined>(load, {
    cache: false,
    maxBatchSize: BATCH,
    batchScheduleFn: (callback) => void setTimeout(callback, GATHER_MS),
  });
}

/** What comes too late, or fails, is left to the second way. */
function withinGrace<Value>(
  work: Promise<Value>,
  otherwise: () => undefined,
): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(otherwise()), GRACE_MS);
    work
      .catch(otherwise)
      .finally(() => clearTimeout(late))
      .then(resolve, otherwise);
  });
}
