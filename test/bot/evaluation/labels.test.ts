import { expect, test } from 'vitest';
import { rangeLabel } from '../../../src/bot/evaluation/labels.ts';

test.each([
  ['above an end that would round up to it', 144_620, 145_000, 'above', '€84,800 – €144,000'],
  ['within an end that would round below it', 145_400, 145_300, 'within', '€84,800 – €146,000'],
  ['below an end that would round down to it', 145_400, 84_800, 'below', '€84,900 – €145,000'],
  ['far from both', 145_400, 200_000, 'above', '€84,800 – €145,000'],
] as const)(
  'a range is shown as the verdict says for a price %s',
  (_, high, amount, verdict, shown) => {
    const total = { amount: 111_000, low: 84_820, high };
    const asking = { amount, difference: 0, verdict };
    expect(rangeLabel({ language: 'en' }, { total, asking, currency: 'EUR' })).toBe(shown);
  },
);

test('a range without an asking price is only rounded', () => {
  const total = { amount: 111_000, low: 84_820, high: 144_620 };
  expect(rangeLabel({ language: 'ru' }, { total, asking: null, currency: 'EUR' })).toBe(
    '84\u00a0800–145\u00a0000\u00a0€',
  );
});
