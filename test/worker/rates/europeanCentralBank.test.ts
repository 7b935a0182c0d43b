import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEuropeanCentralBank } from '../../../src/worker/rates/europeanCentralBank.ts';
import { altered, BANK_OF_RUSSIA, CENTRAL_BANK } from './support.ts';

const { read } = createEuropeanCentralBank();

test('gives what the bank quotes, and makes up neither rouble nor dirham', () => {
  expect(read(CENTRAL_BANK)).toEqual({
    date: '2026-11-23',
    rates: { usd: 1.1608, try: 49.3512, thb: 37.601 },
  });
});

test.each([
  ["the other bank's answer", BANK_OF_RUSSIA, 'malformed'],
  ['half an answer', CENTRAL_BANK.subarray(0, CENTRAL_BANK.length / 2), 'malformed'],
  ['no day', altered(CENTRAL_BANK, /<Cube time[^]*<\/Cube>\s*(?=<\/Cube>)/, ''), 'malformed'],
  [
    'several days',
    altered(CENTRAL_BANK, '</Cube>', "</Cube><Cube time='2026-11-20'/>"),
    'malformed',
  ],
  ['no date', altered(CENTRAL_BANK, "time='2026-11-23'", ''), 'wrong-date'],
  ['the thirteenth month', altered(CENTRAL_BANK, '2026-11-23', '2026-13-01'), 'wrong-date'],
  ['a rate of zero', altered(CENTRAL_BANK, '1.1608', '0'), 'not-positive'],
  ['N/A', altered(CENTRAL_BANK, '49.3512', 'N/A'), 'not-a-number'],
  ['a missing rate', altered(CENTRAL_BANK, " rate='49.3512'", ''), 'not-a-number'],
  ['a currency twice', altered(CENTRAL_BANK, "'JPY'", "'USD'"), 'repeated-currency'],
  ['none of our currencies', altered(CENTRAL_BANK, /'(USD|TRY|THB)'/g, "'XX$1'"), 'no-currency'],
])('refuses %s', (_what, body, rule) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ rule }));
});

test('any order of the currencies gives the same rates', () => {
  const lines = CENTRAL_BANK.toString().match(/<Cube currency.*\n/g) ?? [];
  const all = fc.shuffledSubarray(lines, { minLength: lines.length });
  fc.assert(
    fc.property(all, (shuffled) => {
      const answer = altered(CENTRAL_BANK, lines.join('\t\t\t'), shuffled.join(''));
      expect(read(answer)).toEqual(read(CENTRAL_BANK));
    }),
  );
});
