import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, type Estimated, type Inquiry } from '../../src/valuation/estimate.ts';
import { ATTRIBUTES, LEVELS, type Quote } from '../../src/valuation/evidence.ts';
import { trendOf } from '../../src/valuation/trend.ts';
import { inquiry, quote, record, segmentRecord } from './support.ts';

const alanya = { level: 'county', attribute: 'bedrooms' } as const;
const amounts = fc.constantFrom(1e-9, 0.01, 1, 30_000, 31_000, 45_000, 1e12);
const impossible = fc.constantFrom(0, -5, Number.NaN, Infinity, -Infinity);
const bounds = fc.option(fc.oneof(amounts, impossible));
const quotes = fc.record<Quote>({
  price: fc.oneof({ weight: 6, arbitrary: amounts }, { weight: 1, arbitrary: impossible }),
  minimum: bounds,
  maximum: bounds,
  count: fc.constantFrom(null, null, 1, 2, 3, 40, 900, 1e9, 0.5, 0, -3, Number.NaN, Infinity),
});
const records = fc.record({
  level: fc.constantFrom(...LEVELS),
  date: fc.constantFrom('1970-01-01', '2026-11-01', '2026-10-01', '9999-12-31'),
  sale: fc.option(quotes),
  rent: fc.option(quotes),
  yield: fc.constantFrom(null, 0, -1, 0.06, 1e9, Number.NaN),
  demo: fc.boolean(),
});
const segments = fc.record({
  of: records,
  attribute: fc.constantFrom(...ATTRIBUTES),
  segment: fc.constantFrom('2+1', '0-4', '4+', '2', 'stove', '', '9-1', '💥'),
});
const series = fc.array(
  fc.record({
    year: fc.integer({ min: 2021, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
    sale: fc.option(fc.oneof(amounts, impossible)),
  }),
  { maxLength: 90 },
);
const evidences = fc
  .record({ general: fc.array(records), segments: fc.array(segments, { maxLength: 40 }), series })
  .map(({ general, segments: table, series: trend }) => ({
    general,
    segments: table.map(({ of, attribute, segment }) => ({ ...of, attribute, segment })),
    trend,
  }));

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function estimated(of: Inquiry): Estimated {
  const answer = estimate(of);
  if (answer.status !== 'estimated') throw new Error('insufficient');
  return answer;
}

test('absurd evidence gives an ordered, positive range of finite amounts, or none', () => {
  const attributes = { bedrooms: 2, age: 2, floor: 5, heating: 'stove' };
  fc.assert(
    fc.property(evidences, amounts, (evidence, asked) => {
      const answer = estimate({
        ...inquiry(evidence, { attributes }),
        asking: { amount: asked, currency: 'TRY' },
        rates: { date: '2026-11-18', perEuro: { TRY: Number.NaN, USD: 0 } },
        display: 'USD',
      });
      if (answer.status === 'insufficient') return;
      const { asking, ...rest } = answer;
      expect(numbersIn(rest).every(Number.isFinite)).toBe(true);
      const { low, amount, high } = answer.total;
      expect(0 < low && low < amount && amount < high).toBe(true);
      if (asking === null) return;
      expect(Number.isFinite(asking.difference)).toBe(true);
      const verdict = asked < low ? 'below' : asked > high ? 'above' : 'within';
      expect(asking.verdict).toBe(verdict);
    }),
    { numRuns: 1000 },
  );
});

test('an absurd series gives finite bands in order, or no forecast', () => {
  fc.assert(
    fc.property(series, (points) => {
      const { forecast, changes } = trendOf({ series: points, currency: 'TRY', rates: [] });
      expect(numbersIn(changes).every(Number.isFinite)).toBe(true);
      for (const { low, price, high } of forecast ?? []) {
        expect(0 < low && low <= price && price <= high).toBe(true);
      }
    }),
  );
});

test('bounds on the wrong side of the mean are taken for unknown', () => {
  const swapped = { price: 1000, minimum: 5000, maximum: 100, count: 20 };
  const bare = { price: 1000, minimum: null, maximum: null, count: 20 };
  expect(estimate(inquiry({ general: [record('city', swapped)] }))).toEqual(
    estimate(inquiry({ general: [record('city', bare)] })),
  );
});

test('a price or a segment out of all proportion is no evidence', () => {
  const sane = [record('country', quote(30_000)), record('city', quote(35_000))];
  const slipped = { ...alanya, segment: '2+1' } as const;
  for (const absurd of [1e-9, 1e12]) {
    const one = { general: [...sane, record('county', quote(absurd))] };
    const { total, contributions } = estimated(inquiry(one));
    expect(estimated(inquiry({ general: sane }))).toMatchObject({ total, contributions });
    const general = [...sane, record('county', quote(40_000))];
    const segments = [segmentRecord(slipped, quote(absurd))];
    const answer = estimated(inquiry({ general, segments }, { attributes: { bedrooms: 2 } }));
    expect(answer.missing).toContainEqual({ what: 'segment', attribute: 'bedrooms' });
    expect(answer.pricePerSquareMetre.amount).toBeLessThan(41_000);
  }
});
