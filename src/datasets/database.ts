import { createClient } from '@supabase/supabase-js';
import pRetry from 'p-retry';
import type { SupabaseConfig } from '../config.ts';
import { LoadError, reasonOf } from '../errors.ts';
import { isMissing, MIGRATIONS } from './migrations.ts';

const ATTEMPTS = 3;
/** What PostgREST gives at most in Supabase's cloud. */
const MOST_ROWS = 1_000;
const NEWEST_MIGRATION = `supabase/migrations/${MIGRATIONS.at(-1)}`;
/** SQLSTATE of data that do not fit, of a broken constraint, of an exception raised by a trigger. */
const ROWS_REFUSED = /^(?:22...|23...|P0001)$/;

type Row = Record<string, unknown>;

/** Rows whose columns equal these values; null: whose column is null. */
export type Matching = Readonly<Record<string, string | number | null>>;

/** A page of rows, newest first; rows of one time in the order of their ids. */
export interface PageOfRows {
  matching: Matching;
  /** The column of times. */
  column: string;
  /** The last row of the page before this one. */
  before?: { time: string; id: string };
  limit: number;
}

/** What Supabase answered, reduced to what matters here. */
interface Answer {
  data: unknown;
  count?: number | null;
  status: number;
  error: { message: string; code?: string | null } | null;
}

/** The tables and functions in Supabase, used with deadlines, retries and clear errors. */
export interface Database {
  /** Calls a loading function and gives its one jsonb value. */
  call(name: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<unknown>;
  /** Exact number of rows of a table where a column equals a value. */
  count(table: string, column: string, value: number, signal: AbortSignal): Promise<number>;
  /** The one row where a column equals a value; undefined when there is none. */
  row(table: string, column: string, value: number, signal: AbortSignal): Promise<Row | undefined>;
  /** The rows where a column equals one of these values, at most 1,000; needs the service key. */
  rows(
    table: string,
    column: string,
    values: readonly (number | string)[],
    signal: AbortSignal,
  ): Promise<Row[]>;
  /** The newest rows by a column of times, newest first, at most 1,000; needs the service key. */
  newest(table: string, column: string, signal: AbortSignal): Promise<Row[]>;
  /** A page of a table with a column `id`; needs the service key. */
  page(table: string, page: PageOfRows, signal: AbortSignal): Promise<Row[]>;
  /**
   * Inserts a row. Asked once only: where no answer comes the row may be there all the same, and only the caller
   * can tell. Needs the service key.
   */
  insert(table: string, row: Row, signal: AbortSignal): Promise<void>;
  /**
   * Inserts those of the rows whose unique column is not there yet and leaves the others; needs the service key. Gives how
   * many were inserted by the last try: fewer than were missing where an earlier one's answer was lost.
   */
  insertMissing(table: string, column: string, rows: Row[], signal: AbortSignal): Promise<number>;
  /** Changes the matching rows; needs the service key. */
  update(table: string, matching: Matching, change: Row, signal: AbortSignal): Promise<void>;
  /** Inserts or updates rows with the same columns by their unique column; needs the service key. */
  upsert(table: string, column: string, rows: Row | Row[], signal: AbortSignal): Promise<void>;
  /** Deletes the rows where a column equals one of these values; needs the service key. */
  remove(
    table: string,
    column: string,
    values: readonly (number | string)[],
    signal: AbortSignal,
  ): Promise<void>;
  /** Deletes the matching rows whose column of times is not later than a time; needs the service key. */
  removeUntil(
    table: string,
    matching: Matching,
    until: { column: string; time: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Whether the service key is there: rows can be written, and rows about people read. */
  readonly writable: boolean;
}

/** All methods throw LoadError: what was asked, why it failed, what to do. */
export function createDatabase(config: SupabaseConfig): Database {
  const reader = client(config.url, config.readKey);
  const writer = config.serviceRoleKey && client(config.url, config.serviceRoleKey);
  const { host } = new URL(config.url);
  const ask = (what: string, signal: AbortSignal, request: () => PromiseLike<Answer>) =>
    askWithRetries({ what, host, signal, request });
  const withServiceKey = () => {
    if (writer) return writer;
    throw new LoadError('запись выключена: не задан SUPABASE_SERVICE_ROLE_KEY', {
      retryable: false,
    });
  };

  return {
    writable: writer !== undefined,
    async call(name, parameters, signal) {
      const { data } = await ask(`функция ${name}`, signal, () =>
        reader.rpc(name, parameters).abortSignal(signal),
      );
      return data;
    },
    async count(table, column, value, signal) {
      const { count } = await ask(`число строк ${table}`, signal, () =>
        reader
          .from(table)
          .select(column, { count: 'exact', head: true })
          .eq(column, value)
          .abortSignal(signal),
      );
      if (typeof count === 'number') return count;
      throw new LoadError(`Supabase не сообщил число строк ${table}`, { retryable: true });
    },
    async row(table, column, value, signal) {
      const { data } = await ask(`строка ${table}`, signal, () =>
        reader.from(table).select('*').eq(column, value).limit(1).abortSignal(signal),
      );
      return (data as Row[])[0];
    },
    async rows(table, column, values, signal) {
      const service = withServiceKey();
      const { data } = await ask(`строки ${table}`, signal, () =>
        service.from(table).select('*').in(column, values).abortSignal(signal),
      );
      return data as Row[];
    },
    async newest(table, column, signal) {
      const service = withServiceKey();
      const { data } = await ask(`новые строки ${table}`, signal, () =>
        service
          .from(table)
          .select('*')
          .not(column, 'is', null)
          .order(column, { ascending: false })
          .limit(MOST_ROWS)
          .abortSignal(signal),
      );
      return data as Row[];
    },
    async page(table, { matching, column, before, limit }, signal) {
      const service = withServiceKey();
      const { data } = await ask(`страница ${table}`, signal, () => {
        const rows = matched(service.from(table).select<'*', Row>('*'), matching);
        const older = before
          ? rows.or(
              `${column}.lt.${before.time},and(${column}.eq.${before.time},id.lt.${before.id})`,
            )
          : rows;
        return older
          .order(column, { ascending: false })
          .order('id', { ascending: false })
          .limit(limit)
          .abortSignal(signal);
      });
      return data as Row[];
    },
    async insert(table, row, signal) {
      const service = withServiceKey();
      await askOnce({
        what: `запись в ${table}`,
        host,
        signal,
        request: () => service.from(table).insert(row).abortSignal(signal),
      });
    },
    async insertMissing(table, column, rows, signal) {
      const service = withServiceKey();
      const { data } = await ask(`запись в ${table}`, signal, () =>
        service
          .from(table)
          .upsert(rows, { onConflict: column, ignoreDuplicates: true })
          .select(column)
          .abortSignal(signal),
      );
      return (data as Row[]).length;
    },
    async update(table, matching, change, signal) {
      const service = withServiceKey();
      await ask(`запись в ${table}`, signal, () =>
        matched(service.from(table).update(change), matching).abortSignal(signal),
      );
    },
    async upsert(table, column, rows, signal) {
      const service = withServiceKey();
      await ask(`запись в ${table}`, signal, () =>
        service.from(table).upsert(rows, { onConflict: column }).abortSignal(signal),
      );
    },
    async remove(table, column, values, signal) {
      const service = withServiceKey();
      await ask(`удаление из ${table}`, signal, () =>
        service.from(table).delete().in(column, values).abortSignal(signal),
      );
    },
    async removeUntil(table, matching, { column, time }, signal) {
      const service = withServiceKey();
      await ask(`удаление из ${table}`, signal, () =>
        matched(service.from(table).delete(), matching).lte(column, time).abortSignal(signal),
      );
    },
  };
}

function client(url: string, key: string) {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    db: { retry: false },
  });
}

/** What of supabase-js' queries is needed to match rows. */
interface Matchable {
  eq(column: string, value: string | number): Matchable;
  is(column: string, value: null): Matchable;
  lte(column: string, value: string): Matchable;
  or(filters: string): Matchable;
  order(column: string, options: { ascending: boolean }): Matchable;
  limit(count: number): Matchable;
  abortSignal(signal: AbortSignal): PromiseLike<Answer>;
}

function matched(query: Matchable, matching: Matching): Matchable {
  let narrowed = query;
  for (const [column, value] of Object.entries(matching)) {
    narrowed = value === null ? narrowed.is(column, null) : narrowed.eq(column, value);
  }
  return narrowed;
}

interface Question {
  what: string;
  host: string;
  signal: AbortSignal;
  request: () => PromiseLike<Answer>;
}

async function askWithRetries(question: Question): Promise<Answer> {
  return pRetry(() => askOnce(question), {
    retries: ATTEMPTS - 1,
    minTimeout: 200,
    factor: 2,
    randomize: true,
    signal: question.signal,
    shouldRetry: ({ error }) => error instanceof LoadError && error.retryable,
  }).catch((error) => {
    throw error instanceof LoadError ? error : timedOut(question, error);
  });
}

async function askOnce({ what, host, signal, request }: Question): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await request();
  } catch (cause) {
    throw new LoadError(`Supabase (${host}) недоступен: ${what}: ${reasonOf(cause)}`, {
      retryable: true,
      cause,
    });
  }
  if (signal.aborted) throw timedOut({ what, host }, signal.reason);
  if (answer.error) throw loadError(what, host, answer.status, answer.error);
  return answer;
}

