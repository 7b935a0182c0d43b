import type { Attribute, Evidence, Level } from './evidence.ts';
import { isExtreme, withoutExtremes } from './extremes.ts';
import { listingsOf, newestByLevel, type Side } from './records.ts';

const FEWEST_LISTINGS = 30;
const FEWEST_IN_SEGMENT = 3;

/** Variances of the logarithm of the price. */
export interface Spread {
  attribute: Attribute;
  listings: number;
  /** Between the segments' means; with what chance adds, for where listings are few more may be hidden than shows. */
  between: number;
  /** Inside the segments; undefined where extremes hide it. */
  inside: number | undefined;
}

/** The standard normal quantile of a probability of at least a half (Abramowitz and Stegun 26.2.23; error below 0.00045). */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - above / below;
}

/** The expected range of that many standard normal values (Blom, «Statistical estimates and transformed beta-variables», 1958). */
function expectedRange(count: number): number {
  return 2 * normalQuantile((count - 0.375) / (count + 0.25));
}

/** The middle; of an even number the upper of the two. */
export function middle(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** How the listings of a level differ between and inside the segments of an attribute; undefined where there are too few. */
export function spreadOf(inquiry: {
  evidence: Evidence;
  attribute: Attribute;
  level: Level;
  side: Side;
}): Spread | undefined {
  const { evidence, attribute, level, side } = inquiry;
  const records = evidence.segments.filter(
    (one) => one.attribute === attribute && one.level === level,
  );
  const quotes = [...new Set(records.map(({ segment }) => segment))]
    .toSorted()
    .flatMap((name) =>
      newestByLevel(
        records.filter(({ segment }) => segment === name),
        side,
      ),
    )
    .map(({ quote }) => quote)
    .filter((quote) => listingsOf(quote) >= FEWEST_IN_SEGMENT);
  const listings = quotes.reduce((sum, quote) => sum + listingsOf(quote), 0);
  if (quotes.length < 2 || listings < FEWEST_LISTINGS) return undefined;
  const inside = middle(
    quotes.flatMap((quote) => {
      const { minimum, maximum } = quote;
      if (minimum === null || maximum === null || maximum <= minimum) return [];
      if (isExtreme(quote, minimum) || isExtreme(quote, maximum)) return [];
      return [(Math.log(maximum / minimum) / expectedRange(listingsOf(quote))) ** 2];
    }),
  );
  const shares = quotes.map((quote) => ({
    weight: listingsOf(quote) / listings,
    level: Math.log(withoutExtremes(quote)),
  }));
  const mean = shares.reduce((sum, { weight, level }) => sum + weight * level, 0);
  const between = shares.reduce((sum, { weight, level }) => sum + weight * (level - mean) ** 2, 0);
  return { attribute, listings, between, inside };
}
