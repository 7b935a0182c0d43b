/** The table of exchange rates: a row is what a bank published for a date, the newest row is today's. */
export const CURRENCY_TABLE = 'currency';
export const CURRENCY_DATE = 'created_at';

/** The columns of the currencies beside `euro`; null where the bank does not quote one. */
export const RATE_COLUMNS = ['usd', 'rub', 'try', 'aed', 'thb'] as const;
export type RateColumn = (typeof RATE_COLUMNS)[number];

const MS_PER_DAY = 86_400_000;
/** Banks rest from Friday to Monday: a rate of that age is still their newest. */
const FRESH_DAYS = 3;

export interface NewestRate {
  /** Units per one euro, above zero. */
  value: number;
  /** The day the rate is of, `YYYY-MM-DD`. */
  date: string;
  /** Whether it is more than three days old, to be said wherever it is shown. */
  isStale: boolean;
}

/**
 * Each currency's own newest rate: one that the newest row lacks keeps the last it had, with that date. A currency
 * without any is missing. Rows come newest first; numbers may be text.
 */
export function newestRates(
  rows: readonly Record<string, unknown>[],
  now: number,
): Map<RateColumn, NewestRate> {
  const newest = new Map<RateColumn, NewestRate>();
  for (const row of rows) {
    const date = dateOfRow(row);
    if (date === undefined) continue;
    const isStale = daysBetween(date, dayOf(now)) > FRESH_DAYS;
    for (const column of RATE_COLUMNS) {
      const value = Number(row[column] ?? Number.NaN);
      if (newest.has(column) || !Number.isFinite(value) || value <= 0) continue;
      newest.set(column, { value, date, isStale });
    }
  }
  return newest;
}

/** The day a row is of, `YYYY-MM-DD` in UTC; undefined where it tells none. */
export function dateOfRow(row: Record<string, unknown>): string | undefined {
  const text = String(row[CURRENCY_DATE]);
  // a column without time zone: JavaScript would take it for local time
  const isLocal = /T[\d:.]+$/.test(text);
  const time = Date.parse(isLocal ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : dayOf(time);
}

/** The day of a time in UTC, `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whole days from one `YYYY-MM-DD` to another, negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
}
