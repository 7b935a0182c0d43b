import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import { marketDataset, marketOwning, type MarketDocument } from '../../src/datasets/market.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

const soon = () => AbortSignal.timeout(10_000);
const now = () => Date.UTC(2026, 10, 23);
const tables = [
  'general_data',
  'house_type_data',
  'floor_segment_data',
  'age_data',
  'heating_data',
  'property_trends',
];

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
beforeEach(() => supabase.sql(`truncate ${tables.join(', ')}, country_settings, locations`));

const load = (over: Partial<Database> = {}) =>
  marketDataset({
    database: { ...database, ...over },
    countryId: 5,
    ttlMs: 1,
    now,
  }).load(soon());

async function documents(): Promise<Record<string, MarketDocument>> {
  const loaded = await load();
  expect(loaded.findings).toEqual([]);
  expect(loaded.rows).toBe(loaded.expectedRows);
  return Object.fromEntries((await loaded.build()).documents) as Record<string, MarketDocument>;
}

test('rows of places the catalogue does not have are kept, and counted', async () => {
  await supabase.sql(
    `insert into locations (country_id, city_id, county_id, district_id)
     values (5, 7, 20, 300), (5, 8, null, null), (6, 9, 21, 301)`,
  );
  await supabase.sql(
    `insert into general_data (country_id, city_id, county_id, district_id, trend_date, unit_price_for_sale)
     select 5, city, county, district, '2026-11-01', 1000
     from (values (null, null, null), (7, null, null), (8, null, null), (9, null, null), (7, 20, null), (7, 21, null),
       (7, 20, 300), (7, 20, 301)) as place (city, county, district)`,
  );
  await supabase.sql(
    `insert into property_trends (country_id, city_id, property_year, property_month, unit_price_for_sale)
     values (5, 9, 2026, 10, 900), (5, 9, 2026, 9, 800)`,
  );
  const loaded = await load();
  expect(loaded.notes).toContainEqual({
    rule: 'unknown-place',
    message: expect.stringMatching(
      /^случаев 5, например: (?:city 9|county 21|district 301)$/,
    ) as string,
  });
  expect([...(await loaded.build()).documents.keys()]).toContain(
    '/api/countries/5/cities/9/market',
  );
});

