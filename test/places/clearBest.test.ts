import { expect, test } from 'vitest';
import { indexOf, openedAtOnce } from './support/indexOf.ts';
import { clearBest } from '../../src/places/clearBest.ts';

const index = openedAtOnce(
  indexOf({
    countryId: 1,
    names: ['Türkiye', 'Турция'],
    cities: [
      {
        id: 7,
        name: 'Antalya',
        counties: [
          { id: 1, name: 'Alanya', districts: [{ id: 10, name: 'Yeni' }] },
          { id: 2, name: 'Konyaaltı', districts: [{ id: 11, name: 'Alanya' }] },
        ],
      },
      {
        id: 42,
        name: 'Konya',
        counties: [{ id: 3, name: 'Merkez', districts: [{ id: 12, name: 'Yeni' }] }],
      },
    ],
  }),
);
const meant = (query: string) => {
  const best = clearBest(index.search({ query, limit: 30 }));
  return best && `${best.level} ${best.name}`;
};

test('nothing found is nothing meant', () => {
  expect(clearBest([])).toBeUndefined();
});

test.each([
  ['Аланья', 'county Alanya'],
  ['antalya', 'city Antalya'],
  ['Konya', 'city Konya'],
  ['konyaalti', 'county Konyaaltı'],
  ['yeni konya', 'district Yeni'],
])('«%s» means the %s without doubt', (query, place) => {
  expect(meant(query)).toBe(place);
});

test.each(['yeni', 'alan', 'kon', 'qqq'])('«%s» means no one place', (query) => {
  expect(meant(query)).toBeUndefined();
});