function timedOut({ what, host }: Pick<Question, 'what' | 'host'>, cause: unknown): LoadError {
  return new LoadError(`Supabase (${host}) не ответил вовремя: ${what}`, {
    retryable: true,
    cause,
  });
}

function loadError(
  what: string,
  host: string,
  status: number,
  { message, code }: { message: string; code?: string | null },
): LoadError {
  if (isMissing(code)) {
    return new LoadError(
      `В базе нет того, что нужно: ${what}. Примените миграции по ${NEWEST_MIGRATION} включительно`,
      { retryable: false, ...(code && { code }) },
    );
  }
  if (status === 401 || status === 403 || code === '42501') {
    return new LoadError(
      `Supabase (${host}) отказал: ${what}: ${message}. Проверьте SUPABASE_ANON_KEY и SUPABASE_SERVICE_ROLE_KEY`,
      { retryable: false },
    );
  }
  if (status === 0) {
    return new LoadError(`Supabase (${host}) недоступен: ${what}: ${message}`, { retryable: true });
  }
  return new LoadError(`Supabase (${host}) ответил ${status}: ${what}: ${message.slice(0, 300)}`, {
    retryable: status >= 500 || status === 429 || status === 408,
    rowsRefused: ROWS_REFUSED.test(code ?? ''),
    ...(code && { code }),
  });
}
