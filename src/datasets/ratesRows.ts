import { dayOf, numberOf, positiveOf, type Tally } from './rawValues.ts';
import type { TableRow } from './marketTables.ts';

/** The currencies of the table, in the order of its columns. */
export const CURRENCIES = ['usd', 'rub', 'try', 'aed', 'thb'] as const;
export type Currency = (typeof CURRENCIES)[number];
/** Units per one euro. */
export type Rates = Partial<Record<Currency, number>>;

interface RatesRow {
  /** `2026-11-23`, UTC. */
  day: string;
  moment: string;
  rates: Rates;
  demo: boolean;
}

/** The rates of one moment of the past. */
export interface DatedRates {
  asOf: string;
  rates: Rates;
}

/** What the rows amount to. */
export interface RatesHistory {
  /** The newest rate of each currency, with its day. */
  rates: Rates;
  dates: Partial<Record<Currency, string>>;
  /** The newest row's day; null without rows. */
  asOf: string | null;
  /** Whether any of the newest rates is generated. */
  demo: boolean;
  /** The last rates of each month, oldest first. */
  months: (DatedRates & { month: string })[];
  historyDemo: boolean;
}

/** Five years of trends, and the month before them. */
const MONTHS_KEPT = 61;

/** A row of `currency`; undefined where it is left out by a rule: `no-date`, `future-date`, `base-not-euro`, `no-rates`. */
export function ratesRow(row: TableRow, today: string, tally: Tally): RatesRow | undefined {
  const day = dayOf(row[0], tally);
  if (day === null || day > today) {
    tally.add(day === null ? 'no-date' : 'future-date', String(row[0]));
    return undefined;
  }
  const euro = numberOf(row[1], tally);
  if (euro !== null && euro !== 1) {
    tally.add('base-not-euro', String(row[1]));
    return undefined;
  }
  const rates: Rates = {};
  for (const [index, currency] of CURRENCIES.entries()) {
    const rate = positiveOf(row[index + 2], tally);
    if (rate !== null) rates[currency] = rate;
  }
  if (Object.keys(rates).length === 0) {
    tally.add('no-rates', day);
    return undefined;
  }
  return { day, moment: String(row[0]), rates, demo: row[7] === true };
}

/** The newest rates and the months before, whatever order the rows are in; months beyond 61 are tallied. */
export function ratesHistory(rows: readonly RatesRow[], tally: Tally): RatesHistory {
  const sorted = [...rows].sort(byMoment);
  const byMonth = [...Map.groupBy(sorted, ({ day }) => day.slice(0, 7))];
  const months = byMonth.slice(-MONTHS_KEPT);
  const forgotten = byMonth.length - months.length;
  if (forgotten > 0) tally.add('older-than-61-months', '', forgotten);
  const ends = months.map(([month, itsRows]) => ({ month, end: newestOf(itsRows) }));
  return {
    ...newestOf(sorted),
    months: ends.map(({ month, end: { asOf, rates } }) => ({ month, asOf: asOf!, rates })),
    historyDemo: ends.some(({ end }) => end.demo),
  };
}

/** The last rate of each currency: a later row may lack one that an earlier has. */
function newestOf(sorted: readonly RatesRow[]) {
  const newest = new Map<Currency, RatesRow>();
  for (const row of sorted) {
    for (const currency of Object.keys(row.rates) as Currency[]) newest.set(currency, row);
  }
  const known = CURRENCIES.filter((currency) => newest.has(currency));
  return {
    rates: Object.fromEntries(known.map((one) => [one, newest.get(one)!.rates[one]!])),
    dates: Object.fromEntries(known.map((one) => [one, newest.get(one)!.day])),
    asOf: sorted.at(-1)?.day ?? null,
    demo: known.some((one) => newest.get(one)!.demo),
  };
}

function byMoment(a: RatesRow, b: RatesRow): number {
  const key = (row: RatesRow) => `${row.day} ${row.moment} ${JSON.stringify(row.rates)}`;
  const [left, right] = [key(a), key(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