describe('the market of a country', () => {
  test('has a document for each place with figures of its own', async () => {
    await supabase.sql(
      `insert into country_settings (country_id, currency) values (5, 'TRY'), (6, 'EUR')`,
    );
    await supabase.sql(
      `insert into general_data (country_id, city_id, county_id, district_id, trend_date, unit_price_for_sale,
         min_unit_price_for_sale, max_unit_price_for_sale, comparable_area_for_sale, count_for_sale,
         listing_period_for_sale, unit_price_for_rent, count_for_rent, yield)
       values (5, 7, 20, null, '2026-11-01', 45000.5, 30000, 60000, 110, 80, 64, 210, 12, 0.056),
         (6, 7, 20, null, '2026-11-01', 1, null, null, null, null, null, null, null, null)`,
    );
    await supabase.sql(
      `insert into house_type_data (country_id, city_id, county_id, listing_type, trend_date, unit_price_for_sale, demo)
       values (5, 7, 20, '10+1', '2026-11-01', 39000, false), (5, 7, 20, '2+1', '2026-11-01', 47000, true)`,
    );
    await supabase.sql(
      `insert into property_trends (country_id, city_id, property_year, property_month, unit_price_for_sale, count_for_sale)
       values (5, 7, 2026, 10, 44000, 5), (5, 7, 2026, 8, 42000, 4)`,
    );
    const none = { min: null, max: null, area: null, count: null, listingPeriod: null };
    const without = { age: [], floor: [], heating: [] };
    const later = { asOf: '2026-11-01', rent: null, yield: null };
    expect(await documents()).toEqual({
      '/api/countries/5/market': {
        level: 'country',
        id: 5,
        currency: 'TRY',
        demo: false,
        general: null,
        segments: { bedrooms: [], ...without },
        trend: null,
      },
      '/api/countries/5/cities/7/market': {
        level: 'city',
        id: 7,
        currency: 'TRY',
        demo: false,
        general: null,
        segments: { bedrooms: [], ...without },
        trend: {
          from: '2026-08',
          salePrice: [42000, null, 44000],
          rentPrice: [null, null, null],
          yield: [null, null, null],
          saleCount: [4, null, 5],
        },
      },
      '/api/countries/5/counties/20/market': {
        level: 'county',
        id: 20,
        currency: 'TRY',
        demo: true,
        general: {
          asOf: '2026-11-01',
          sale: { price: 45000.5, min: 30000, max: 60000, area: 110, count: 80, listingPeriod: 64 },
          rent: { price: 210, ...none, count: 12 },
          yield: 0.056,
        },
        segments: {
          bedrooms: [
            { segment: '2+1', sale: { price: 47000, ...none }, ...later },
            { segment: '10+1', sale: { price: 39000, ...none }, ...later },
          ],
          ...without,
        },
        trend: null,
      },
    });
  });

  test('is empty, and accepted, where nothing is known', async () => {
    expect(Object.keys(await documents())).toEqual(['/api/countries/5/market']);
  });

  test('is read from tables that keep everything as text', async () => {
    await supabase.sql('alter table general_data alter column unit_price_for_sale type text');
    await supabase.sql('alter table general_data alter column trend_date type text');
    await supabase.sql('alter table general_data alter column country_id type text');
    try {
      await supabase.sql(
        `insert into general_data (country_id, city_id, trend_date, unit_price_for_sale)
         values ('5', 1, '01.11.2026', '45.000,5')`,
      );
      const { general } = (await documents())['/api/countries/5/cities/1/market']!;
      expect(general).toMatchObject({ asOf: '2026-11-01', sale: { price: 45_000.5 } });
    } finally {
      await supabase.sql('truncate general_data');
      await supabase.sql(
        'alter table general_data alter column unit_price_for_sale type numeric using null',
      );
      await supabase.sql('alter table general_data alter column trend_date type date using null');
      await supabase.sql('alter table general_data alter column country_id type bigint using null');
    }
  });

  test('reads numbers that are none as absent, with the rule and how often', async () => {
    await supabase.sql(
      'insert into locations (country_id, city_id) select 5, generate_series(1, 5)',
    );
    await supabase.sql(
      `insert into general_data (country_id, city_id, trend_date, unit_price_for_sale, count_for_sale)
       values (5, 1, '2026-11-01', 'NaN', 3), (5, 2, '2026-11-01', 0, 3), (5, 3, '2026-11-01', 5, -3),
         (5, 4, '2026-11-01', 6, 3), (5, 5, '2026-11-01', 6, 3), (5, 5, '2026-11-01', 6, 3)`,
    );
    const loaded = await load();
    expect(loaded.findings).toEqual([]);
    expect(loaded.notes).toEqual([
      { rule: 'not-a-number', message: 'случаев 1, например: NaN' },
      { rule: 'no-price', message: 'случаев 2' },
      { rule: 'not-positive', message: 'случаев 1, например: 0' },
      { rule: 'negative-count', message: 'случаев 1, например: -3' },
      { rule: 'duplicate', message: 'случаев 1' },
    ]);
  });

  test('is refused when most of its rows cannot be used', async () => {
    await supabase.sql(
      `insert into general_data (country_id, city_id, unit_price_for_sale) values (5, 1, 0), (5, 2, 0), (5, 3, 1)`,
    );
    const [finding, ...others] = (await load()).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'unusable-rows' });
    expect(finding?.message).toContain('2 строк из 3');
    expect(finding?.message).toContain('no-price');
  });

  test('is taken in pieces, all of them', async () => {
    await supabase.sql(
      'insert into locations (country_id, city_id) select 5, generate_series(0, 749)',
    );
    await supabase.sql(
      `insert into property_trends (country_id, city_id, property_year, property_month, unit_price_for_sale)
       select 5, number / 60, 2021 + number % 60 / 12, number % 12 + 1, 100 + number from generate_series(0, 44999) as number`,
    );
    const loaded = await load();
    expect([loaded.rows, loaded.expectedRows]).toEqual([45_000, 45_000]);
    const { documents: built } = await loaded.build();
    expect(built.size).toBe(751);
    const { trend } = built.get('/api/countries/5/cities/749/market') as MarketDocument;
    expect(trend?.salePrice).toHaveLength(60);
    expect(loaded.notes).toEqual([]);
  });

  test('is taken anew when prices changed between the tables', async () => {
    await supabase.sql(
      `insert into general_data (country_id, trend_date, unit_price_for_sale)
       values (5, '2026-11-01', 100), (5, '2026-11-01', 100)`,
    );
    let changes = 1;
    const loaded = await load({
      async call(name, parameters, signal) {
        const answer = await database.call(name, parameters, signal);
        if (parameters['p_table'] === 'age_data' && changes-- > 0) {
          await supabase.sql('update general_data set unit_price_for_sale = 200');
        }
        return answer;
      },
    });
    expect(loaded).toMatchObject({ rows: 2, expectedRows: 2 });
    expect(loaded.notes).toEqual([{ rule: 'duplicate', message: 'случаев 1' }]);
    const { documents: built } = await loaded.build();
    expect(built.get('/api/countries/5/market')).toMatchObject({
      general: { sale: { price: 200 } },
    });
  });

  test('says when fewer rows came than the database counts', async () => {
    const loaded = await load({
      call: async (name, parameters, signal) =>
        name === 'market_counts' ? { general_data: 4 } : database.call(name, parameters, signal),
    });
    expect(loaded).toMatchObject({ rows: 0, expectedRows: 4 });
  });

  test('names the migration to apply where a table is missing', async () => {
    await supabase.sql('alter table heating_data rename to heating_data_away');
    try {
      await expect(load()).rejects.toThrow(/миграции по supabase\/migrations\/\d+_\w+\.sql/);
    } finally {
      await supabase.sql('alter table heating_data_away rename to heating_data');
    }
  });

  test('owns the paths of its documents and no others', () => {
    for (const path of ['market', 'cities/7/market', 'counties/7/market', 'districts/7/market']) {
      expect(marketOwning(`/api/countries/5/${path}`)).toBe('market/5');
    }
    for (const path of ['05/market', '5/market/', '5/towns/7/market', '5/cities/market', '5']) {
      expect(marketOwning(`/api/countries/${path}`)).toBeUndefined();
    }
  });

  test('tells its rows apart by place, attribute and segment', async () => {
    await supabase.sql(`insert into general_data (country_id, unit_price_for_sale) values (5, 1)`);
    await supabase.sql(
      `insert into age_data (country_id, listing_type, unit_price_for_sale) values (5, '0', 1)`,
    );
    await supabase.sql(
      `insert into property_trends (country_id, property_year, property_month, unit_price_for_sale) values (5, 2026, 1, 1)`,
    );
    const [path, body] = Object.entries(await documents())[0]!;
    const rows = marketDataset({ database, countryId: 5, ttlMs: 1 }).rowsOf(path, body);
    expect([...rows].map(([identity]) => identity)).toEqual([
      `${path}#general`,
      `${path}#age/0`,
      `${path}#trend`,
    ]);
  });
});
