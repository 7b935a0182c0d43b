import { ATTRIBUTES, type Attribute, type Evidence, type Property } from './evidence.ts';
import { newestByLevel, type Side } from './records.ts';
import { matchSegment } from './segments.ts';

export const WEIGHTS: Readonly<Record<Attribute, number>> = {
  bedrooms: 0.4,
  age: 0.3,
  floor: 0.2,
  heating: 0.1,
};

/**
 * Price per m² by the method known in this market: the weighted mean of the segments' prices (bedrooms 0.40, age 0.30, floor
 * 0.20, heating 0.10, renormalised over those present), each from the most specific level that has one; the general price
 * if there is none. Undefined without any evidence.
 */
export function baselinePrice(
  evidence: Evidence,
  property: Property,
  side: Side = 'sale',
): number | undefined {
  const found = ATTRIBUTES.flatMap((attribute) => {
    const value = property.attributes[attribute];
    if (value === undefined) return [];
    const records = evidence.segments.filter((record) => record.attribute === attribute);
    const names = records.map(({ segment }) => segment);
    const { segment } = matchSegment({ attribute, value, names });
    const pieces = newestByLevel(
      records.filter((record) => record.segment === segment),
      side,
    );
    const price = pieces.at(-1)?.quote.price;
    return price === undefined ? [] : [{ weight: WEIGHTS[attribute], price }];
  });
  if (found.length === 0) return newestByLevel(evidence.general, side).at(-1)?.quote.price;
  const weights = found.reduce((sum, { weight }) => sum + weight, 0);
  return found.reduce((sum, { weight, price }) => sum + weight * price, 0) / weights;
}
