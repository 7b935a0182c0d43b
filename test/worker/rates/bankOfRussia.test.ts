import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBankOfRussia } from '../../../src/worker/rates/bankOfRussia.ts';
import { altered, BANK_OF_RUSSIA } from './support.ts';

const { read } = createBankOfRussia();

/** The rule an answer breaks, or what was read. */
function ruleOf(body: Buffer): unknown {
  try {
    return read(body);
  } catch (error) {
    return (error as { rule: unknown }).rule;
  }
}

test('gives the units of each currency for one euro, nominals taken into account', () => {
  const { date, rates } = read(BANK_OF_RUSSIA);
  expect(date).toBe('2026-11-24');
  expect(Object.keys(rates).sort()).toEqual(['aed', 'rub', 'thb', 'try', 'usd']);
  expect(rates.rub).toBe(93.0142);
  expect(rates.usd).toBeCloseTo(93.0142 / 80.1178, 12);
  expect(rates.aed).toBeCloseTo(93.0142 / 21.8156, 12);
  expect(rates.try).toBeCloseTo(93.0142 / 1.88421, 12);
  expect(rates.thb).toBeCloseTo(93.0142 / 2.47301, 12);
});

test('leaves out a currency the bank does not quote', () => {
  const { rates } = read(altered(BANK_OF_RUSSIA, '>THB<', '>XXX<'));
  expect(rates).not.toHaveProperty('thb');
  expect(rates).toHaveProperty('try');
});

test.each([
  ['not XML at all', Buffer.from('Технические работы'), 'malformed'],
  ['an empty answer', Buffer.alloc(0), 'malformed'],
  ['half an answer', BANK_OF_RUSSIA.subarray(0, BANK_OF_RUSSIA.length / 2), 'malformed'],
  ['a page of HTML', Buffer.from('<html><body>403</body></html>'), 'malformed'],
  ['deep nesting', Buffer.from('<a>'.repeat(300_000)), 'malformed'],
  ['no date', altered(BANK_OF_RUSSIA, 'Date="24.11.2026"', ''), 'wrong-date'],
  ['31 February', altered(BANK_OF_RUSSIA, '24.11.2026', '31.02.2026'), 'wrong-date'],
  ['a date the other way round', altered(BANK_OF_RUSSIA, '24.11.2026', '2026.11.24'), 'wrong-date'],
  ['no euro', altered(BANK_OF_RUSSIA, '>EUR<', '>XXX<'), 'no-euro'],
  [
    'no nominal',
    altered(BANK_OF_RUSSIA, /(>USD<\/CharCode>)<Nominal>1<\/Nominal>/, '$1'),
    'no-nominal',
  ],
  [
    'a nominal of zero',
    altered(BANK_OF_RUSSIA, /(>USD<\/CharCode><Nominal>)1/, '$10'),
    'no-nominal',
  ],
  [
    'a negative nominal',
    altered(BANK_OF_RUSSIA, /(>USD<\/CharCode><Nominal>)1/, '$1-1'),
    'no-nominal',
  ],
  ['a rate of zero', altered(BANK_OF_RUSSIA, '80,1178', '0,0000'), 'not-positive'],
  ['a negative rate', altered(BANK_OF_RUSSIA, '80,1178', '-80,1178'), 'not-positive'],
  ['NaN', altered(BANK_OF_RUSSIA, '80,1178', 'NaN'), 'not-a-number'],
  ['an exponent', altered(BANK_OF_RUSSIA, '80,1178', '8e1'), 'not-a-number'],
  ['no rate', altered(BANK_OF_RUSSIA, '80,1178', ''), 'not-a-number'],
  ['a currency twice', altered(BANK_OF_RUSSIA, '>GBP<', '>USD<'), 'repeated-currency'],
])('refuses %s', (_what, body, rule) => {
  expect(ruleOf(body)).toBe(rule);
});

test('expands no entity a document defines', () => {
  const body = altered(
    altered(BANK_OF_RUSSIA, '<ValCurs', '<!DOCTYPE ValCurs [<!ENTITY n "10">]><ValCurs'),
    '<Nominal>10<',
    '<Nominal>&n;<',
  );
  expect(ruleOf(body)).toBe('malformed');
});

interface Entry {
  code: string;
  nominal: number;
  /** Hundredths of a kopeck. */
  value: number;
}

function answerOf(entries: readonly Entry[]): Buffer {
  const valutes = entries.map(({ code, nominal, value }) => {
    const text = (value / 10_000).toFixed(4).replace('.', ',');
    return `<Valute ID="R"><CharCode>${code}</CharCode><Nominal>${nominal}</Nominal><Value>${text}</Value></Valute>`;
  });
  return Buffer.from(`<ValCurs Date="01.02.2026">${valutes.join('')}</ValCurs>`);
}

const CODES = ['EUR', 'USD', 'TRY', 'AED', 'THB', 'CNY'];
const entries = fc
  .tuple(
    ...CODES.map((code) =>
      fc.record({
        code: fc.constant(code),
        nominal: fc.constantFrom(1, 10, 100, 1_000, 10_000),
        value: fc.integer({ min: 1, max: 10_000_000 }),
      }),
    ),
  )
  .chain((all) =>
    fc.shuffledSubarray(all, { minLength: all.length }).map((shuffled) => ({ all, shuffled })),
  );

test('any order of the currencies and any nominals give the same rates', () => {
  fc.assert(
    fc.property(entries, ({ all, shuffled }) => {
      const inOrder = read(answerOf(all));
      expect(read(answerOf(shuffled))).toEqual(inOrder);
      const [euro, ...others] = all.map(({ nominal, value }) => value / 10_000 / nominal);
      const { rub, usd, try: lira, aed, thb, ...further } = inOrder.rates;
      expect(further).toEqual({});
      expect(rub).toBeCloseTo(euro!, 12);
      for (const [at, rate] of [usd, lira, aed, thb].entries()) {
        expect((rate! * others[at]!) / euro!).toBeCloseTo(1, 9);
      }
    }),
  );
});

test('a tenfold nominal with a tenfold value changes nothing', () => {
  fc.assert(
    fc.property(entries, fc.nat(CODES.length - 1), ({ all }, index) => {
      const scaled = all.map((entry, at) =>
        at === index ? { ...entry, nominal: entry.nominal * 10, value: entry.value * 10 } : entry,
      );
      const [before, after] = [read(answerOf(all)).rates, read(answerOf(scaled)).rates];
      for (const [code, rate] of Object.entries(before)) {
        expect(after[code as 'usd']! / rate).toBeCloseTo(1, 12);
      }
    }),
  );
});
