import type { Quote } from './evidence.ts';

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
