import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, dayOf, numberOf, positiveOf, Tally } from '../../src/datasets/rawValues.ts';

const read = (value: unknown, how = numberOf as (value: unknown, tally: Tally) => unknown) => {
  const tally = new Tally();
  const result = how(value, tally);
  return [result, ...tally.notes().map(({ rule }) => rule)];
};

test.each([[null], [undefined], [''], [' ']])(
  '%j is no number, and nothing is wrong with that',
  (value) => {
    expect(read(value)).toEqual([null]);
  },
);

test.each([
  ['45000', 45_000],
  [' 45 000.5 ', 45_000.5],
  ['45 000,5', 45_000.5],
  ['45000,5', 45_000.5],
  ['45.000,5', 45_000.5],
  ['45,000.5', 45_000.5],
  ['1.234.567', 1_234_567],
  ['1,234,567', 1_234_567],
  ["45'000", 45_000],
  ['0,061', 0.061],
  ['4512,345', 4_512.345],
  ['-3,5', -3.5],
  ['1e3', 1_000],
  ['.5', 0.5],
])('«%s» is %d, written as text', (text, number) => {
  expect(read(text)).toEqual([number, 'number-as-text']);
});

test.each(['NaN', 'Infinity', 'восемьдесят', '12 TL', '1,2,3', '1..2', '--1', '1e999', true, {}])(
  '%j is not a number',
  (value) => {
    const [result, ...rules] = read(value);
    expect(result).toBeNull();
    expect(rules).toContain('not-a-number');
  },
);

test('three digits after a comma may be thousands or a fraction: nothing is guessed', () => {
  expect(read('45,000')).toEqual([null, 'ambiguous-number']);
});

test('a price is above zero, a count is not below', () => {
  expect(read(0, positiveOf)).toEqual([null, 'not-positive']);
  expect(read('-1', positiveOf)).toEqual([null, 'number-as-text', 'not-positive']);
  expect(read(-1, countOf)).toEqual([null, 'negative-count']);
  expect(read(0, countOf)).toEqual([0]);
});

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-23T23:59:59+00:00', '2026-11-23'],
  ['2026/1/3', '2026-01-03'],
  ['2026-11', '2026-11-01'],
  ['23.11.2026', '2026-11-23'],
  ['3.1.2026 10:00', '2026-01-03'],
])('«%s» is the day %s', (text, day) => {
  expect(read(text, dayOf)).toEqual([day]);
});

test.each(['2026-02-31', '2026-13-01', '0001-01-01', '11/23/2026', 'yesterday', 20_261_123])(
  '%j is no day',
  (value) => {
    expect(read(value, dayOf)).toEqual([null, 'unreadable-date']);
  },
);

test('any number is read back from the ways it is written in', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1_000, max: 99_999_999 }),
    fc.integer({ min: 1, max: 99 }),
  );
  fc.assert(
    fc.property(parts, ([whole, hundredths]) => {
      const fraction = String(hundredths).padStart(2, '0');
      const number = Number(`${whole}.${fraction}`);
      const grouped = (by: string) => String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, by);
      for (const text of [
        `${whole}.${fraction}`,
        `${whole},${fraction}`,
        `${grouped('.')},${fraction}`,
        `${grouped(',')}.${fraction}`,
        `${grouped('\u00A0')},${fraction}`,
      ]) {
        expect(read(text)).toEqual([number, 'number-as-text']);
      }
    }),
  );
});

const textOf = (value: unknown) => (typeof value === 'string' ? value : 'something');

test('whatever comes is a finite number, or null under a rule, or nothing', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const [result, ...rules] = read(value);
      const isNothing = value === null || value === undefined || /^[\s'’_]*$/.test(textOf(value));
      expect(Number.isFinite(result) || (result === null && (isNothing || rules.length > 0))).toBe(
        true,
      );
    }),
  );
});
