import { ATTRIBUTES, type Evidence, type Quote } from './evidence.ts';
import { listingsOf, newestByLevel, type Piece, type Side } from './records.ts';

const FAR = 2.5;
const FEWEST_TO_JUDGE = 4;

/** The mean of the others when one listing is left out; undefined where too few would stay. */
function meanOfOthers(quote: Quote, listing: number): number | undefined {
  const count = quote.count ?? 0;
  if (count < FEWEST_TO_JUDGE) return undefined;
  const rest = (count * quote.price - listing) / (count - 1);
  return rest > 0 ? rest : undefined;
}

/** Whether the dearest or cheapest listing is more than 2.5 times away from the mean of all others. */
export function isExtreme(quote: Quote, listing: number): boolean {
  const rest = meanOfOthers(quote, listing);
  return rest !== undefined && (listing > rest * FAR || listing < rest / FAR);
}

/**
 * The mean price without the dearest and the cheapest listing where they are implausible: a slipped digit, a monthly rent among
 * prices. Mean, extreme and count are enough to take one out exactly: (count × mean − extreme) / (count − 1).
 */
export function withoutExtremes(quote: Quote): number {
  const without = (rest: Quote, listing: number | null): Quote => {
    if (listing === null || !(listing > 0) || !isExtreme(rest, listing)) return rest;
    const price = meanOfOthers(rest, listing) ?? rest.price;
    return { ...rest, price, count: (rest.count ?? 0) - 1 };
  };
  return without(without(quote, quote.maximum), quote.minimum).price;
}

/** How far the segments' counts may be from the general one to be the same listings. */
const SAME_LISTINGS = 0.1;

/**
 * The general price without extremes. One record gives away one extreme; where segments of the same place and day show more, the
 * mean of the segments, each without its own, is taken: of the attributes' means the middle one.
 */
export function generalWithoutExtremes(piece: Piece, evidence: Evidence, side: Side): number {
  const { record, quote } = piece;
  const alike = evidence.segments.filter(
    ({ level, date }) => level === record.level && date === record.date,
  );
  const means = ATTRIBUTES.flatMap((attribute) => {
    const own = alike.filter((one) => one.attribute === attribute);
    const quotes = [...new Set(own.map(({ segment }) => segment))]
      .toSorted()
      .flatMap((name) =>
        newestByLevel(
          own.filter(({ segment }) => segment === name),
          side,
        ),
      )
      .map((piece) => piece.quote);
    const listings = quotes.reduce((sum, one) => sum + listingsOf(one), 0);
    if (Math.abs(listings / listingsOf(quote) - 1) > SAME_LISTINGS) return [];
    if (quotes.every((one) => withoutExtremes(one) === one.price)) return [];
    return [
      quotes.reduce((sum, one) => sum + withoutExtremes(one) * listingsOf(one), 0) / listings,
    ];
  }).toSorted((a, b) => a - b);
  return means[means.length >> 1] ?? withoutExtremes(quote);
}
