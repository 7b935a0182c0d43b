import { countOf, dayOf, numberOf, positiveOf, type Tally } from './rawValues.ts';
import type { TableRow } from './marketTables.ts';

/** What is known of one kind of offers, per m² and month (rent) in the country's currency. */
export interface Offers {
  price: number;
  min: number | null;
  max: number | null;
  /** m² of a comparable property. */
  area: number | null;
  /** How many offers this is made of. */
  count: number | null;
  /** How long they were listed, in the table's own unit (days as a rule). */
  listingPeriod: number | null;
}

/** The indicators of one place, or of one segment of it, at one day. */
export interface Indicators {
  /** `2026-11-01`; null where the row had no date. */
  asOf: string | null;
  sale: Offers | null;
  rent: Offers | null;
  /** Gross, as a fraction per year. */
  yield: number | null;
}

/** Indicators with what decides between rows of one place and segment. */
export interface MarketRecord extends Indicators {
  demo: boolean;
}

const SALE_AT = 5;
const RENT_AT = 11;
const YIELD_AT = 17;
const DEMO_AT = 18;
const LONGEST_SEGMENT = 40;

/**
 * The indicators of a row of `market_rows`. Undefined where the row is left out by a rule: `future-date`, `no-price`.
 * @param today as `2026-11-23`
 */
export function recordOf(row: TableRow, today: string, tally: Tally): MarketRecord | undefined {
  const asOf = dayOf(row[4], tally);
  if (asOf !== null && asOf > today) {
    tally.add('future-date', asOf);
    return undefined;
  }
  const sale = offersOf(row, SALE_AT, tally);
  const rent = offersOf(row, RENT_AT, tally);
  if (sale === null && rent === null) {
    tally.add('no-price');
    return undefined;
  }
  return { asOf, sale, rent, yield: yieldOf(row[YIELD_AT], tally), demo: row[DEMO_AT] === true };
}

function offersOf(row: TableRow, at: number, tally: Tally): Offers | null {
  const price = positiveOf(row[at], tally);
  if (price === null) return null;
  let min = positiveOf(row[at + 1], tally);
  let max = positiveOf(row[at + 2], tally);
  if ((min ?? price) > price || (max ?? price) < price) {
    tally.add('range-without-price', `${min}…${max} вокруг ${price}`);
    min = null;
    max = null;
  }
  return {
    price,
    min,
    max,
    area: positiveOf(row[at + 3], tally),
    count: countOf(row[at + 4], tally),
    listingPeriod: positiveOf(row[at + 5], tally),
  };
}

/** A yield as a fraction: above 1 it was per cent (`yield-in-percent`), above 100 or below 0 it is null (`yield-beyond`). */
export function yieldOf(value: unknown, tally: Tally): number | null {
  const given = numberOf(value, tally);
  if (given === null || (given >= 0 && given <= 1)) return given;
  const isPercent = given > 1 && given <= 100;
  tally.add(isPercent ? 'yield-in-percent' : 'yield-beyond', String(given));
  return isPercent ? given / 100 : null;
}

/** The one spelling of a segment's name: its dashes, spaces and case made alike. */
export function segmentSpelling(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Dash}/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([+-]) ?/gu, '$1')
    .trim()
    .toLowerCase();
}

/**
 * The name of a segment in its one spelling (`segment-respelled`); whether it means anything
 * is for the valuation to know. Null by the rules `no-segment` and `unreadable-segment`.
 */
export function segmentOf(value: unknown, tally: Tally): string | null {
  const given = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const name = segmentSpelling(given);
  if (name === '') {
    tally.add('no-segment');
    return null;
  }
  if (name.length > LONGEST_SEGMENT || !/[\p{Letter}\p{Number}]/u.test(name)) {
    tally.add('unreadable-segment', given);
    return null;
  }
  if (name !== given) tally.add('segment-respelled', given);
  return name;
}

/** Which of two rows for one place and segment counts: the newer; of one day the one with more behind it. The other is tallied. */
export function preferred(one: MarketRecord, other: MarketRecord, tally: Tally): MarketRecord {
  if (one.asOf !== other.asOf) {
    tally.add('superseded');
    return (one.asOf ?? '') > (other.asOf ?? '') ? one : other;
  }
  return moreTelling(one, other, { count: offersIn, tally });
}

/** Of two different facts of one moment the one with the greater count, then whichever; the other is tallied. */
export function moreTelling<Fact>(
  one: Fact,
  other: Fact,
  { count, tally }: { count: (fact: Fact) => number; tally: Tally },
): Fact {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  tally.add(left === right ? 'duplicate' : 'contradicting');
  const difference = count(one) - count(other);
  return difference > 0 || (difference === 0 && left >= right) ? one : other;
}

function offersIn({ sale, rent }: MarketRecord): number {
  return (sale?.count ?? 0) + (rent?.count ?? 0);
}
