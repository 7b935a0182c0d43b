import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogTree, copiesOf, type City, type RawRow } from '../../src/datasets/catalogRows.ts';
import { atOnce } from '../support/atOnce.ts';

type Raw = RawRow;

const treeOf = (...rows: Raw[]) => atOnce(catalogTree(rows));
const rulesOf = (...rows: Raw[]) => treeOf(...rows).findings.map(({ rule }) => rule);

const KONYAALTI: Raw = [7, 'Antalya', 71, 'Konyaaltı', 711, 'Hurma', 1];

describe('the tree of a country', () => {
  test('has cities, counties and districts in the order of their names', () => {
    const { cities, findings } = treeOf(
      KONYAALTI,
      [7, 'Antalya', 72, 'Çankaya', null, null, 1],
      [7, 'Antalya', 73, 'Demre', 731, 'Üçağız 10', 1],
      [7, 'Antalya', 73, 'Demre', 732, 'Üçağız 9', 1],
      [1, 'Adana', null, null, null, null, 1],
    );
    expect(findings).toEqual([]);
    expect(cities).toEqual([
      { id: 1, name: 'Adana', counties: [] },
      {
        id: 7,
        name: 'Antalya',
        counties: [
          { id: 72, name: 'Çankaya', districts: [] },
          {
            id: 73,
            name: 'Demre',
            districts: [
              { id: 732, name: 'Üçağız 9' },
              { id: 731, name: 'Üçağız 10' },
            ],
          },
          { id: 71, name: 'Konyaaltı', districts: [{ id: 711, name: 'Hurma' }] },
        ],
      },
    ]);
  });

  test('is empty without rows', () => {
    expect(treeOf()).toEqual({ cities: [], findings: [] });
  });

  test('takes duplicates, and rows that stop at a higher level, as normal', () => {
    const once = treeOf(KONYAALTI);
    const higher: Raw = [7, 'Antalya', null, null, null, null, 4];
    expect(treeOf(KONYAALTI, KONYAALTI, higher)).toEqual(once);
    expect(copiesOf(higher)).toBe(4);
  });

  test('understands ids that are text', () => {
    expect(treeOf(['7', 'Antalya', '71', 'Konyaaltı', '711', 'Hurma', '1'])).toEqual(
      treeOf(KONYAALTI),
    );
  });

  test('trims names and closes gaps in them', () => {
    expect(treeOf([7, ' Antalya\t', 71, 'Konyaaltı', 711, 'Yeni \n Mahalle', 1])).toMatchObject({
      cities: [{ name: 'Antalya', counties: [{ districts: [{ name: 'Yeni Mahalle' }] }] }],
    });
  });

  test('takes a missing name from another row of the same place, before or after', () => {
    const nameless: Raw = [7, null, 71, '  ', 711, '', 1];
    expect(treeOf(nameless, KONYAALTI)).toEqual(treeOf(KONYAALTI));
    expect(treeOf(KONYAALTI, nameless)).toEqual(treeOf(KONYAALTI));
  });
});

describe('rows that cannot be understood become findings', () => {
  test.each<[string, Raw[], string[]]>([
    ['a name without an id', [[null, 'Antalya', null, null, null, null, 1]], ['ids-present']],
    ['an id that is no number', [['x7', 'Antalya', null, null, null, null, 1]], ['ids-present']],
    ['an id that is no whole number', [[7.5, 'A', null, null, null, null, 1]], ['ids-present']],
    [
      'an id beyond all numbers',
      [['9007199254740993', 'A', null, null, null, null, 1]],
      ['ids-present'],
    ],
    ['a place without a name', [[7, null, null, null, null, null, 1]], ['names-present']],
    [
      'a county without a city',
      [[null, null, 71, 'Konyaaltı', null, null, 1]],
      ['parents-present'],
    ],
    [
      'a district without a county',
      [[7, 'Antalya', null, null, 711, 'Hurma', 1]],
      ['parents-present'],
    ],
    ['two names for one id', [KONYAALTI, [7, 'Adana', null, null, null, null, 1]], ['unique-ids']],
    [
      'two parents for one id',
      [KONYAALTI, [7, 'Antalya', 72, 'Demre', 711, 'Hurma', 1]],
      ['unique-ids'],
    ],
  ])('%s', (_, rows, rules) => {
    expect(rulesOf(...rows)).toEqual(rules);
  });

  test('rows that are null altogether are no finding and no place', () => {
    expect(treeOf([null, null, null, null, null, null, 1])).toEqual({ cities: [], findings: [] });
  });

  test('a finding counts all and shows five', () => {
    const rows = Array.from({ length: 12 }, (_, index): Raw => [
      index + 1,
      null,
      null,
      null,
      null,
      null,
      1,
    ]);
    const [finding] = treeOf(...rows).findings;
    expect(finding?.message).toBe(
      'нарушений 12, например: город 1; город 2; город 3; город 4; город 5',
    );
  });
});

describe('any valid tree', () => {
  const name = fc.stringMatching(/^[A-Za-zÇĞİÖŞÜçğıöşü]{1,12}( [0-9]{1,3})?$/);
  const shape = fc.array(
    fc.tuple(name, fc.array(fc.tuple(name, fc.array(name, { maxLength: 4 })), { maxLength: 4 })),
    {
      maxLength: 6,
    },
  );

  /** Gives each place an id of its own within its level. */
  function number(cities: [string, [string, string[]][]][]): City[] {
    let county = 0;
    let district = 0;
    return cities.map(([city, counties], index) => ({
      id: index + 1,
      name: city,
      counties: counties.map(([countyName, districts]) => ({
        id: (county += 1),
        name: countyName,
        districts: districts.map((districtName) => ({ id: (district += 1), name: districtName })),
      })),
    }));
  }

  function* rowsOf(cities: City[]): Iterable<Raw> {
    for (const city of cities) {
      if (city.counties.length === 0) yield [city.id, city.name, null, null, null, null, 1];
      for (const { id, name, districts } of city.counties) {
        const above = [city.id, city.name, id, name] as const;
        if (districts.length === 0) yield [...above, null, null, 1];
        for (const district of districts) yield [...above, String(district.id), district.name, 1];
      }
    }
  }

  const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;

  /** The tree with everything in the order of ids. */
  const normal = (cities: City[]): City[] =>
    cities.toSorted(byId).map(({ id, name, counties }) => ({
      id,
      name,
      counties: counties.toSorted(byId).map((county) => ({
        id: county.id,
        name: county.name,
        districts: county.districts.toSorted(byId),
      })),
    }));

  test('comes back from its rows, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(
        shape.map(number).chain((cities) => {
          const rows = [...rowsOf(cities)];
          const some = fc.subarray(rows);
          const all = some.chain((again) =>
            fc.shuffledSubarray([...rows, ...again], { minLength: rows.length + again.length }),
          );
          return fc.tuple(fc.constant(cities), all);
        }),
        ([cities, rows]) => {
          const tree = treeOf(...rows);
          expect(tree.findings).toEqual([]);
          expect(normal(tree.cities)).toEqual(normal(cities));
        },
      ),
      { numRuns: 300 },
    );
  });
});
