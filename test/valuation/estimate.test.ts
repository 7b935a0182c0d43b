import { expect, test } from 'vitest';
import { estimate, type Estimated, type Inquiry } from '../../src/valuation/estimate.ts';
import { inquiry, quote, record, segmentRecord } from './support.ts';

const rates = { date: '2026-11-18', perEuro: { TRY: 50, USD: 1.1, RUB: null } };

function estimated(of: Inquiry): Estimated {
  const answer = estimate(of);
  if (answer.status !== 'estimated') throw new Error('insufficient');
  return answer;
}

const alanya = {
  general: [record('city', quote(40_000, 900)), record('county', quote(50_000, 300))],
  segments: [
    segmentRecord({ level: 'county', attribute: 'bedrooms', segment: '2+1' }, quote(55_000, 120)),
    segmentRecord({ level: 'county', attribute: 'bedrooms', segment: '3+1' }, quote(46_000, 120)),
    segmentRecord({ level: 'city', attribute: 'age', segment: '0-4' }, quote(46_000, 300)),
    segmentRecord({ level: 'city', attribute: 'age', segment: '5+' }, quote(37_000, 500)),
  ],
};

test('without any sale price the answer is that a sale price is missing', () => {
  const segment = { level: 'city', attribute: 'bedrooms', segment: '2+1' } as const;
  const evidence = {
    general: [record('city', quote(40_000, 0)), record('country', null)],
    segments: [segmentRecord(segment, quote(55_000))],
  };
  expect(estimate(inquiry(evidence, { attributes: { bedrooms: 2 } }))).toEqual({
    status: 'insufficient',
    missing: [{ what: 'sale-price' }],
  });
});

test('a segment dearer than its place makes the price dearer, by less than the bare ratio', () => {
  const plain = estimated(inquiry(alanya)).pricePerSquareMetre.amount;
  const answer = estimated(inquiry(alanya, { attributes: { bedrooms: 2 } }));
  const row = answer.contributions.find(({ cause }) => cause === 'bedrooms');
  expect(row?.source).toMatchObject({ level: 'county', segment: '2+1', ratio: 1.1, count: 120 });
  expect(answer.pricePerSquareMetre.amount / plain).toBeCloseTo(row?.factor ?? 0, 10);
  expect(row?.factor).toBeGreaterThan(1.05);
  expect(row?.factor).toBeLessThan(1.1);
});

test('a ratio of a coarser level is applied to the price of the own place, not mixed with the coarser price', () => {
  const answer = estimated(inquiry(alanya, { attributes: { age: 2 } }));
  expect(answer.pricePerSquareMetre.amount).toBeGreaterThan(50_000);
  expect(answer.baselineTotal).toBe(46_000 * 100);
});

test('segments of a place without a general price add up to it; one alone does not', () => {
  const place = { level: 'district', attribute: 'bedrooms' } as const;
  const two = segmentRecord({ ...place, segment: '2+1' }, quote(60_000, 30));
  const three = segmentRecord({ ...place, segment: '3+1' }, quote(50_000, 10));
  const general = [record('country', quote(30_000, 900))];
  const first = (segments: typeof alanya.segments) =>
    estimated(inquiry({ general, segments })).contributions[0];
  expect(first([two, three])).toMatchObject({
    amount: 57_500,
    source: { level: 'district', count: 40, date: '2026-11-01' },
  });
  expect(first([two])).toMatchObject({ amount: 30_000, source: { level: 'country' } });
});

test('a segment of a few listings moves the price less than one of many', () => {
  const factorFor = (count: number) => {
    const place = { level: 'county', attribute: 'heating', segment: 'central' } as const;
    const evidence = { ...alanya, segments: [segmentRecord(place, quote(60_000, count))] };
    return estimated(inquiry(evidence, { attributes: { heating: 'central' } })).contributions.at(-1)
      ?.factor;
  };
  expect(factorFor(2)).toBeGreaterThan(1);
  expect(factorFor(2)).toBeLessThan(factorFor(200) ?? 0);
});

test('an attribute without a segment is named as missing and lowers the confidence', () => {
  const answer = estimated(inquiry(alanya, { attributes: { bedrooms: 9 } }));
  expect(answer.missing).toContainEqual({ what: 'segment', attribute: 'bedrooms' });
  expect(answer.confidence.reasons).toContain('segment-missing');
  expect(answer.confidence.grade).not.toBe('A');
});

test('many fresh listings of the own county deserve an A, a few of the country a C', () => {
  const rich = { ...alanya, general: [...alanya.general, record('district', quote(52_000, 400))] };
  const property = { attributes: { bedrooms: 2, age: 2 } };
  expect(estimated(inquiry(rich, property)).confidence).toEqual({
    grade: 'A',
    reasons: ['good-specific-level', 'good-many-listings', 'good-narrow-range'],
  });
  expect(estimated(inquiry({ general: [record('country', quote(30_000, 4))] })).confidence).toEqual(
    { grade: 'C', reasons: ['coarse-level', 'few-listings', 'wide-range'] },
  );
});

