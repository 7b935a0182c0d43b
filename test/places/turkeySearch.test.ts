import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { indexOf, openedAtOnce } from './support/indexOf.ts';
import { DistanceTable } from '../../src/places/distanceTable.ts';
import { fold } from '../../src/places/folding.ts';
import type { PlaceMatch } from '../../src/places/openIndex.ts';
import { isWholeName } from '../../src/places/ranking.ts';
import { DISTRICTS, PROVINCES_AND_RESORTS } from './russianNames.ts';
import { turkey } from './turkey.ts';

const catalog = turkey();
const index = openedAtOnce(indexOf(catalog));
const { cities } = catalog;
const counties = cities.flatMap((city) => city.counties);
const districts = counties.flatMap((county) => county.districts);
const places = Object.entries({ city: cities, county: counties, district: districts }).flatMap(
  ([level, named]) => named.map(({ id, name }) => ({ level, id, name })),
);
const nameOfPlace = new Map([
  ['country 1', 'Türkiye'],
  ...places.map(({ level, id, name }) => [`${level} ${id}`, name] as const),
]);

const pathOf = ({ path, name }: PlaceMatch): string => [...path.slice(1), name].join('/');

/** Anything a person or a machine could send: names, pieces of them, any Unicode. */
const anyQuery = fc.oneof(
  fc.constantFrom(...places).map(({ name }) => name),
  fc
    .tuple(fc.constantFrom(...places), fc.nat(8))
    .map(([{ name }, length]) => name.slice(0, length)),
  fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...places))
    .map(([a, b]) => `${a.name} ${b.name}`),
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

describe('Turkish places in Russian letters', () => {
  it.each(PROVINCES_AND_RESORTS)('%s finds %s first', (typed, place) => {
    expect(index.search({ query: typed, limit: 3 }).map(pathOf)[0]).toBe(place);
  });

  it.each(DISTRICTS)('%s finds %s among the first three', (typed, place) => {
    expect(index.search({ query: typed, limit: 3 }).map(pathOf)).toContain(place);
  });
});

describe('search in Türkiye', () => {
  it('finds every place by its own name among the exact matches', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), ({ level, id, name }) => {
        const found = index
          .search({ query: name, limit: Infinity })
          .find((match) => match.level === level && match.id === id);
        expect(found && isWholeName(found.score)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any query with places of the index, ordered, each once, within the limit', () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: 50 }), (query, limit) => {
        const matches = index.search({ query, limit });
        expect(matches.length).toBeLessThanOrEqual(limit);
        expect(new Set(matches.map(({ level, id }) => `${level} ${id}`)).size).toBe(matches.length);
        for (const { level, id, name } of matches) {
          expect(nameOfPlace.get(`${level} ${id}`)).toBe(name);
        }
        const scores = matches.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same first places whatever the limit', () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: 20 }), (query, limit) => {
        const more = index.search({ query, limit: 30 });
        expect(index.search({ query, limit })).toEqual(more.slice(0, limit));
      }),
      { numRuns: 200 },
    );
  });

  it('answers one letter with names that begin with it, cities first', () => {
    const names = index.search({ query: 'y', limit: 5 });
    expect(names.slice(0, 2).map(pathOf)).toEqual(['Yalova', 'Yozgat']);
    expect(names.every(({ name }) => fold(name).startsWith('y'))).toBe(true);
  });
});

describe('the work of a search', () => {
  /** Letters compared while looking for misspelt words: the only part that grows with the query. */
  function lettersCompared(query: string): number {
    const step = vi.spyOn(DistanceTable.prototype, 'step');
    index.search({ query, limit: 10 });
    const { length } = step.mock.calls;
    step.mockRestore();
    return length;
  }

  const misspelt =
    'karapinra yenimahlale cumhuryiet gaziosmnapasa bahcelievlre fevzicakmka ataturkx istiklalx';
  const misspeltNames = [...new Set(districts.map(({ name }) => name))]
    .filter((name) => /^\p{L}{8,}$/u.test(name))
    .slice(0, 500)
    .map((name) => `${name.slice(0, 4)}x${name.slice(5)}`);

  it.each([
    ['one word nobody knows', 'qwrtplkjhgfdsazx'],
    ['eight misspelt words', misspelt],
    ['500 misspelt words', misspeltNames.join(' ')],
    ['4,096 letters', 'karamanlı'.repeat(456).slice(0, 4096)],
    ['a million letters', 'karamanlı'.repeat(120_000)],
    ['4,096 ligatures that unfold to 18 letters each', 'ﷺ'.repeat(4096)],
  ])('is bounded for %s', (_, query) => {
    expect(lettersCompared(query)).toBeLessThan(100_000);
  });
});
