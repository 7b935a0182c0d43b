import { afterEach, expect, test, vi } from 'vitest';
import { dateOfRow, newestRates } from '../../src/datasets/currencyRows.ts';

const NOW = Date.parse('2026-11-24T23:59:00Z');

afterEach(() => void vi.unstubAllEnvs());

test('each currency has its own newest rate, with its own date', () => {
  const rates = newestRates(
    [
      {
        created_at: '2026-11-24T00:00:00+00:00',
        euro: 1,
        usd: 1.16,
        rub: null,
        try: '49.5',
        aed: null,
      },
      { created_at: '2026-11-20T00:00:00+00:00', euro: 1, usd: 1.15, rub: 93, try: 49, aed: 0 },
      { created_at: '2020-01-01T00:00:00+00:00', euro: 1, usd: 1.1, rub: 69, try: 6, aed: 4.1 },
    ],
    NOW,
  );
  expect(Object.fromEntries(rates)).toEqual({
    usd: { value: 1.16, date: '2026-11-24', isStale: false },
    try: { value: 49.5, date: '2026-11-24', isStale: false },
    rub: { value: 93, date: '2026-11-20', isStale: true },
    aed: { value: 4.1, date: '2020-01-01', isStale: true },
  });
});

test.each([
  ['2026-11-25', false],
  ['2026-11-24', false],
  ['2026-11-21', false],
  ['2026-11-20', true],
])('a rate of %s is stale on 24 November: %s', (date, isStale) => {
  const rates = newestRates([{ created_at: date, usd: 1 }], NOW);
  expect(rates.get('usd')?.isStale).toBe(isStale);
});

test('what is no rate is not taken for one', () => {
  const rows = [
    { created_at: null, usd: 1 },
    { created_at: 'soon', usd: 1 },
    { created_at: '2026-11-24', usd: 'NaN', rub: -1, try: 0, aed: '1,5', thb: '' },
  ];
  expect(newestRates(rows, NOW)).toEqual(new Map());
});

test.each([
  ['2026-11-23T19:30:00-05:00', '2026-11-24'],
  ['2026-11-24T02:00:00+03:00', '2026-11-23'],
  ['2026-11-24T00:00:00.123456+00:00', '2026-11-24'],
  ['2026-11-24T00:00:00', '2026-11-24'],
  ['2026-11-24T23:59:59.5', '2026-11-24'],
  ['2026-11-24', '2026-11-24'],
  ['yesterday', undefined],
])('a row of %s is of the day %s, wherever this machine stands', (created_at, date) => {
  vi.stubEnv('TZ', 'America/New_York');
  expect(dateOfRow({ created_at })).toBe(date);
});
