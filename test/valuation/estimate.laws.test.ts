import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baselinePrice } from '../../src/valuation/baseline.ts';
import { estimate, type Estimated, type Inquiry } from '../../src/valuation/estimate.ts';
import type { Quote } from '../../src/valuation/evidence.ts';
import {
  evidences,
  generalRecords,
  inquiry,
  properties,
  quote,
  record,
  segmentRecords,
} from './support.ts';

const CENT = 0.005;
const inquiries = fc
  .record({ evidence: evidences, property: properties })
  .map(({ evidence, property }) => inquiry(evidence, property));

function estimated(of: Inquiry): Estimated {
  const answer = estimate(of);
  if (answer.status !== 'estimated') throw new Error('insufficient');
  return answer;
}

const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

test('the area scales totals and rents and leaves prices per m² alone', () => {
  fc.assert(
    fc.property(inquiries, fc.double({ min: 0.1, max: 10, noNaN: true }), (of, times) => {
      const one = estimated(of);
      const areaSquareMetres = of.property.areaSquareMetres * times;
      const other = estimated({ ...of, property: { ...of.property, areaSquareMetres } });
      expect(other.pricePerSquareMetre).toEqual(one.pricePerSquareMetre);
      for (const key of ['amount', 'low', 'high'] as const) {
        expect(isClose(other.total[key], one.total[key] * times)).toBe(true);
      }
      expect(isClose(other.rent?.perMonth ?? 0, (one.rent?.perMonth ?? 0) * times)).toBe(true);
    }),
  );
});

test('the contributions reproduce the price to the cent, in amounts and in factors', () => {
  fc.assert(
    fc.property(inquiries, (of) => {
      const { contributions, pricePerSquareMetre } = estimated(of);
      const sum = contributions.reduce((total, { amount }) => total + amount, 0);
      const product = contributions.reduce((total, { factor }) => total * factor, 1);
      expect(Math.abs(sum - pricePerSquareMetre.amount)).toBeLessThan(CENT);
      const first = contributions[0]?.amount ?? 0;
      expect(Math.abs(first * product - pricePerSquareMetre.amount)).toBeLessThan(CENT);
    }),
  );
});

test('the range holds the price and never crosses', () => {
  fc.assert(
    fc.property(inquiries, (of) => {
      const { low, amount, high } = estimated(of).total;
      expect(0 < low && low < amount && amount < high && Number.isFinite(high)).toBe(true);
    }),
  );
});

test('evidence of no listings, without a price or with an impossible one changes nothing', () => {
  const useless = fc.oneof(
    fc.constantFrom<Quote | null>(null, quote(0), quote(-5), quote(Number.NaN), quote(Infinity)),
    fc.double({ min: 1, max: 1e6, noNaN: true }).map((price) => quote(price, 0)),
  );
  fc.assert(
    fc.property(
      inquiries,
      generalRecords,
      segmentRecords,
      useless,
      (of, general, segment, sale) => {
        const worth = { sale, rent: sale, date: '2026-11-19' };
        const evidence = {
          ...of.evidence,
          general: [...of.evidence.general, { ...general, ...worth }],
          segments: [...of.evidence.segments, { ...segment, ...worth }],
        };
        expect(estimate({ ...of, evidence })).toEqual(estimate(of));
      },
    ),
  );
});

test('the order of the evidence means nothing', () => {
  fc.assert(
    fc.property(inquiries, (of) => {
      const { general, segments, trend } = of.evidence;
      const evidence = {
        general: general.toReversed(),
        segments: segments.toReversed(),
        trend: trend.toReversed(),
      };
      expect(estimated({ ...of, evidence }).total.amount).toBeCloseTo(
        estimated(of).total.amount,
        3,
      );
    }),
  );
});

test('without attributes the price is the general price of the only place known, by both methods', () => {
  fc.assert(
    fc.property(evidences, fc.double({ min: 100, max: 1e5, noNaN: true }), (evidence, price) => {
      const segments = evidence.segments.map((one) => Object.assign({}, one, { level: 'city' }));
      const single = { ...evidence, segments, general: [record('city', quote(price))] };
      const of = inquiry(single);
      expect(estimated(of).pricePerSquareMetre.amount).toBeCloseTo(price, 6);
      expect(baselinePrice(single, of.property)).toBe(price);
    }),
  );
});

test('prices in another unit give the answer in that unit', () => {
  const scaled = (one: Quote | null, times: number): Quote | null =>
    one && {
      price: one.price * times,
      minimum: one.minimum && one.minimum * times,
      maximum: one.maximum && one.maximum * times,
      count: one.count,
    };
  fc.assert(
    fc.property(inquiries, fc.constantFrom(0.01, 0.5, 40), (of, times) => {
      const evidence = {
        general: of.evidence.general.map((one) =>
          Object.assign({}, one, { sale: scaled(one.sale, times) }),
        ),
        segments: of.evidence.segments.map((one) =>
          Object.assign({}, one, { sale: scaled(one.sale, times) }),
        ),
        trend: of.evidence.trend,
      };
      const ratio = estimated({ ...of, evidence }).total.amount / estimated(of).total.amount;
      expect(ratio / times).toBeCloseTo(1, 6);
    }),
  );
});

test('more listings of the same prices never widen the range of a price without attributes', () => {
  fc.assert(
    fc.property(
      fc.array(generalRecords, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 2, max: 50 }),
      (general, times) => {
        const bare = general.map((one) =>
          Object.assign({}, one, {
            sale: one.sale && { price: one.sale.price, minimum: null, maximum: null, count: 7 },
          }),
        );
        const more = bare.map((one) =>
          Object.assign({}, one, { sale: one.sale && { ...one.sale, count: 7 * times } }),
        );
        const width = (records: typeof bare) => {
          const { high, low } = estimated(inquiry({ general: records })).total;
          return Math.log(high / low);
        };
        expect(width(more)).toBeLessThanOrEqual(width(bare) + 1e-12);
      },
    ),
  );
});
