import { describe, expect, it } from 'vitest';
import { indexOf, openedAtOnce } from './support/indexOf.ts';
import type { CatalogPlaces } from '../../src/places/buildIndex.ts';

type Tree = Record<string, Record<string, readonly string[]>>;

function country(cities: Tree): CatalogPlaces {
  let id = 1;
  return {
    countryId: 9,
    names: ['Türkiye', 'Турция', 'Turkey'],
    cities: Object.entries(cities).map(([name, counties]) => ({
      id: id++,
      name,
      counties: Object.entries(counties).map(([name, districts]) => ({
        id: id++,
        name,
        districts: districts.map((name) => ({ id: id++, name })),
      })),
    })),
  };
}

function searchIn(cities: Tree): (query: string, limit?: number) => string[] {
  const index = openedAtOnce(indexOf(country(cities)));
  return (query, limit = 10) =>
    index.search({ query, limit }).map(({ path, name }) => [...path.slice(1), name].join('/'));
}

describe('the order of matches', () => {
  it('is exact, then prefix, then a later word', () => {
    const search = searchIn({ A: { B: ['Gazi Osman Paşa', 'Paşa', 'Paşalar'] } });
    expect(search('paşa')).toEqual(['A/B/Paşa', 'A/B/Paşalar', 'A/B/Gazi Osman Paşa']);
  });

  it('puts higher levels first among equally good matches', () => {
    const search = searchIn({ Ada: { Bir: ['Ada'] }, Iki: { Ada: [] } });
    expect(search('ada')).toEqual(['Ada', 'Iki/Ada', 'Ada/Bir/Ada']);
  });

  it('puts an exact lower level before a prefix of a higher one', () => {
    const search = searchIn({ Alanyalar: { B: ['Alanya'] } });
    expect(search('alanya')).toEqual(['Alanyalar/B/Alanya', 'Alanyalar']);
  });

  it('puts the shorter name first, then the alphabet', () => {
    const search = searchIn({ A: { B: ['Yenice', 'Yeniay', 'Yenikent', 'Yenibağ'] } });
    expect(search('yeni')).toEqual(['A/B/Yeniay', 'A/B/Yenice', 'A/B/Yenibağ', 'A/B/Yenikent']);
  });

  it('puts the literal spelling before one that only sounds so', () => {
    const search = searchIn({ A: { B: ['Ay', 'Ayı'] } });
    expect(search('ayı')).toEqual(['A/B/Ayı', 'A/B/Ay']);
    expect(search('ay')).toEqual(['A/B/Ay', 'A/B/Ayı']);
  });

  it('puts all well-spelt matches before misspelt ones', () => {
    const search = searchIn({ A: { Kemel: ['Kemerli'] }, Kemar: {} });
    expect(search('kemer')).toEqual(['A/Kemel/Kemerli', 'Kemar', 'A/Kemel']);
  });
});

describe('several words', () => {
  const search = searchIn({
    Antalya: { Alanya: ['Mahmutlar', 'Oba'], Konyaaltı: ['Liman', 'Hurma'] },
    Konya: { Selçuklu: ['Liman', 'Mahmutlar'] },
  });

  it.each(['alanya mahmutlar', 'mahmutlar alanya', 'Алания Махм', 'mahmutlar antalya'])(
    'find the deepest place that has them with its ancestors: %s',
    (query) => {
      expect(search(query)).toEqual(['Antalya/Alanya/Mahmutlar']);
    },
  );

  it('may name every ancestor, the country in any language too', () => {
    expect(search('Antalya Konyaaltı Liman')).toEqual(['Antalya/Konyaaltı/Liman']);
    expect(search('турция антал')).toEqual(['Antalya']);
  });

  it('must all match', () => {
    expect(search('alanya hurma')).toEqual([]);
  });

  it('may be one name written apart', () => {
    expect(search('konya altı')[0]).toBe('Antalya/Konyaaltı');
  });

  it('may be misspelt', () => {
    expect(search('alnya mahmtular')).toEqual(['Antalya/Alanya/Mahmutlar']);
  });
});

describe('typing errors', () => {
  const search = searchIn({
    Antalya: { Alanya: [], Muş: [] },
    İstanbul: { Kadıköy: [], Üsküdar: [] },
  });

  it.each([
    ['Aalnya', 'Antalya/Alanya'],
    ['Anatlya', 'Antalya'],
    ['Istambul', 'İstanbul'],
    ['Isstanbl', 'İstanbul'],
    ['Kadikoj', 'İstanbul/Kadıköy'],
    ['Uskudr', 'İstanbul/Üsküdar'],
    ['Анатл', 'Antalya'],
  ])('are forgiven: %s finds %s', (query, place) => {
    expect(search(query)[0]).toBe(place);
  });

  it('are not supposed in words under 4 letters, nor two under 8', () => {
    expect(search('mut')).toEqual([]);
    expect(search('kdaikyo')).toEqual([]);
  });
});

describe('a match', () => {
  const index = openedAtOnce(indexOf(country({ Antalya: { Alanya: ['Oba'] }, Boş: {} })));

  it('names its ancestors from the country down', () => {
    expect(index.search({ query: 'oba', limit: 1 })).toEqual([
      {
        level: 'district',
        id: 3,
        name: 'Oba',
        path: ['Türkiye', 'Antalya', 'Alanya'],
        ids: { country: 9, city: 1, county: 2, district: 3 },
        score: expect.any(Number),
      },
    ]);
  });

  it('has no ids below its level', () => {
    const [city] = index.search({ query: 'boş', limit: 1 });
    expect(city).toMatchObject({
      level: 'city',
      ids: { country: 9, city: 4, county: null, district: null },
    });
    const [found] = index.search({ query: 'Турция', limit: 5 });
    expect(found).toMatchObject({ level: 'country', name: 'Türkiye', path: [] });
  });

  it.each([0, -1, Number.NaN])('is never more than the limit: %s', (limit) => {
    expect(index.search({ query: 'a', limit })).toEqual([]);
  });
});
