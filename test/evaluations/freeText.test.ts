import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFreeText, type FreeText } from '../../src/evaluations/freeText.ts';

const read = (text: string) => readFreeText(text, { year: 2026 });
const nothing = { repeated: [], numbers: [] };

describe('a sentence about a property', () => {
  test.each<[string, Partial<FreeText>]>([
    [
      'Аланья 2+1 85 м² 145000 €',
      { place: 'Аланья', bedrooms: 2, area: 85, asking: { amount: 145_000, currency: 'EUR' } },
    ],
    [
      'Antalya Muratpaşa 3+1 120m2 4.500.000 TL 10 yaş 3. kat',
      {
        place: 'Antalya Muratpaşa',
        bedrooms: 3,
        area: 120,
        age: 10,
        floor: 3,
        asking: { amount: 4_500_000, currency: 'TRY' },
      },
    ],
    ['Berlin 85 sqm', { place: 'Berlin', area: 85 }],
    [
      '145 тыс. евро, Алания, 85,5 кв.м, 3/9 этаж, новостройка',
      {
        place: 'Алания',
        area: 85.5,
        floor: 3,
        age: 0,
        asking: { amount: 145_000, currency: 'EUR' },
      },
    ],
    [
      'Wohnung in Alanya, 85 qm, 3. Stock, Baujahr 2015, 1,2 Mio. Euro, Gasheizung',
      {
        place: 'Alanya',
        area: 85,
        floor: 3,
        age: 11,
        asking: { amount: 1_200_000, currency: 'EUR' },
        heating: { kind: 'gas', words: 'Gasheizung' },
      },
    ],
    [
      'appartement à Alanya 85 m² 3 pièces 2ème étage 145 000 €',
      {
        place: 'Alanya',
        area: 85,
        rooms: 3,
        floor: 2,
        asking: { amount: 145_000, currency: 'EUR' },
      },
    ],
    [
      '€145k Alanya 900 sq ft',
      { place: 'Alanya', area: 83.6, asking: { amount: 145_000, currency: 'EUR' } },
    ],
    ['Аланья студия 40 м в долларах', { place: 'Аланья', bedrooms: 0, area: 40, currency: 'USD' }],
    [
      'этаж 3 850 000 € Аланья',
      { place: 'Аланья', floor: 3, asking: { amount: 850_000, currency: 'EUR' } },
    ],
    ['Alanya 2+2 85 m2 5-10 лет', { place: 'Alanya', bedrooms: '2+2', area: 85, age: '5-10' }],
    [
      'Alanya 85 m2 £145000',
      { place: 'Alanya', area: 85, asking: { amount: 145_000, currency: 'GBP' } },
    ],
    [
      'Alanya 85 m2 145000 SEK',
      { place: 'Alanya', area: 85, asking: { amount: 145_000, currency: 'SEK' } },
    ],
    ['2к Аланья 60м 145к', { place: 'Аланья', rooms: 2, area: 60, asking: { amount: 145_000 } }],
  ])('is read: «%s»', (text, expected) => {
    expect(read(text)).toEqual({
      ...nothing,
      placeWithNumbers: expected.place,
      ...expected,
    });
  });

  test('a number without a unit is an asking price only where no area is so great', () => {
    expect(read('Alanya 85 145000')).toEqual({
      place: 'Alanya',
      placeWithNumbers: 'Alanya 85 145000',
      asking: { amount: 145_000 },
      numbers: [85],
      repeated: [],
    });
  });

  test('a number of a place’s name is at hand', () => {
    expect(read('19 Mayıs 85 m²')).toMatchObject({
      place: 'Mayıs',
      placeWithNumbers: '19 Mayıs',
      numbers: [19],
      area: 85,
    });
  });

  test('what is said twice, differently, is left out and told', () => {
    const said = read('Alanya 85 m² 100 m² 85 m²');
    expect(said.repeated).toEqual(['area']);
    expect(said.area).toBeUndefined();
    expect(read('Alanya 85 m² 85 м²')).toMatchObject({ area: 85, repeated: [] });
  });

  test.each([
    ['Аланья -5 м²', -5],
    ['Аланья 0 м²', 0],
    ['Аланья 1e9 м²', 1e9],
  ])('an impossible area is read as it is: «%s»', (text, area) => {
    expect(read(text).area).toBe(area);
  });

  test('a number in words stays among the words', () => {
    expect(read('Аланья восемьдесят метров')).toMatchObject({ place: 'Аланья восемьдесят метров' });
    expect(read('Аланья восемьдесят метров').area).toBeUndefined();
  });

  test.each(['Аланья', 'Antalya Muratpaşa', 'Konyaalti', 'Yeni Mahalle', 'Kaş', 'Çankaya', 'Of'])(
    'a place alone says nothing of a property: «%s»',
    (place) => {
      expect(read(place)).toEqual({ ...nothing, place, placeWithNumbers: place });
    },
  );
});

