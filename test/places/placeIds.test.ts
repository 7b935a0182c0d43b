import { expect, test } from 'vitest';
import { idsOf, numbersOf, placeLink, readPlaceLink } from '../../src/places/placeIds.ts';

test.each([
  [{ country: 1 }, 'place_1'],
  [{ country: 1, city: 7 }, 'place_1_7'],
  [{ country: 1, city: 7, county: 101 }, 'place_1_7_101'],
  [{ country: 1, city: 7, county: 101, district: 1001 }, 'place_1_7_101_1001'],
])('%j is linked to by %s, and the link names it', (ids, link) => {
  expect(placeLink(ids)).toBe(link);
  expect(readPlaceLink(link)).toEqual(ids);
  expect(idsOf(numbersOf(ids))).toEqual(ids);
});

test.each([
  '',
  'place',
  'place_',
  'place_1_',
  'place__1',
  'place_-1',
  'place_1.5',
  'place_1_2_3_4_5',
  'place_9999999999999999',
  `place_${'1'.repeat(17)}`,
  'place_1\n',
  'xplace_1',
  'Place_1',
])('%j is no link to a place', (payload) => {
  expect(readPlaceLink(payload)).toBeUndefined();
});

test.each([[[]], [[1, 2, 3, 4, 5]], [[1, Number.NaN]], [[2 ** 53]]])('%j are no ids', (numbers) => {
  expect(idsOf(numbers)).toBeUndefined();
});
