import { expect, it } from 'vitest';
import { indexOf, openedAtOnce } from './support/indexOf.ts';
import { mergeMatches } from '../../src/places/mergeMatches.ts';
import type { PlaceMatch } from '../../src/places/openIndex.ts';

function search(countryId: number, cities: readonly string[], query: string): PlaceMatch[] {
  const index = openedAtOnce(
    indexOf({
      countryId,
      names: [`Country ${countryId}`],
      cities: cities.map((name, id) => ({ id, name, counties: [] })),
    }),
  );
  return index.search({ query, limit: 10 });
}

const one = search(1, ['Kemer', 'Kemerli', 'Yeni Kemer'], 'kemer');
const two = search(2, ['Kemerci', 'Kemere'], 'kemer');

it('merges countries by score, then level, then name', () => {
  expect(mergeMatches([one, two], { limit: 10 }).map(({ name }) => name)).toEqual([
    'Kemer',
    'Kemere',
    'Kemerci',
    'Kemerli',
    'Yeni Kemer',
  ]);
  expect(mergeMatches([two, one], { limit: 10 })).toEqual(mergeMatches([one, two], { limit: 10 }));
});

it('orders names of equal score by the alphabet of their folded letters', () => {
  const lists = ['Çamlık', 'Dağlık', 'Camili', 'İncili'].map((name, id) =>
    search(id, [name], name),
  );
  expect(mergeMatches(lists, { limit: 10 }).map(({ name }) => name)).toEqual([
    'Camili',
    'Çamlık',
    'Dağlık',
    'İncili',
  ]);
});

it('changes nothing of one list', () => {
  expect(mergeMatches([one], { limit: 10 })).toEqual(one);
});

it.each([
  [2, 2],
  [0, 0],
  [Number.NaN, 0],
])('respects a limit of %s', (limit, count) => {
  expect(mergeMatches([one, two], { limit })).toHaveLength(count);
});
