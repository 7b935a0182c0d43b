import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packContent, sealSnapshot, type Snapshot } from '../../src/cache/snapshot.ts';
import { catalogDataset, catalogOwning } from '../../src/datasets/catalog.ts';
import { countriesIn, createDatasetCatalogue } from '../../src/datasets/catalogue.ts';
import { countriesDataset } from '../../src/datasets/countries.ts';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

const soon = () => AbortSignal.timeout(10_000);

let supabase: EmbeddedSupabase;
let database: Database;

beforeAll(async () => {
  supabase = await startTestSupabase();
  database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
});
afterAll(() => supabase.stop());
beforeEach(async () => {
  await supabase.sql('delete from locations');
  await supabase.sql('delete from country_settings');
});

type Leaf = [
  city: number | null,
  cityName: string | null,
  county?: number | null,
  countyName?: string | null,
  district?: number | null,
  districtName?: string | null,
];

async function insert(countryId: number, countryName: string, leaves: Leaf[]): Promise<void> {
  for (const leaf of leaves) {
    const values = [...leaf, ...Array.from({ length: 6 - leaf.length }, () => null)];
    await supabase.sql(
      `insert into locations (country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [countryId, countryName, ...values],
    );
  }
}

async function documentsOf(countryId: number): Promise<Map<string, unknown>> {
  const loaded = await catalogDataset(database, countryId, 1).load(soon());
  expect(loaded.findings).toEqual([]);
  expect(loaded.rows).toBe(loaded.expectedRows);
  return (await loaded.build()).documents;
}

describe('the catalogue of a country', () => {
  test('has a document for every list, also for empty ones', async () => {
    await insert(5, 'Land', [
      [1, 'Bare city'],
      [2, 'City', 20, 'Bare county'],
      [2, 'City', 21, 'County', 210, 'District'],
    ]);
    expect(Object.fromEntries(await documentsOf(5))).toEqual({
      '/api/countries/5/cities': {
        cities: [
          { id: 1, name: 'Bare city', countyCount: 0 },
          { id: 2, name: 'City', countyCount: 2 },
        ],
      },
      '/api/countries/5/cities/1/counties': { counties: [] },
      '/api/countries/5/cities/2/counties': {
        counties: [
          { id: 20, name: 'Bare county', districtCount: 0 },
          { id: 21, name: 'County', districtCount: 1 },
        ],
      },
      '/api/countries/5/counties/20/districts': { districts: [] },
      '/api/countries/5/counties/21/districts': { districts: [{ id: 210, name: 'District' }] },
    });
  });

  test('counts exact duplicates as rows but shows them once', async () => {
    await insert(5, 'Land', [
      [1, 'City', 10, 'County', 100, 'District'],
      [1, 'City', 10, 'County', 100, 'District'],
      [1, 'City', null, null, null, null],
    ]);
    const loaded = await catalogDataset(database, 5, 1).load(soon());
    expect(loaded.rows).toBe(3);
    const documents = (await loaded.build()).documents;
    expect(documents.get('/api/countries/5/counties/10/districts')).toEqual({
      districts: [{ id: 100, name: 'District' }],
    });
  });

  test('more rows than one REST answer may have are all there', async () => {
    await supabase.sql(
      `insert into locations (country_id, country_name, city_id, city_name)
       select 5, 'Land', number, 'City ' || number from generate_series(1, 2500) as number`,
    );
    const { cities } = (await documentsOf(5)).get('/api/countries/5/cities') as {
      cities: unknown[];
    };
    expect(cities).toHaveLength(2_500);
  });

  test('names what is wrong with its rows', async () => {
    await insert(5, 'Land', [
      [1, 'City', null, null, 100, 'Orphan'],
      [2, null],
      [3, 'Here', 30, 'County'],
      [4, 'There', 30, 'County'],
    ]);
    const { findings } = await catalogDataset(database, 5, 1).load(soon());
    expect(findings.map(({ rule }) => rule).sort()).toEqual([
      'names-present',
      'parents-present',
      'unique-ids',
    ]);
    expect(findings.find(({ rule }) => rule === 'parents-present')?.message).toContain('Orphan');
  });

  test('is loaded again when the country changed between the count and the rows', async () => {
    await insert(5, 'Land', [[1, 'First']]);
    let changes = 1;
    const changing: Database = {
      ...database,
      async count(...question) {
        const counted = await database.count(...question);
        if (changes-- > 0) await insert(5, 'Land', [[2, 'Second']]);
        return counted;
      },
    };
    const loaded = await catalogDataset(changing, 5, 1).load(soon());
    expect(loaded).toMatchObject({ rows: 2, expectedRows: 2 });
  });

  test('is taken in pieces, anew when the country changed between them', async () => {
    const leaf = (city: number) => [city, `City ${city}`, null, null, null, null, 1];
    const pieces = [
      { revision: 1, rows: [leaf(1)], next: [1, null, null] },
      { revision: 2, rows: [leaf(2)], next: null },
      { revision: 2, rows: [leaf(1)], next: [1, null, null] },
      { revision: 2, rows: [leaf(2)], next: null },
    ];
    const afters: unknown[] = [];
    const changing: Database = {
      ...database,
      count: async () => 2,
      async call(_name, { p_after: after }) {
        afters.push(after);
        return pieces.shift();
      },
    };
    const loaded = await catalogDataset(changing, 5, 1).load(soon());
    expect(loaded).toMatchObject({ rows: 2, expectedRows: 2, source: 'revision 2' });
    expect(afters).toEqual([null, [1, null, null], null, [1, null, null]]);
  });

  test('says when fewer rows came than the database counts', async () => {
    await insert(5, 'Land', [[1, 'First']]);
    const miscounting: Database = { ...database, count: async () => 4 };
    const loaded = await catalogDataset(miscounting, 5, 1).load(soon());
    expect(loaded).toMatchObject({ rows: 1, expectedRows: 4 });
  });

  test('owns the paths of its lists and no others', () => {
    expect(catalogOwning('/api/countries/5/cities')).toBe('catalog/5');
    expect(catalogOwning('/api/countries/5/cities/7/counties')).toBe('catalog/5');
    expect(catalogOwning('/api/countries/5/counties/7/districts')).toBe('catalog/5');
    for (const other of [
      '/api/countries/05/cities',
      '/api/countries/-1/cities',
      '/api/countries/5/cities/',
      '/api/countries/5',
    ]) {
      expect(catalogOwning(other)).toBeUndefined();
    }
  });
});

describe('the list of countries', () => {
  const snapshotOf = async (): Promise<Snapshot> => {
    const loaded = await countriesDataset(database, 1).load(soon());
    expect(loaded.findings).toEqual([]);
    const header = {
      dataset: 'countries',
      version: 'v',
      rows: loaded.rows,
      builtAt: 0,
      source: '',
    };
    return sealSnapshot(await packContent(await loaded.build()), header);
  };

  test('shows enabled countries with data to everybody and all to admins', async () => {
    await insert(5, 'Open', [[1, 'City']]);
    await insert(6, 'Closed', [[1, 'City']]);
    await supabase.sql(
      `insert into country_settings (country_id, country_name, is_enabled, iso2, currency)
       values (5, 'Open', true, 'DE', 'EUR'), (6, 'Closed', false, null, null), (7, 'Empty', true, 'FR', 'EUR')`,
    );
    const root = await snapshotOf();
    expect(root.body('/api/countries')).toEqual({
      countries: [
        {
          id: 5,
          name: 'Open',
          names: {
            ru: 'Германия',
            en: 'Germany',
            de: 'Deutschland',
            fr: 'Allemagne',
            tr: 'Almanya',
          },
          iso2: 'DE',
          currency: 'EUR',
          cityCount: 1,
        },
      ],
    });
    const seen = countriesIn(root).map(({ id, enabled, rows }) => ({ id, enabled, rows }));
    expect(seen).toEqual([
      { id: 5, enabled: true, rows: 1 },
      { id: 6, enabled: false, rows: 1 },
      { id: 7, enabled: true, rows: 0 },
    ]);
    const catalogue = createDatasetCatalogue({ database, ttlMs: 1, marketTtlMs: 1 });
    expect(catalogue.idsIn(root)).toEqual([
      'catalog/5',
      'catalog/6',
      'rates',
      'market/5',
      'market/6',
    ]);
  });

  test('takes the table name in every language where there is no code', async () => {
    await insert(9, 'Nowhere', [[1, 'City']]);
    const [country] = countriesIn(await snapshotOf());
    expect(country).toMatchObject({
      name: 'Nowhere',
      enabled: true,
      names: { ru: 'Nowhere', tr: 'Nowhere' },
    });
  });

  test('refuses a country without a name', async () => {
    await insert(9, ' ', [[1, 'City']]);
    const { findings } = await countriesDataset(database, 1).load(soon());
    expect(findings).toEqual([{ rule: 'names-present', message: 'страны без названия: 9' }]);
  });
});
