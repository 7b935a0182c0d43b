import { ATTRIBUTES, LEVELS, type Attribute, type Evidence, type Level } from './evidence.ts';
import { WEIGHTS } from './baseline.ts';
import { COMPOSITION } from './adjustments.ts';
import { LISTINGS_DIFFER } from './general.ts';
import type { Side } from './records.ts';
import { middle, spreadOf, type Spread } from './spread.ts';

/**
 * Correlations that are weighed against each other, with how plausible each is before the tables are seen: that attributes tell
 * nothing of each other, and that all show one and the same class of home, are likelier than any one mixture.
 */
const CORRELATIONS = [
  { correlation: 0, prior: 2 },
  { correlation: 0.2, prior: 1 },
  { correlation: 0.4, prior: 1 },
  { correlation: 0.6, prior: 1 },
  { correlation: 0.8, prior: 1 },
  { correlation: 1, prior: 3 },
] as const;
/** Deviation of listings that share all attributes: of the homes themselves, and with that of the places in a county. */
const ALIKE_DIFFER = { district: 0.105, county: 0.155 } as const;
/** How far the logarithm of that variance may be off. */
const ALIKE_ERROR = 0.45;
/** Deviation between segments where the tables do not tell, and the least that is taken for more than chance. */
const USUAL_DEVIATION = 0.06;
const LEAST_DEVIATION = 0.02;
/** How far those deviations differ between attributes that overlap in nothing. */
const DEVIATIONS_DIFFER = 0.05;
/** How much of what the attributes leave unexplained beyond the usual is taken for the homes' own; the rest is chance in asking. */
const HIDDEN_SHARE = 0.2;
const ROUNDS = 60;

/** How strongly the segments of each attribute differ, and how far the attributes tell the same. */
export interface Overlap {
  /** Of the logarithm of the price, between the segments of an attribute. */
  deviations: Readonly<Record<Attribute, number>>;
  /** Correlations of what any two attributes tell, with their plausibility, which adds up to 1, and the variance that then stays hidden. */
  correlations: readonly { correlation: number; weight: number; hidden: number }[];
}

/**
 * The share of its own ratio with which each of several attributes counts, so that what two of them tell is not counted twice:
 * the coefficients of the regression on all of them, from those on each alone. With deviations b and a correlation ρ between any
 * two, R β = b has to be solved with β ≥ 0 (Lawson and Hanson, «Solving least squares problems», 1974; here by repeated
 * substitution), and the share is β / b. A single attribute counts fully; for k equal b each counts 1 / (1 + (k − 1) ρ). If all
 * tell one and the same (ρ = 1), the market's own method is right: their weighted mean.
 */
export function sharesOf(
  attributes: readonly Attribute[],
  deviations: readonly number[],
  correlation: number,
): number[] {
  if (correlation === 1) {
    const weights = attributes.map((attribute) => WEIGHTS[attribute]);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  }
  const coefficients = [...deviations];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, deviation] of deviations.entries()) {
      const others = coefficients.reduce((sum, one, other) => (other === at ? sum : sum + one), 0);
      coefficients[at] = Math.max(0, deviation - correlation * others);
    }
  }
  return deviations.map((deviation, at) => (coefficients[at] ?? 0) / deviation);
}

/** The variance that attributes explain together. */
export function explainedBy(
  attributes: readonly Attribute[],
  deviations: readonly number[],
  correlation: number,
): number {
  return sharesOf(attributes, deviations, correlation).reduce(
    (sum, share, at) => sum + share * (deviations[at] ?? 0) ** 2,
    0,
  );
}

const deviationOf = (spread: Spread | undefined) =>
  spread === undefined ? USUAL_DEVIATION : Math.max(LEAST_DEVIATION, Math.sqrt(spread.between));

/** Variance of the error of a segment's ratio at a level, roughly. */
const errorOf = (level: Level, { listings }: Spread) =>
  (4 * LISTINGS_DIFFER[level] ** 2) / listings + COMPOSITION[level] ** 2;

