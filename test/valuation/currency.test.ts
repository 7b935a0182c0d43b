import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, isStale, ratesOn, type DatedRates } from '../../src/valuation/currency.ts';

const rates: DatedRates = {
  date: '2026-11-18',
  perEuro: { USD: 1.1, TRY: 50, AED: null, RUB: 0, THB: Number.NaN },
};

test('a conversion goes through the euro and carries the rate and its day', () => {
  expect(convert({ amount: 110, from: 'USD', to: 'EUR', rates })).toEqual({
    amount: expect.closeTo(100, 10) as number,
    rate: 1 / 1.1,
    date: '2026-11-18',
  });
  expect(convert({ amount: 11, from: 'USD', to: 'TRY', rates })?.amount).toBeCloseTo(500, 10);
});

test('there and back again gives the amount', () => {
  const units = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(units, units, fc.double({ min: 0.01, max: 1e12, noNaN: true }), (a, b, amount) => {
      const both = { date: '2026-11-18', perEuro: { AAA: a, BBB: b } };
      const there = convert({ amount, from: 'AAA', to: 'BBB', rates: both });
      const back = convert({ amount: there?.amount ?? 0, from: 'BBB', to: 'AAA', rates: both });
      expect(Math.abs((back?.amount ?? 0) - amount)).toBeLessThanOrEqual(1e-9 * amount);
    }),
  );
});

test.each(['AED', 'RUB', 'THB', 'XXX'])(
  'there is no conversion without a rate of %s',
  (currency) => {
    expect(convert({ amount: 1, from: currency, to: 'EUR', rates })).toBeUndefined();
    expect(convert({ amount: 1, from: 'EUR', to: currency, rates })).toBeUndefined();
    expect(convert({ amount: 7, from: currency, to: currency, rates })?.amount).toBe(7);
  },
);

test('rates are stale after more than three days', () => {
  expect(isStale(rates, '2026-11-21')).toBe(false);
  expect(isStale(rates, '2026-11-22')).toBe(true);
});

test('the rates of a day are the newest up to it', () => {
  const on = (date: string): DatedRates => ({ date, perEuro: {} });
  const history = [on('2026-03-01'), on('2026-01-01'), on('2026-02-01')];
  expect(ratesOn(history, '2026-02-20')?.date).toBe('2026-02-01');
  expect(ratesOn(history, '2026-03-01')?.date).toBe('2026-03-01');
  expect(ratesOn(history, '2025-12-31')).toBeUndefined();
});
