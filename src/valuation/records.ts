import {
  LEVELS,
  type Level,
  type MarketRecord,
  type MonthlyPrice,
  type Quote,
} from './evidence.ts';

/** Which prices of a record are meant. */
export type Side = 'sale' | 'rent';

/** A record that says something about a side, with its quote. */
export interface Piece<Of extends MarketRecord = MarketRecord> {
  record: Of;
  quote: Quote;
}

/** What an unknown number of listings counts as: a few. */
const UNKNOWN_COUNT = 3;

/** The number of listings that arithmetic goes by. */
export function listingsOf(quote: Quote): number {
  return quote.count ?? UNKNOWN_COUNT;
}

/** The quote of a side if it says anything; bounds that are impossible or on the wrong side of the mean are taken for unknown. */
function quoteOn(record: MarketRecord, side: Side): Quote | undefined {
  const quote = record[side];
  if (quote === null || !isPositive(quote.price)) return undefined;
  const { price, minimum, maximum, count } = quote;
  if (count !== null && !isPositive(count)) return undefined;
  return {
    price,
    minimum: minimum !== null && isPositive(minimum) && minimum <= price ? minimum : null,
    maximum: maximum !== null && isPositive(maximum) && maximum >= price ? maximum : null,
    count,
  };
}

const isPositive = (value: number) => Number.isFinite(value) && value > 0;

/** Whether the first of two pieces of one level is preferred: the newer, then the better founded; no tie is left to order. */
function compare(a: Piece, b: Piece): number {
  if (a.record.date !== b.record.date) return a.record.date < b.record.date ? 1 : -1;
  return (
    listingsOf(b.quote) - listingsOf(a.quote) ||
    a.quote.price - b.quote.price ||
    (a.quote.maximum ?? 0) - (b.quote.maximum ?? 0) ||
    (a.quote.minimum ?? 0) - (b.quote.minimum ?? 0)
  );
}

/** The newest usable record of each level, from the coarsest level to the most specific. Empty groups are left out. */
export function newestByLevel<Of extends MarketRecord>(
  records: readonly Of[],
  side: Side,
): Piece<Of>[] {
  return LEVELS.flatMap((level) => {
    const pieces = records
      .filter((record) => record.level === level)
      .flatMap((record) => {
        const quote = quoteOn(record, side);
        return quote === undefined ? [] : [{ record, quote }];
      });
    return pieces.toSorted(compare).slice(0, 1);
  });
}

/** Of pieces by level, that of one level. */
export function atLevel<Of extends MarketRecord>(
  pieces: readonly Piece<Of>[],
  level: Level,
): Piece<Of> | undefined {
  return pieces.find(({ record }) => record.level === level);
}

/** Months since year 0, of a day YYYY-MM-DD. */
export function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/**
 * What a price of one month is to be multiplied with to be one of a later month, by the series: the mean of up to three
 * months around each of the two. Undefined where the series does not reach back so far, or not up to two months before the later.
 */
export function priceChange(change: {
  series: readonly MonthlyPrice[];
  fromMonth: number;
  toMonth: number;
}): number | undefined {
  const points = change.series.flatMap(({ year, month, sale }) =>
    sale !== null && Number.isFinite(sale) && sale > 0
      ? [{ month: year * 12 + month - 1, level: Math.log(sale) }]
      : [],
  );
  const around = (month: number): number | undefined => {
    const near = points.filter((point) => Math.abs(point.month - month) <= 1);
    if (near.length === 0) return undefined;
    return near.reduce((sum, { level }) => sum + level, 0) / near.length;
  };
  const newest = Math.max(...points.map(({ month }) => month));
  const toMonth = Math.min(change.toMonth, newest);
  if (change.toMonth - newest > 2 || change.fromMonth >= toMonth) return undefined;
  const before = around(change.fromMonth);
  const after = around(toMonth);
  return before === undefined || after === undefined ? undefined : Math.exp(after - before);
}