/**
 * How much the attributes overlap, from the tables. All variance of listings is what the attributes explain plus that of
 * listings that share every attribute. The first the tables give, the last is known roughly (about 10 % in a district), and
 * what attributes explain is the less, the more they overlap: that weighs the correlations against each other (Bayes, with
 * a normal law for the logarithm of the last variance).
 */
export function overlapOf(evidence: Evidence, side: Side): Overlap {
  const levels = LEVELS.toReversed().map((level) => ({
    level,
    spreads: ATTRIBUTES.flatMap(
      (attribute) => spreadOf({ evidence, attribute, level, side }) ?? [],
    ),
  }));
  const of = (attribute: Attribute) =>
    deviationOf(
      levels
        .flatMap(({ level, spreads }) =>
          spreads
            .filter((one) => one.attribute === attribute)
            .map((spread) => ({ spread, error: errorOf(level, spread) })),
        )
        .toSorted((a, b) => a.error - b.error)[0]?.spread,
    );
  const told = levels.find(
    ({ level, spreads }) =>
      (level === 'district' || level === 'county') &&
      spreads.length > 1 &&
      spreads.some(({ inside }) => inside !== undefined),
  );
  const alike = told?.level === 'county' ? ALIKE_DIFFER.county : ALIKE_DIFFER.district;
  const judged = judgedBy(told?.spreads ?? [], alike ** 2);
  const greatest = Math.max(...judged.map(({ logarithm }) => logarithm));
  const plausible = judged.map(({ logarithm }) => Math.exp(logarithm - greatest));
  const sum = plausible.reduce((total, one) => total + one, 0);
  return {
    deviations: {
      bedrooms: of('bedrooms'),
      age: of('age'),
      floor: of('floor'),
      heating: of('heating'),
    },
    correlations: judged.map(({ correlation, left }, at) => ({
      correlation,
      weight: (plausible[at] ?? 0) / sum,
      hidden: HIDDEN_SHARE * Math.max(0, left - alike ** 2),
    })),
  };
}

/**
 * How well each correlation agrees with the spreads of one level, as the logarithm of its plausibility, and the variance it leaves
 * to homes that share all attributes. Two things tell. That variance is known roughly, and the less the attributes explain
 * together, the greater it is. And the more attributes tell the same, the more alike their spreads are: with coefficients
 * around a usual one the spreads b = R β are normal, their mean varying by 1 + (k − 1) ρ of what the coefficients do, their
 * differences by 1 − ρ, each with the error of a spread on top.
 */
function judgedBy(
  spreads: readonly Spread[],
  usual: number,
): { correlation: number; logarithm: number; left: number }[] {
  const all = middle(
    spreads.flatMap(({ between, inside }) => (inside === undefined ? [] : [between + inside])),
  );
  if (all === undefined) {
    return CORRELATIONS.map(({ correlation, prior }) => ({
      correlation,
      logarithm: Math.log(prior),
      left: usual,
    }));
  }
  const attributes = spreads.map(({ attribute }) => attribute);
  const count = spreads.length;
  const deviations = spreads.map(deviationOf);
  const mean = deviations.reduce((sum, one) => sum + one, 0) / count;
  const apart = deviations.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error =
    spreads.reduce((sum, { inside, listings }) => sum + (inside ?? all) / listings, 0) / count;
  return CORRELATIONS.map(({ correlation, prior }) => {
    const explained = explainedBy(attributes, deviations, correlation);
    const left = Math.max(all - explained, usual / 20);
    const common = 1 + (count - 1) * correlation;
    const ofMean = (DEVIATIONS_DIFFER * common) ** 2 + error;
    const ofRest = (DEVIATIONS_DIFFER * (1 - correlation)) ** 2 + error;
    const distance =
      (Math.log(left / usual) / ALIKE_ERROR) ** 2 +
      (count * (mean - USUAL_DEVIATION * common) ** 2) / ofMean +
      Math.log(ofMean) +
      apart / ofRest +
      (count - 1) * Math.log(ofRest);
    return { correlation, logarithm: Math.log(prior) - distance / 2, left };
  });
}
