import { sign } from '@tma.js/init-data-node';
import { describe, expect, test } from 'vitest';
import { createInitDataCheck } from '../../src/people/initData.ts';

const TOKEN = '12345:token-of-the-tests';
/** Long ago, so that only the clock given can have been looked at. */
const NOW = Date.parse('2024-02-29T12:00:00Z');
const HOUR_MS = 3_600_000;

const check = createInitDataCheck({ token: TOKEN, now: () => NOW });
const user = { id: 7_000_000_001, first_name: 'Ада', language_code: 'tr' };
const signedAt = (time: number, token = TOKEN) => sign({ user }, token, new Date(time));

describe('initData', () => {
  test('tells who opened the Mini App', () => {
    expect(check(signedAt(NOW - HOUR_MS))).toEqual({
      user: {
        telegramId: 7_000_000_001,
        username: null,
        firstName: 'Ада',
        lastName: null,
        languageCode: 'tr',
      },
    });
  });

  test('is valid for 24 hours, to the second', () => {
    expect(check(signedAt(NOW - 24 * HOUR_MS)).user).toBeDefined();
    expect(check(signedAt(NOW - 24 * HOUR_MS - 1_000))).toEqual({ reason: 'expired' });
  });

  test('may come from a clock a minute ahead, not more', () => {
    expect(check(signedAt(NOW + 60_000)).user).toBeDefined();
    expect(check(signedAt(NOW + 61_000))).toEqual({ reason: 'invalid' });
  });

  test('signed with another token is invalid, however old', () => {
    expect(check(signedAt(NOW, '12345:another'))).toEqual({ reason: 'invalid' });
    expect(check(signedAt(NOW - 48 * HOUR_MS, '12345:another'))).toEqual({ reason: 'invalid' });
  });

  test('is invalid when anything in it was changed, taken away or added', () => {
    const raw = signedAt(NOW);
    for (const tampered of [
      raw.replace('7000000001', '7000000002'),
      raw.replace(/auth_date=\d+/, `auth_date=${NOW / 1_000 + 1}`),
      raw.replace(/hash=[^&]+/, ''),
      raw.replace(/hash=[^&]+/, 'hash='),
      raw.replace(/auth_date=[^&]+&/, ''),
      `${raw}&start_param=x`,
    ]) {
      expect(tampered).not.toBe(raw);
      expect(check(tampered)).toEqual({ reason: 'invalid' });
    }
  });

  test.each(['', 'hash', '%', '%E0%A4%A', 'hash=x&auth_date=y&user={', 'a=1&hash=1', '\0'])(
    'is invalid as «%s»',
    (raw) => {
      expect(check(raw)).toEqual({ reason: 'invalid' });
    },
  );

  test('without a person is invalid', () => {
    expect(check(sign({ query_id: 'q' }, TOKEN, new Date(NOW)))).toEqual({ reason: 'invalid' });
  });
});
