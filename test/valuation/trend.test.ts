import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MonthlyPrice } from '../../src/valuation/evidence.ts';
import { trendOf } from '../../src/valuation/trend.ts';

const LAST = 2026 * 12 + 10;

/** Prices of the months up to November 2026. */
const seriesOf = (prices: readonly (number | null)[]): MonthlyPrice[] =>
  prices.map((sale, at) => {
    const month = LAST - (prices.length - 1 - at);
    return { year: Math.floor(month / 12), month: (month % 12) + 1, sale };
  });
const growing = (months: number, growth: number) =>
  seriesOf(Array.from({ length: months }, (_, at) => 1000 * growth ** at));
const of = (series: readonly MonthlyPrice[]) => trendOf({ series, currency: 'TRY', rates: [] });

const prices = fc.array(fc.double({ min: 100, max: 100_000, noNaN: true }), {
  minLength: 12,
  maxLength: 60,
});

test('changes are plain percentages over the years the series reaches back', () => {
  const { changes } = of(growing(37, 1.02));
  expect(changes.map(({ years, months }) => [years, months])).toEqual([
    [1, 12],
    [3, 36],
  ]);
  expect(changes[0]?.inLocalCurrency).toBeCloseTo(1.02 ** 12 - 1, 10);
  expect(changes[1]?.inLocalCurrency).toBeCloseTo(1.02 ** 36 - 1, 10);
});

test('the oldest month of sixty stands for five years ago, and 59 months are told', () => {
  const change = of(growing(60, 1.01)).changes.at(-1);
  expect(change).toMatchObject({ years: 5, months: 59, from: { year: 2021, month: 12 } });
  expect(change?.inLocalCurrency).toBeCloseTo(1.01 ** 59 - 1, 10);
});

test('in euro a rise that is only the currency falling is none', () => {
  const series = growing(13, 1.03);
  const rates = [
    { date: '2025-11-28', perEuro: { TRY: 40 } },
    { date: '2026-11-19', perEuro: { TRY: 40 * 1.03 ** 12 } },
  ];
  const [change] = trendOf({ series, currency: 'TRY', rates }).changes;
  expect(change?.inLocalCurrency).toBeGreaterThan(0.4);
  expect(change?.inEuro).toBeCloseTo(0, 10);
});

test('without rates of both months there is no change in euro', () => {
  const rates = [{ date: '2026-11-19', perEuro: { TRY: 50 } }];
  const old = { date: '2025-08-01', perEuro: { TRY: 40 } };
  const series = growing(13, 1.03);
  for (const history of [[], rates, [old, ...rates]]) {
    expect(trendOf({ series, currency: 'TRY', rates: history }).changes[0]?.inEuro).toBeNull();
  }
});

test('less than twelve months give no forecast and say so', () => {
  expect(of(growing(11, 1.02))).toMatchObject({ forecast: null, noForecast: 'too-short' });
  expect(of([])).toEqual({ months: [], changes: [], forecast: null, noForecast: 'too-short' });
  const holes = seriesOf([...Array.from({ length: 6 }, () => 1000), null, 0, Number.NaN, 1000]);
  expect(of(holes)).toMatchObject({ forecast: null, noForecast: 'too-short' });
});

test('up to three missing months are bridged, more are not', () => {
  const withGap = (missing: number) =>
    seriesOf(
      Array.from({ length: 30 }, (_, at) => (at > 9 && at <= 9 + missing ? null : 1000 + at)),
    );
  expect(of(withGap(3)).forecast).toHaveLength(12);
  expect(of(withGap(4))).toMatchObject({ forecast: null, noForecast: 'gaps' });
});

test('a steady rise goes on, damped', () => {
  const { forecast } = of(growing(48, 1.02));
  const last = 1000 * 1.02 ** 47;
  expect(forecast?.at(-1)?.price).toBeGreaterThan(last * 1.15);
  expect(forecast?.at(-1)?.price).toBeLessThan(last * 1.02 ** 12);
});

test('a season is expected again', () => {
  const season = (at: number) => 1 + 0.1 * Math.sin((at / 12) * 2 * Math.PI);
  const { forecast } = of(seriesOf(Array.from({ length: 48 }, (_, at) => 1000 * season(at))));
  for (const [at, { price }] of (forecast ?? []).entries()) {
    expect(Math.abs(price / (1000 * season(48 + at)) - 1)).toBeLessThan(0.03);
  }
});

test('the band holds the forecast, never crosses and never narrows', () => {
  fc.assert(
    fc.property(prices, (known) => {
      let width = 0;
      for (const { low, price, high } of of(seriesOf(known)).forecast ?? []) {
        expect(0 < low && low <= price && price <= high && Number.isFinite(high)).toBe(true);
        expect(Math.log(high / low)).toBeGreaterThanOrEqual(width - 1e-9);
        width = Math.log(high / low);
      }
    }),
  );
});

test('prices in another unit give the forecast in that unit, and their order means nothing', () => {
  fc.assert(
    fc.property(prices, fc.constantFrom(0.01, 40), (known, times) => {
      const { forecast } = of(seriesOf(known));
      const scaled = of(seriesOf(known.map((price) => price * times)).toReversed());
      for (const [at, { price }] of (scaled.forecast ?? []).entries()) {
        expect(price / ((forecast?.[at]?.price ?? 0) * times)).toBeCloseTo(1, 6);
      }
    }),
  );
});
