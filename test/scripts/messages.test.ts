import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatMessages } from '../../scripts/messages/formatMessages.ts';
import { parseTexts, readTexts, variablesOf } from '../../scripts/messages/texts.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';

const parse = (source: string) => parseTexts([{ part: 'bot', source }]);
const variables = (source: string, id: string) =>
  Object.fromEntries(variablesOf(parse(source), id));

describe('the types of the texts', () => {
  test('are those of the locale files: after a change, run `npm run messages`', () => {
    const written = readFileSync(new URL('../../src/i18n/messages.ts', import.meta.url), 'utf8');
    expect(written, 'run `npm run messages`').toBe(formatMessages(LANGUAGES.map(readTexts)));
  });

  test('need a number where one language does', () => {
    const plain = parse('a = { $count }, { $place }\n    .b-c = { $some-name }');
    const plural = parse('a = { $count ->\n    [one] x\n   *[other] y\n } { $place }');
    const members = formatMessages([plain, plural]).split('\n').slice(-4, -2);
    expect(members).toEqual([
      "  'a': { count: number; place: Value };",
      "  'a.b-c': { 'some-name': Value };",
    ]);
  });
});

describe('the variables of a text', () => {
  test.each([
    ['none', 'a = text', {}],
    ['plain ones', 'a = { $b } { $a } { $b }', { a: 'Value', b: 'Value' }],
    [
      'a number that a plural form is chosen by, and what its variants name',
      'a = { $count ->\n    [0] none of { $inner }\n    [one] one\n   *[other] { $count }\n }',
      { count: 'number', inner: 'Value' },
    ],
    [
      'a value that a variant is chosen by',
      'a = { $kind ->\n    [flat] x\n   *[other] y\n }',
      { kind: 'Value' },
    ],
    [
      'numbers given to functions',
      'a = { NUMBER($price, maximumFractionDigits: 0) } { DATETIME($at) }',
      { at: 'number', price: 'number' },
    ],
    [
      'a number that is chosen by through a function',
      'a = { NUMBER($n) ->\n   *[other] x\n }',
      { n: 'number' },
    ],
    [
      'those of texts referred to, on and on, in a circle too',
      'a = { b.c }\nb =\n    .c = { $x } { d }\nd = { $y } { a }',
      { x: 'Value', y: 'Value' },
    ],
    ['none of a term, which has its own', '-t = { $case }\na = { -t(case: "x") }', {}],
  ])('are %s', (_, source, expected) => {
    expect(variables(source, 'a')).toEqual(expected);
  });
});

describe('a locale file', () => {
  test('that is not Fluent is refused with its line', () => {
    expect(() => parse('a = text\nb = { $x\nc = text')).toThrow(/^bot, line [23]: /);
  });

  test.each([
    ['a text', 'a = 1', 'a = 2', 'a is there twice'],
    ['a term', '-a = 1', '-a = 2', '-a is there twice'],
  ])('that repeats %s of another part is refused', (_, one, other, words) => {
    const sources = [
      { part: 'api', source: one },
      { part: 'bot', source: other },
    ] as const;
    expect(() => parseTexts(sources)).toThrow(words);
  });

  test('that repeats an attribute is refused', () => {
    expect(() => parse('a = 1\n    .b = 2\n    .b = 3')).toThrow('a.b is there twice');
  });
});
