import { observed, type Belief } from './belief.ts';
import type { Evidence, Level } from './evidence.ts';
import { withoutExtremes } from './extremes.ts';
import { listingsOf, monthNumber, priceChange, type Piece, type Side } from './records.ts';
import { wholesByLevel } from './wholes.ts';

/**
 * Deviations of logarithms, so 0.25 is about 25 %. They are assumptions about markets in general, not learnt from an
 * installation: how far places differ inside the level above, how far listings differ inside a level, and how far a price may
 * move a month where no series tells.
 */
const PLACES_DIFFER: Readonly<Record<Level, number>> = {
  country: 1,
  city: 0.35,
  county: 0.25,
  district: 0.12,
};
export const LISTINGS_DIFFER: Readonly<Record<Level, number>> = {
  country: 0.5,
  city: 0.35,
  county: 0.22,
  district: 0.17,
};
const DRIFT_A_MONTH = 0.025;
const DRIFT_A_MONTH_BY_SERIES = 0.004;

/** The general price of a place, in the steps it is reached by. */
export interface GeneralPrice {
  /** The most specific record, as it stands. */
  piece: Piece;
  /** Factors that lead from its price to the result, one after another. */
  withoutExtremes: number;
  carriedToDate: number;
  pulledToCoarser: number;
  /** Months that the record is older than the date wanted, and whether the series told the change. */
  monthsOld: number;
  isCarried: boolean;
  /** Of the logarithm of the price. */
  belief: Belief;
}

/**
 * The general price on a date: the most specific record, without an implausible extreme, carried to the date by the series,
 * and pulled towards the coarser levels the more, the fewer its listings are: each level is what is expected of the next.
 * Undefined where no level has a price.
 */
export function generalPrice(
  evidence: Evidence,
  side: Side,
  date: string,
): GeneralPrice | undefined {
  const pieces = wholesByLevel(evidence, side);
  const piece = pieces.at(-1);
  if (piece === undefined) return undefined;
  const toMonth = monthNumber(date);
  const readings = pieces.map(({ record, quote }) => {
    const fromMonth = monthNumber(record.date);
    const monthsOld = Math.max(0, toMonth - fromMonth);
    const carried =
      side === 'sale' ? priceChange({ series: evidence.trend, fromMonth, toMonth }) : undefined;
    const perMonth = carried === undefined ? DRIFT_A_MONTH : DRIFT_A_MONTH_BY_SERIES;
    const clean = withoutExtremes(quote);
    return {
      level: record.level,
      monthsOld,
      clean,
      carried,
      mean: Math.log(clean * (carried ?? 1)),
      variance:
        LISTINGS_DIFFER[record.level] ** 2 / listingsOf(quote) + (perMonth * monthsOld) ** 2,
    };
  });
  let belief: Belief | undefined;
  let passed = 0;
  for (const reading of readings) {
    if (belief === undefined) {
      belief = { mean: reading.mean, variance: reading.variance };
    } else {
      const between = belowVariance(passed, reading.level);
      belief = observed({ mean: belief.mean, variance: belief.variance + between }, reading);
    }
    passed = LEVEL_RANK[reading.level];
  }
  const last = readings.at(-1);
  if (belief === undefined || last === undefined) return undefined;
  return {
    piece,
    withoutExtremes: last.clean / piece.quote.price,
    carriedToDate: last.carried ?? 1,
    pulledToCoarser: Math.exp(belief.mean - last.mean),
    monthsOld: last.monthsOld,
    isCarried: last.carried !== undefined,
    belief: { mean: belief.mean, variance: belief.variance + belowVariance(passed, 'district') },
  };
}

const LEVEL_RANK: Readonly<Record<Level, number>> = { country: 0, city: 1, county: 2, district: 3 };

/** How far places differ between a level, by its rank, and a more specific one. */
function belowVariance(above: number, level: Level): number {
  return (Object.keys(LEVEL_RANK) as Level[])
    .filter((one) => LEVEL_RANK[one] > above && LEVEL_RANK[one] <= LEVEL_RANK[level])
    .reduce((sum, one) => sum + PLACES_DIFFER[one] ** 2, 0);
}
