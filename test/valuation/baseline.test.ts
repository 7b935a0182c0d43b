import { expect, test } from 'vitest';
import { baselinePrice } from '../../src/valuation/baseline.ts';
import type { Attribute, Level } from '../../src/valuation/evidence.ts';
import { inquiry, quote, record, segmentRecord } from './support.ts';

const segment = (level: Level, attribute: Attribute, name: string, price: number) =>
  segmentRecord({ level, attribute, segment: name }, quote(price));

const evidence = {
  general: [record('country', quote(500)), record('city', quote(900))],
  segments: [
    segment('city', 'bedrooms', '2+1', 1000),
    segment('county', 'bedrooms', '2+1', 1200),
    segment('county', 'bedrooms', '3+1', 5000),
    segment('country', 'age', '0-4', 600),
    segment('city', 'heating', 'central', 800),
  ],
};
const priceOf = (attributes: Partial<Record<Attribute, number | string>>) => {
  const { evidence: all, property } = inquiry(evidence, { attributes });
  return baselinePrice(all, property);
};

test('each segment is taken from its most specific level, and weights are renormalised', () => {
  expect(priceOf({ bedrooms: 2 })).toBe(1200);
  expect(priceOf({ bedrooms: 2, age: 1 })).toBeCloseTo((0.4 * 1200 + 0.3 * 600) / 0.7, 9);
  expect(priceOf({ bedrooms: 2, age: 1, floor: 3, heating: 'central' })).toBeCloseTo(
    (0.4 * 1200 + 0.3 * 600 + 0.1 * 800) / 0.8,
    9,
  );
});

test('without a segment the most specific general price stands, without any price nothing', () => {
  expect(priceOf({ bedrooms: 9 })).toBe(900);
  const { evidence: none, property } = inquiry({});
  expect(baselinePrice(none, property)).toBeUndefined();
});
