import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../src/valuation/evidence.ts';
import { matchSegment, rangeOf } from '../../src/valuation/segments.ts';

test.each<[Attribute, string, number, number]>([
  ['bedrooms', '2+1', 2, 2],
  ['bedrooms', '1+0', 0, 0],
  ['bedrooms', 'Stüdyo', 0, 0],
  ['bedrooms', '3 bedrooms', 3, 3],
  ['bedrooms', '5+', 5, Infinity],
  ['age', '5-10', 5, 10],
  ['age', '5 – 10 years', 5, 10],
  ['age', '20+', 20, Infinity],
  ['age', '31 ve üzeri', 31, Infinity],
  ['age', '>30', 31, Infinity],
  ['age', '<5', -Infinity, 4],
  ['age', 'SIFIR', 0, 0],
  ['floor', 'Zemin Kat', 0, 0],
  ['floor', '-1', -1, -1],
  ['floor', '10 and more', 10, Infinity],
])('%s «%s» holds %d to %d', (attribute, name, least, most) => {
  expect(rangeOf(attribute, name)).toEqual({ least, most });
});

test.each<[Attribute, number | string, string[], string | undefined]>([
  ['bedrooms', 2, ['1+1', '2+1', '2+2', '3+1'], '2+1'],
  ['bedrooms', 0, ['1+0', '1+1'], '1+0'],
  ['bedrooms', '2+2', ['2+1', '2+2'], '2+2'],
  ['age', 7, ['0-4', '5-10', '11+'], '5-10'],
  ['age', 10, ['5-10', '10-20', '20+'], '10-20'],
  ['age', 20, ['10-20', '20+'], '20+'],
  ['age', 4, ['5-10'], undefined],
  ['floor', 4, ['1-3', '4', '4-10'], '4'],
  ['heating', 'DOĞALGAZ', ['Soba', 'Doğalgaz'], 'Doğalgaz'],
  ['heating', 'natural-gas', ['natural gas'], undefined],
  ['heating', 'natural_gas', ['natural gas'], 'natural gas'],
])('%s %s belongs to one of %j: %s', (attribute, value, names, segment) => {
  expect(matchSegment({ attribute, value, names }).segment).toBe(segment);
});

test('names that say no range are left alone and reported', () => {
  const names = ['5-10', 'Restored', '10-5'];
  expect(matchSegment({ attribute: 'age', value: 7, names })).toEqual({
    segment: '5-10',
    unreadable: ['10-5', 'Restored'],
  });
});

test('of ranges side by side every whole number meets the one that holds it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 100 }),
      (bounds, value) => {
        const starts = [0, ...bounds.toSorted((a, b) => a - b)];
        const names = starts.map((start, at) => {
          const next = starts[at + 1];
          return next === undefined ? `${start}+` : `${start}-${next - 1}`;
        });
        const expected = names[starts.findLastIndex((start) => start <= value)];
        const shuffled = names.toReversed();
        expect(matchSegment({ attribute: 'age', value, names: shuffled }).segment).toBe(expected);
      },
    ),
  );
});
