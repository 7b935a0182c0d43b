import type { Reasoned } from './method.ts';
import { listingsOf } from './records.ts';

export type Grade = 'A' | 'B' | 'C';

/** Why the grade is as it is; those that speak for it begin with «good». */
export type Reason =
  | 'good-specific-level'
  | 'good-many-listings'
  | 'good-narrow-range'
  | 'coarse-level'
  | 'few-listings'
  | 'old-data'
  | 'segment-missing'
  | 'implausible-listings'
  | 'wide-range'
  | 'demo-data';

export interface Confidence {
  grade: Grade;
  reasons: Reason[];
}

const MANY_LISTINGS = 30;
const FEW_LISTINGS = 10;
const OLD_MONTHS = 6;
/** Half of the range against the price. */
const NARROW = 0.15;
const WIDE = 0.3;

/**
 * How far the price can be relied on. A: a narrow range and nothing against it; C: a wide range or two things against it; B: all
 * between. Demonstration data are named but do not change the grade.
 */
export function confidenceOf(reasoned: Reasoned, isDemo: boolean): Confidence {
  const { general, adjustments, without, price, low, high } = reasoned;
  const listings = Math.min(
    ...[general.piece, ...adjustments.map(({ piece }) => piece)].map(({ quote }) =>
      listingsOf(quote),
    ),
  );
  const half = (high - low) / 2 / price;
  const { level } = general.piece.record;
  const isSpecific = level === 'county' || level === 'district';
  const against: Reason[] = [];
  if (!isSpecific) against.push('coarse-level');
  if (listings < FEW_LISTINGS) against.push('few-listings');
  if (general.monthsOld > OLD_MONTHS) against.push('old-data');
  if (without.length > 0) against.push('segment-missing');
  if (general.withoutExtremes !== 1) against.push('implausible-listings');
  const good: Reason[] = [];
  if (isSpecific) good.push('good-specific-level');
  if (listings >= MANY_LISTINGS) good.push('good-many-listings');
  if (half <= NARROW) good.push('good-narrow-range');
  const isWide = half > WIDE;
  const isPoor = isWide || against.length > 1;
  const grade = isPoor ? 'C' : half <= NARROW && against.length === 0 ? 'A' : 'B';
  return {
    grade,
    reasons: [
      ...against,
      ...(isWide ? (['wide-range'] as const) : []),
      ...good,
      ...(isDemo ? (['demo-data'] as const) : []),
    ],
  };
}
