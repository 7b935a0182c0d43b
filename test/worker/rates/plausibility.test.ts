import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RATE_COLUMNS, type NewestRate } from '../../../src/datasets/currencyRows.ts';
import { checkChange, checkDate } from '../../../src/worker/rates/plausibility.ts';

const NOW = Date.parse('2026-11-23T14:00:00Z');
const refusal = (rule: string) => expect.objectContaining({ rule });

describe('the date of an answer', () => {
  test.each(['2026-11-23', '2026-11-24', '2026-11-20', '2026-11-08'])('may be %s', (date) => {
    expect(() => checkDate({ date, rates: {} }, NOW)).not.toThrow();
  });

  test.each([
    ['2026-11-25', 'future-date'],
    ['2027-11-23', 'future-date'],
    ['2026-11-07', 'outdated'],
    ['2006-11-24', 'outdated'],
  ])('may not be %s', (date, rule) => {
    expect(() => checkDate({ date, rates: {} }, NOW)).toThrow(refusal(rule));
  });
});

describe('the change since the last rate', () => {
  const rateOf = (value: number, date: string): NewestRate => ({ value, date, isStale: false });
  const after = (column: 'usd' | 'try', last: NewestRate, value: number) => () =>
    checkChange({ date: '2026-11-24', rates: { [column]: value } }, new Map([[column, last]]));

  test('is believed when it is what devaluations are', () => {
    expect(after('try', rateOf(14, '2026-11-23'), 18)).not.toThrow();
    expect(after('try', rateOf(18, '2026-11-23'), 13.5)).not.toThrow();
    expect(after('try', rateOf(10, '2025-11-24'), 30)).not.toThrow();
    expect(after('usd', rateOf(1.16, '2026-11-23'), 1.2)).not.toThrow();
    expect(after('usd', rateOf(1.16, '2025-11-24'), 1.5)).not.toThrow();
  });

  test('is refused when it is too large for the days between', () => {
    expect(after('try', rateOf(14, '2026-11-23'), 21)).toThrow(refusal('implausible-change'));
    expect(after('try', rateOf(14, '2026-11-03'), 21)).not.toThrow();
    expect(after('usd', rateOf(1.16, '2026-11-23'), 1.3)).toThrow(refusal('implausible-change'));
    expect(after('usd', rateOf(1.3, '2026-11-23'), 1.16)).toThrow(refusal('implausible-change'));
    expect(after('usd', rateOf(1, '2016-11-23'), 1.8)).toThrow(/USD 1.8 после 1 на 2016-11-23/);
  });

  const column = fc.constantFrom(...RATE_COLUMNS);
  const value = fc.double({ min: 0.01, max: 1_000, noNaN: true });
  const days = fc.integer({ min: 1, max: 10_000 });
  const dateAgo = (count: number) => new Date(NOW - count * 86_400_000).toISOString().slice(0, 10);

  test('is never believed when it is a factor of ten, however long ago the last rate is', () => {
    fc.assert(
      fc.property(column, value, days, fc.constantFrom(10, 0.1, 100), (name, last, ago, times) => {
        const newest = new Map([[name, rateOf(last, dateAgo(ago))]]);
        const answer = { date: dateAgo(0), rates: { [name]: last * times } };
        expect(() => checkChange(answer, newest)).toThrow(refusal('implausible-change'));
      }),
    );
  });

  test('is always believed when there is none, or nothing to compare with', () => {
    fc.assert(
      fc.property(column, value, days, (name, last, ago) => {
        const answer = { date: dateAgo(0), rates: { [name]: last } };
        checkChange(answer, new Map([[name, rateOf(last, dateAgo(ago))]]));
        checkChange(answer, new Map());
      }),
    );
  });
});
