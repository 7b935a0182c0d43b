import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOf, openedAtOnce } from './support/indexOf.ts';
import type { CatalogPlaces } from '../../src/places/buildIndex.ts';
import { PlaceIndexError } from '../../src/places/format.ts';

const small: CatalogPlaces = {
  countryId: 2,
  names: ['Грузия', 'Georgia', 'საქართველო'],
  cities: [
    { id: 20, name: 'Batumi', counties: [] },
    { id: -10, name: 'Tbilisi', counties: [{ id: 2 ** 40, name: 'Vake', districts: [] }] },
  ],
};

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const id = fc.maxSafeInteger();
const anyCountry: fc.Arbitrary<CatalogPlaces> = fc.record({
  countryId: id,
  names: fc.array(name, { minLength: 1, maxLength: 3 }),
  cities: fc.array(
    fc.record({
      id,
      name,
      counties: fc.array(
        fc.record({ id, name, districts: fc.array(fc.record({ id, name }), { maxLength: 3 }) }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 4 },
  ),
});

describe('an index', () => {
  it('returns what was built in, in any script, with ids of any size', () => {
    const index = openedAtOnce(indexOf(small));
    expect(index.search({ query: 'Ваке', limit: 1 })[0]).toMatchObject({
      name: 'Vake',
      path: ['Грузия', 'Tbilisi'],
      ids: { country: 2, city: -10, county: 2 ** 40, district: null },
    });
    expect(index.search({ query: 'საქართველო', limit: 1 })[0]).toMatchObject({ level: 'country' });
  });

  it('opens at any offset of a larger buffer', () => {
    const bytes = indexOf(small);
    const larger = new Uint8Array(bytes.length + 8);
    larger.set(bytes, 3);
    const index = openedAtOnce(larger.subarray(3, 3 + bytes.length));
    expect(index.search({ query: 'batumi', limit: 1 })).toHaveLength(1);
  });

  it('does not hold on to the bytes it was opened from', () => {
    const bytes = indexOf(small);
    const index = openedAtOnce(bytes);
    const before = index.search({ query: 'vake', limit: 3 });
    bytes.fill(0);
    expect(index.search({ query: 'vake', limit: 3 })).toEqual(before);
  });

  it('can be built and searched whatever the names are', () => {
    fc.assert(
      fc.property(anyCountry, name, (country, query) => {
        const index = openedAtOnce(indexOf(country));
        for (const { name } of [{ name: query }, ...country.cities]) {
          expect(index.search({ query: name, limit: 5 }).length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('has equal bytes for equal content in any order', () => {
    fc.assert(
      fc.property(anyCountry, (country) => {
        const shuffled = { ...country, cities: country.cities.toReversed() };
        const bytes = indexOf(country);
        // Cities of one name and id could only be told apart by what is under them.
        fc.pre(new Set(country.cities.map((city) => city.id)).size === country.cities.length);
        expect(indexOf(shuffled)).toEqual(bytes);
        expect(indexOf(structuredClone(country))).toEqual(bytes);
      }),
    );
  });

  it('is refused for a country without a name or an id that is no whole number', () => {
    expect(() => indexOf({ ...small, names: [] })).toThrow(/Country 2 has no name/);
    const cities = [{ id: 1.5, name: 'Batumi', counties: [] }];
    expect(() => indexOf({ ...small, cities })).toThrow(/Batumi: id 1.5/);
  });
});

describe('bytes that are no index', () => {
  const bytes = indexOf(small);

  it.each([
    ['nothing', new Uint8Array()],
    ['something else', Buffer.from('{"cities":[]} and more')],
  ])('are refused: %s', (_, other) => {
    expect(() => openedAtOnce(other)).toThrow(
      new PlaceIndexError('These bytes are not a place index'),
    );
  });

  it('are refused in another version', () => {
    const other = Uint8Array.from(bytes);
    other[6] = 7;
    expect(() => openedAtOnce(other)).toThrow('Place index has format 7, this program reads 1');
  });

  it('are refused cut short anywhere', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => openedAtOnce(bytes.subarray(0, length))).toThrow(PlaceIndexError);
      }),
    );
  });

  it('are refused with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Uint8Array.from(bytes);
        other[at]! ^= change;
        expect(() => openedAtOnce(other)).toThrow(PlaceIndexError);
      }),
    );
  });
});
