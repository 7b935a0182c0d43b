import { observed, type Belief } from './belief.ts';
import {
  ATTRIBUTES,
  type Attribute,
  type Evidence,
  type Level,
  type Property,
  type SegmentRecord,
} from './evidence.ts';
import { LISTINGS_DIFFER } from './general.ts';
import { withoutExtremes } from './extremes.ts';
import {
  atLevel,
  listingsOf,
  monthNumber,
  newestByLevel,
  priceChange,
  type Piece,
  type Side,
} from './records.ts';
import { matchSegment } from './segments.ts';
import { wholesByLevel } from './wholes.ts';

/** How far segments are expected to differ at most; tables of coarse levels exaggerate it. */
const SEGMENTS_DIFFER = 0.08;
/** How far one segment's ratio differs between a level and the next, as a share of how far segments differ. */
const RATIO_VARIES = 0.3;
/** A segment that many times dearer or cheaper than its place is a mistake in a table, not evidence. */
const FARTHEST_RATIO = 4;
/** Error of a ratio that no number of listings removes: the dear places of a level have other homes than the cheap. */
export const COMPOSITION: Readonly<Record<Level, number>> = {
  country: 0.12,
  city: 0.08,
  county: 0.03,
  district: 0,
};

/** What one attribute of a property does to its price. */
export interface Adjustment {
  attribute: Attribute;
  /** The most specific record of the segment. */
  piece: Piece<SegmentRecord>;
  /** Its price against the general price of the same level. */
  ratio: number;
  /** Of the logarithm of the ratio, shrunk by the evidence of all levels; not yet for overlap. */
  belief: Belief;
}

/** The adjustments of the attributes that a property has, and those for which there is no evidence. */
export function adjustmentsOf(inquiry: {
  evidence: Evidence;
  property: Property;
  side: Side;
  /** How far the segments of each attribute differ: what is expected before the segment's own records are seen. */
  deviations: Readonly<Record<Attribute, number>>;
}): { adjustments: Adjustment[]; without: Attribute[] } {
  const { evidence, property, side, deviations } = inquiry;
  const general = wholesByLevel(evidence, side);
  const adjustments: Adjustment[] = [];
  const without: Attribute[] = [];
  for (const attribute of ATTRIBUTES) {
    const value = property.attributes[attribute];
    if (value === undefined) continue;
    const records = evidence.segments.filter((record) => record.attribute === attribute);
    const names = records.map(({ segment }) => segment);
    const { segment } = matchSegment({ attribute, value, names });
    const own = records.filter((record) => record.segment === segment);
    const ratios = newestByLevel(own, side).flatMap((piece) => {
      const whole = atLevel(general, piece.record.level);
      const ratio = whole && ratioOf({ piece, whole, evidence });
      const isPlausible =
        ratio !== undefined && ratio < FARTHEST_RATIO && ratio > 1 / FARTHEST_RATIO;
      return isPlausible ? [{ piece, ratio }] : [];
    });
    let belief: Belief = {
      mean: 0,
      variance: Math.min(SEGMENTS_DIFFER, deviations[attribute]) ** 2,
    };
    for (const [at, { piece, ratio }] of ratios.entries()) {
      if (at > 0) belief.variance += (RATIO_VARIES * deviations[attribute]) ** 2;
      const { level } = piece.record;
      belief = observed(belief, {
        mean: Math.log(ratio),
        variance: LISTINGS_DIFFER[level] ** 2 / listingsOf(piece.quote) + COMPOSITION[level] ** 2,
      });
    }
    const last = ratios.at(-1);
    if (last === undefined) without.push(attribute);
    else adjustments.push({ attribute, ...last, belief });
  }
  return { adjustments, without };
}

/** A segment's price against the general price of the same level; where their dates differ, carried to the same date if the series tells how. */
function ratioOf(pair: { piece: Piece; whole: Piece; evidence: Evidence }): number | undefined {
  const segmentMonth = monthNumber(pair.piece.record.date);
  const wholeMonth = monthNumber(pair.whole.record.date);
  const ratio = withoutExtremes(pair.piece.quote) / withoutExtremes(pair.whole.quote);
  if (segmentMonth === wholeMonth) return ratio;
  const series = pair.evidence.trend;
  const [fromMonth, toMonth] = [segmentMonth, wholeMonth].toSorted((a, b) => a - b) as [
    number,
    number,
  ];
  const change = priceChange({ series, fromMonth, toMonth });
  if (change === undefined) return undefined;
  return segmentMonth < wholeMonth ? ratio * change : ratio / change;
}
