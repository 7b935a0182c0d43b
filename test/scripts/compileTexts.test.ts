import { describe, expect, test } from 'vitest';
import { compileTexts } from '../../scripts/webapp/compileTexts.ts';

describe('the texts of the page', () => {
  test('are plain where they are plain, with their variables in braces', () => {
    expect(compileTexts('a = Text\nb = { $x } of { $y }{ "!" }')).toEqual({
      a: 'Text',
      b: '{x} of {y}!',
    });
  });

  test('keep their variants by key, and which is usual', () => {
    const source =
      'a = Found { $count ->\n    [0] nothing\n    [one] { $count } place\n   *[other] many\n }.';
    expect(compileTexts(source)).toEqual({
      a: [
        'Found ',
        ['count', { '0': 'nothing', one: '{count} place', other: 'many' }, 'other'],
        '.',
      ],
    });
  });

  test.each(['a = { b }', 'a = { NUMBER($x) }', 'a = { -term }', 'a = { "{" }'])(
    'that need more are refused by name: %s',
    (source) => {
      expect(() => compileTexts(source)).toThrow('a needs more');
    },
  );

  test('that are not Fluent are refused', () => {
    expect(() => compileTexts('a = { $x')).toThrow('not Fluent');
  });
});
