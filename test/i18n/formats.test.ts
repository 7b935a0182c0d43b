import { describe, expect, test } from 'vitest';
import { formatDuration, formatSize, formatSpan } from '../../src/i18n/formats.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a span of time', () => {
  test.each([
    [0, '0 с'],
    [400, '0 с'],
    [42_000, '42 с'],
    [60_000, '1 мин'],
    [65_400, '1 мин 5 с'],
    [3_600_000, '1 ч'],
    [7_500_000, '2 ч 5 мин'],
    [90_061_000, '1 дн. 1 ч'],
    [-5, '0 с'],
  ])('of %i ms is told in its two largest units', (milliseconds, text) => {
    expect(plain(formatSpan('ru', milliseconds))).toBe(text);
  });

  test('is told in the language asked for', () => {
    expect(plain(formatSpan('en', 7_500_000))).toBe('2 hr 5 min');
  });
});

test('a size is told in kilobytes or megabytes', () => {
  const sizes = [420, 27_000, 999_949, 1_940_000].map((bytes) => plain(formatSize('ru', bytes)));
  expect(sizes).toEqual(['0,4 кБ', '27 кБ', '999,9 кБ', '1,9 МБ']);
});

test('a duration is told in milliseconds below a second, in seconds from there on', () => {
  const durations = [0, 84, 999, 1_000, 1_849].map((ms) => plain(formatDuration('ru', ms)));
  expect(durations).toEqual(['0 мс', '84 мс', '999 мс', '1 с', '1,8 с']);
});
