import { expect, test } from 'vitest';
import { parseNumber } from '../../src/webapp/parseNumber.ts';

test.each([
  ['85', 85],
  [' 85 ', 85],
  ['85,5', 85.5],
  ['85.5', 85.5],
  ['7 400 000', 7_400_000],
  ['7\u00a0400\u202f000', 7_400_000],
  ['7.400.000', 7_400_000],
  ['7,400,000', 7_400_000],
  ["7'400'000", 7_400_000],
  ['7.400.000,50', undefined],
  ['', undefined],
  ['-85', undefined],
  ['85 m', undefined],
  ['1e5', undefined],
])('what people type is read as they mean it: %s is %s', (text, expected) => {
  expect(parseNumber(text)).toBe(expected);
});
