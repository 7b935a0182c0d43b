import fc from 'fast-check';
import {
  ATTRIBUTES,
  LEVELS,
  type Attribute,
  type Evidence,
  type Level,
  type MarketRecord,
  type Property,
  type Quote,
  type SegmentRecord,
} from '../../src/valuation/evidence.ts';
import type { Inquiry } from '../../src/valuation/estimate.ts';

const TODAY = '2026-11-20';

export const quote = (price: number, count: number | null = 100): Quote => ({
  price,
  minimum: price * 0.7,
  maximum: price * 1.4,
  count,
});

export const record = (level: Level, sale: Quote | null): MarketRecord => ({
  level,
  date: '2026-11-01',
  sale,
  rent: null,
  yield: null,
  demo: false,
});

export const segmentRecord = (
  place: { level: Level; attribute: Attribute; segment: string },
  sale: Quote | null,
): SegmentRecord => ({
  ...record(place.level, sale),
  attribute: place.attribute,
  segment: place.segment,
});

export const inquiry = (
  evidence: Partial<Evidence>,
  property: Partial<Property> = {},
): Inquiry => ({
  evidence: { general: [], segments: [], trend: [], ...evidence },
  property: { areaSquareMetres: 100, attributes: {}, ...property },
  currency: 'TRY',
  asking: null,
  display: 'TRY',
  rates: null,
  today: TODAY,
});

const SEGMENTS: Readonly<Record<Attribute, readonly string[]>> = {
  bedrooms: ['1+1', '2+1', '3+1'],
  age: ['0-4', '5-10', '11+'],
  floor: ['0', '1-3', '4+'],
  heating: ['natural gas', 'stove'],
};

const quotes = fc
  .record({
    price: fc.double({ min: 100, max: 100_000, noNaN: true }),
    below: fc.double({ min: 0.3, max: 1, noNaN: true }),
    above: fc.double({ min: 1, max: 3, noNaN: true }),
    count: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(null)),
    isBounded: fc.boolean(),
  })
  .map(({ price, below, above, count, isBounded }): Quote => ({
    price,
    minimum: isBounded ? price * below : null,
    maximum: isBounded ? price * above : null,
    count,
  }));

const dates = fc.constantFrom('2025-01-01', '2026-03-01', '2026-11-01');

export const generalRecords = fc
  .record({ level: fc.constantFrom(...LEVELS), date: dates, sale: quotes, rent: quotes })
  .map(({ level, date, sale, rent }) => Object.assign(record(level, sale), { date, rent }));

export const segmentRecords = fc
  .constantFrom(...ATTRIBUTES)
  .chain((attribute) =>
    fc
      .record({ of: generalRecords, segment: fc.constantFrom(...SEGMENTS[attribute]) })
      .map(({ of, segment }): SegmentRecord => Object.assign({}, of, { attribute, segment })),
  );

const trends = fc
  .array(fc.double({ min: 100, max: 100_000, noNaN: true }), { maxLength: 40 })
  .map((prices) =>
    prices.map((sale, at) => {
      const month = 2026 * 12 + 10 - at;
      return { year: Math.floor(month / 12), month: (month % 12) + 1, sale };
    }),
  );

/** Evidence with a general record at least. */
export const evidences: fc.Arbitrary<Evidence> = fc.record({
  general: fc.array(generalRecords, { minLength: 1, maxLength: 8 }),
  segments: fc.array(segmentRecords, { maxLength: 25 }),
  trend: trends,
});

export const properties: fc.Arbitrary<Property> = fc.record({
  areaSquareMetres: fc.double({ min: 10, max: 10_000, noNaN: true }),
  attributes: fc.record(
    {
      bedrooms: fc.integer({ min: 1, max: 3 }),
      age: fc.integer({ min: 0, max: 60 }),
      floor: fc.integer({ min: 0, max: 30 }),
      heating: fc.constantFrom('natural gas', 'stove'),
    },
    { requiredKeys: [] },
  ),
});
