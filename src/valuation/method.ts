import { adjustmentsOf, type Adjustment } from './adjustments.ts';
import { ATTRIBUTES, type Attribute, type Evidence, type Property } from './evidence.ts';
import { generalPrice, type GeneralPrice } from './general.ts';
import { explainedBy, overlapOf, sharesOf, type Overlap } from './overlap.ts';
import type { Side } from './records.ts';

/** Deviation of homes around what their attributes and their place say: condition, view. */
const OWN_QUALITY = 0.05;
const NORMAL_80 = 1.2816;

/** A price per m² with everything that led to it. */
export interface Reasoned {
  price: number;
  low: number;
  high: number;
  general: GeneralPrice;
  adjustments: Adjustment[];
  /** What the price is multiplied with for each of the adjustments. */
  factors: number[];
  /** Attributes given for which there is no evidence. */
  without: Attribute[];
}

/**
 * Price per m² on a date: the general price times a factor for each attribute, exp(ratio's logarithm × overlap), and the range
 * that holds the price of four homes of five. With k attributes of overlap ρ each counts 1 / (1 + (k − 1) ρ), so attributes
 * that tell the same are not counted twice, and a single one counts fully. Undefined without a general price.
 *
 * Constants of this room without a source of their own were chosen on simulated markets of other seeds than those reported, and
 * coarsely: any one of them a third less or half more costs less than two points of the gain over all markets.
 */
export function reasonedPrice(inquiry: {
  evidence: Evidence;
  property: Property;
  side: Side;
  /** YYYY-MM-DD */
  date: string;
}): Reasoned | undefined {
  const { evidence, property, side, date } = inquiry;
  const general = generalPrice(evidence, side, date);
  if (general === undefined) return undefined;
  const overlap = overlapOf(evidence, side);
  const { deviations } = overlap;
  const { adjustments, without } = adjustmentsOf({ evidence, property, side, deviations });
  const combined = combine(adjustments, overlap);
  const mean = general.belief.mean + combined.effect;
  const variance = general.belief.variance + combined.variance + OWN_QUALITY ** 2;
  const half = NORMAL_80 * Math.sqrt(variance);
  return {
    price: Math.exp(mean),
    low: Math.exp(mean - half),
    high: Math.exp(mean + half),
    general,
    adjustments,
    factors: adjustments.map(({ belief }, at) =>
      Math.exp((combined.shares[at] ?? 0) * belief.mean),
    ),
    without,
  };
}

/**
 * What the adjustments do together, averaged over the plausible correlations. The variance is that of the ratios, of not knowing
 * the correlation, of the attributes nothing is known of, and of what stays hidden.
 */
function combine(
  adjustments: readonly Adjustment[],
  { deviations, correlations }: Overlap,
): { shares: number[]; effect: number; variance: number } {
  const known = adjustments.map(({ attribute }) => attribute);
  const ofKnown = known.map((attribute) => deviations[attribute]);
  const ofAll = ATTRIBUTES.map((attribute) => deviations[attribute]);
  const shares = adjustments.map(() => 0);
  let variance = 0;
  let effect = 0;
  let square = 0;
  for (const { correlation, weight, hidden } of correlations) {
    let effectHere = 0;
    for (const [at, share] of sharesOf(known, ofKnown, correlation).entries()) {
      const belief = adjustments[at]?.belief;
      shares[at] = (shares[at] ?? 0) + weight * share;
      effectHere += share * (belief?.mean ?? 0);
      variance += weight * share ** 2 * (belief?.variance ?? 0);
    }
    effect += weight * effectHere;
    square += weight * effectHere ** 2;
    const unknown =
      explainedBy(ATTRIBUTES, ofAll, correlation) - explainedBy(known, ofKnown, correlation);
    variance += weight * (Math.max(0, unknown) + hidden);
  }
  return { shares, effect, variance: variance + Math.max(0, square - effect ** 2) };
}