/** A whole number as people group it. */
const grouped = (number: number, separator: string) =>
  String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
const separator = fc.constantFrom('', ' ', '\u00a0', '\u202f', '.', ',', '’');
const areas = fc.integer({ min: 10, max: 999 });
const areaUnit = fc.constantFrom(
  'м²',
  'м2',
  'кв.м',
  'кв. м',
  'm²',
  'm2',
  'sqm',
  'qm',
  'metrekare',
  'м',
);
const currency = fc.constantFrom(
  ...([
    ['€', 'EUR'],
    ['евро', 'EUR'],
    ['EUR', 'EUR'],
    ['Euro', 'EUR'],
    ['TL', 'TRY'],
    ['₺', 'TRY'],
    ['лир', 'TRY'],
    ['dolar', 'USD'],
    ['USD', 'USD'],
    ['рублей', 'RUB'],
    ['₽', 'RUB'],
  ] as const),
);

describe('whatever the order', () => {
  const property = fc.record({
    area: areas,
    areaUnit,
    amount: fc.integer({ min: 10_001, max: 99_999_999 }),
    separator,
    currency,
    bedrooms: fc.integer({ min: 1, max: 9 }),
    floor: fc.integer({ min: 0, max: 60 }),
    floorWord: fc.constantFrom(
      'этаж',
      '-й этаж',
      'й этаж',
      '. kat',
      'th floor',
      '. Stock',
      'e étage',
    ),
    age: fc.integer({ min: 0, max: 99 }),
    ageWord: fc.constantFrom('лет', 'years old', 'Jahre', 'ans', 'yaşında', 'yaş'),
    place: fc.constantFrom('Аланья', 'Antalya Muratpaşa', 'Kadıköy', 'Alanya Mahmutlar'),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
    glue: fc.constantFrom(', ', '; ', ' - ', '\n'),
  });

  test('the same is understood', () => {
    fc.assert(
      fc.property(property, (one) => {
        const parts = [
          one.place,
          `${one.area} ${one.areaUnit}`,
          `${grouped(one.amount, one.separator)} ${one.currency[0]}`,
          `${one.bedrooms}+1`,
          `${one.floor}${/^\p{L}{3}/u.test(one.floorWord) ? ' ' : ''}${one.floorWord}`,
          `${one.age} ${one.ageWord}`,
        ];
        expect(read(one.order.map((at) => parts[at]).join(one.glue))).toEqual({
          ...nothing,
          place: one.place,
          placeWithNumbers: one.place,
          area: one.area,
          asking: { amount: one.amount, currency: one.currency[1] },
          bedrooms: one.bedrooms,
          floor: one.floor,
          age: one.age,
        });
      }),
      { numRuns: 400 },
    );
  });
});

test('no text breaks it, takes long, or gives anything but finite numbers', () => {
  const pieces = fc.constantFrom(
    '85',
    ' ',
    'м²',
    '€',
    '.',
    ',',
    '-',
    '+',
    'к',
    'млн',
    'kat',
    '/',
    '9',
    'лет',
    'e9',
    'ı',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.array(pieces).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      const { area, floor, age, bedrooms, asking, numbers } = read(given);
      for (const number of [area, floor, age, bedrooms, asking?.amount, ...numbers]) {
        expect(typeof number !== 'number' || Number.isFinite(number)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
  const before = performance.now();
  read('1 000 '.repeat(1_000) + '9'.repeat(10_000) + ' м'.repeat(10_000));
  expect(performance.now() - before).toBeLessThan(100);
});