test('demonstration data are marked', () => {
  const answer = estimated(inquiry({ general: [{ ...record('city', quote(1000)), demo: true }] }));
  expect(answer.isDemo).toBe(true);
  expect(answer.confidence.reasons).toContain('demo-data');
});

test('one slipped digit among the listings does not move the price', () => {
  const listings = [...Array.from({ length: 19 }, (_, at) => 900 + at * 10), 10_000];
  const slipped = {
    price: listings.reduce((sum, price) => sum + price, 0) / listings.length,
    minimum: 900,
    maximum: 10_000,
    count: listings.length,
  };
  const answer = estimated(inquiry({ general: [record('county', slipped)] }));
  expect(answer.pricePerSquareMetre.amount).toBeCloseTo(990, 6);
  expect(answer.contributions.map(({ cause }) => cause)).toEqual(['general', 'extremes']);
  expect(answer.confidence.reasons).toContain('implausible-listings');
});

test('an old record is carried to today by the series', () => {
  const trend = Array.from({ length: 24 }, (_, at) => {
    const month = 2024 * 12 + 11 + at;
    return { year: Math.floor(month / 12), month: (month % 12) + 1, sale: 1000 * 1.02 ** at };
  });
  const old = { ...record('county', quote(30_000, 500)), date: '2025-11-01' };
  const answer = estimated(inquiry({ general: [old], trend }));
  const row = answer.contributions.find(({ cause }) => cause === 'date');
  expect(row?.factor).toBeCloseTo(1.02 ** 12, 1);
  expect(answer.dates).toEqual({ oldest: '2025-11-01', newest: '2025-11-01' });
  expect(answer.confidence.reasons).toContain('old-data');
});

test('the rent comes from rents, else from the yield, else it is missing', () => {
  const general = { ...record('city', quote(40_000)), rent: quote(200), yield: 0.06 };
  const byRents = estimated(inquiry({ general: [general] }));
  expect(byRents.rent?.basis).toBe('rents');
  expect(byRents.rent?.perMonth).toBeCloseTo(20_000, 6);
  expect(byRents.grossYield).toBeCloseTo(0.06, 10);
  const byYield = estimated(inquiry({ general: [{ ...general, rent: null, yield: 0.09 }] }));
  expect(byYield.rent?.basis).toBe('yield');
  expect(byYield.rent?.perMonth).toBeCloseTo((4_000_000 * 0.09) / 12, 6);
  const without = estimated(inquiry({ general: [{ ...general, rent: null, yield: null }] }));
  expect(without).toMatchObject({
    rent: null,
    grossYield: null,
    missing: [{ what: 'rent-price' }],
  });
});

test('the asking price is judged against the range, in any currency with a rate', () => {
  const of = { ...inquiry(alanya), rates, display: 'EUR' };
  const judged = (amount: number, currency: string) =>
    estimated({ ...of, asking: { amount, currency } }).asking;
  expect(judged(100_000, 'EUR')?.verdict).toBe('within');
  expect(judged(110_000, 'USD')?.difference).toBeCloseTo(
    judged(100_000, 'EUR')?.difference ?? 0,
    10,
  );
  expect(judged(1_000_000, 'TRY')?.verdict).toBe('below');
  expect(judged(1_000_000, 'EUR')?.verdict).toBe('above');
});

test('amounts come in the display currency with the rate and its day, and rows add up in it', () => {
  const answer = estimated({ ...inquiry(alanya), rates, display: 'EUR' });
  const local = estimated(inquiry(alanya));
  expect(answer.currency).toBe('EUR');
  expect(answer.rate).toEqual({ perUnit: 1 / 50, date: '2026-11-18', isStale: false });
  expect(answer.total.amount).toBeCloseTo(local.total.amount / 50, 6);
  const sum = answer.contributions.reduce((total, { amount }) => total + amount, 0);
  expect(sum).toBeCloseTo(answer.pricePerSquareMetre.amount, 6);
});

test('without a rate amounts stay in the currency of the data, and the rate is named as missing', () => {
  const asking = { amount: 1, currency: 'THB' };
  const answer = estimated({ ...inquiry(alanya), rates, display: 'RUB', asking });
  expect(answer).toMatchObject({ currency: 'TRY', asking: null, rate: null });
  expect(answer.missing).toContainEqual({ what: 'rate', currency: 'RUB' });
  expect(answer.missing).toContainEqual({ what: 'rate', currency: 'THB' });
});
