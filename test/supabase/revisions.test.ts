import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

let supabase: EmbeddedSupabase;

beforeAll(async () => {
  supabase = await startTestSupabase();
});
afterAll(() => supabase.stop());
beforeEach(async () => {
  await supabase.sql('truncate locations, country_settings');
  await supabase.sql('delete from country_revisions');
  await supabase.sql(
    `insert into locations (country_id, city_id, city_name) values (1, 1, 'A'), (2, 1, 'B'), (3, 1, 'C')`,
  );
  await supabase.sql('insert into country_settings (country_id) values (1), (2), (3)');
});

async function revisions(): Promise<Map<number, number>> {
  const { data } = await createClient(supabase.url, supabase.anonKey).rpc('country_revisions_all');
  const list = data as { countryId: number; revision: number }[];
  return new Map(list.map(({ countryId, revision }) => [countryId, revision]));
}

async function countriesMovedBy(statement: string): Promise<number[]> {
  const before = await revisions();
  await supabase.sql(statement);
  const after = await revisions();
  for (const [id, revision] of before) expect(after.get(id)).toBeGreaterThanOrEqual(revision);
  return [...after].filter(([id, revision]) => before.get(id) !== revision).map(([id]) => id);
}

describe('a country revision moves for the touched countries only, when', () => {
  test.each([
    ['a location is added', `insert into locations (country_id, city_id) values (2, 7)`, [2]],
    ['a location of a new country is added', `insert into locations (country_id) values (9)`, [9]],
    [
      'locations are added to two',
      `insert into locations (country_id) values (1), (3), (1)`,
      [1, 3],
    ],
    ['a location changes', `update locations set city_name = 'X' where country_id = 2`, [2]],
    [
      'a location moves between countries',
      `update locations set country_id = 3 where country_id = 1`,
      [1, 3],
    ],
    ['a location disappears', `delete from locations where country_id = 3`, [3]],
    ['all locations are truncated', `truncate locations`, [1, 2, 3]],
    ['settings are added', `insert into country_settings (country_id) values (8)`, [8]],
    ['settings change', `update country_settings set is_enabled = false where country_id = 1`, [1]],
    ['settings disappear', `delete from country_settings where country_id = 2`, [2]],
    ['all settings are truncated', `truncate country_settings`, [1, 2, 3]],
    ['a row without a country is added', `insert into locations (city_id) values (1)`, []],
    ['nothing matches', `update locations set city_name = 'X' where country_id = 77`, []],
  ])('%s', async (_, statement, countries) => {
    expect(await countriesMovedBy(statement)).toEqual(countries);
  });
});

describe('a dataset revision moves for the touched datasets only, when', () => {
  const market = async () => {
    const { data } = await createClient(supabase.url, supabase.anonKey).rpc(
      'dataset_revisions_all',
    );
    const list = data as { dataset: string; revision: number }[];
    return new Map(list.map(({ dataset, revision }) => [dataset, revision]));
  };

  beforeEach(async () => {
    await supabase.sql('truncate general_data, property_trends, currency');
    await supabase.sql('delete from dataset_revisions');
    await supabase.sql('insert into general_data (country_id) values (1), (2), (3)');
    await supabase.sql('insert into currency (usd) values (1)');
  });

  test.each([
    ['a price is added', `insert into general_data (country_id) values (2)`, ['market/2']],
    [
      'a month is added',
      `insert into property_trends (country_id) values (2), (9)`,
      ['market/2', 'market/9'],
    ],
    ['a price changes', `update general_data set yield = 1 where country_id = 3`, ['market/3']],
    [
      'a price moves',
      `update general_data set country_id = 3 where country_id = 1`,
      ['market/1', 'market/3'],
    ],
    ['a price disappears', `delete from general_data where country_id = 1`, ['market/1']],
    ['all are truncated', `truncate general_data`, ['market/1', 'market/2', 'market/3']],
    ['a rate is added', `insert into currency (usd) values (2)`, ['rates']],
    ['a rate changes', `update currency set usd = 3`, ['rates']],
    ['a rate disappears', `delete from currency`, ['rates']],
    ['rates are truncated', `truncate currency`, ['rates']],
    ['a row without a country is added', `insert into general_data (city_id) values (1)`, []],
  ])('%s', async (_, statement, datasets) => {
    const [before, countries] = [await market(), await revisions()];
    await supabase.sql(statement);
    const after = await market();
    const moved = [...after].filter(([name, revision]) => (before.get(name) ?? 0) < revision);
    expect(moved.map(([name]) => name)).toEqual(datasets);
    expect(await revisions()).toEqual(countries);
  });
});

test.each([
  ['set', `update country_settings set currency = 'TRY' where country_id = 2`, ['market/2']],
  ['added', `insert into country_settings (country_id, currency) values (9, 'EUR')`, ['market/9']],
  ['removed', `delete from country_settings where country_id = 2`, ['market/2']],
  ['truncated', `truncate country_settings`, ['market/1', 'market/2']],
  ['left as it was', `update country_settings set is_enabled = false`, []],
])(
  "a market's revision moves when its country's currency is %s",
  async (_, statement, datasets) => {
    await supabase.sql(`delete from dataset_revisions`);
    await supabase.sql('insert into general_data (country_id) values (1), (2)');
    await supabase.sql(`update country_settings set currency = 'USD' where country_id = 2`);
    const all = async () => {
      const { data } = await createClient(supabase.url, supabase.anonKey).rpc('revisions_all');
      return Object.entries(data as Record<string, number>);
    };
    const before = new Map(await all());
    await supabase.sql(statement);
    const moved = (await all()).filter(([id, revision]) => before.get(id) !== revision);
    expect(moved.map(([id]) => id).filter((id) => id.startsWith('market/'))).toEqual(datasets);
  },
);

test('one question tells the revision of every dataset', async () => {
  await supabase.sql('delete from dataset_revisions');
  await supabase.sql('insert into currency (usd) values (1)');
  await supabase.sql('insert into general_data (country_id) values (2)');
  const { data } = await createClient(supabase.url, supabase.anonKey).rpc('revisions_all');
  const countries = await revisions();
  expect(data).toEqual({
    countries: Math.max(...countries.values()),
    'catalog/1': countries.get(1),
    'catalog/2': countries.get(2),
    'catalog/3': countries.get(3),
    'market/2': expect.any(Number) as number,
    rates: expect.any(Number) as number,
  });
});

test('a load carries the revision of the rows it read', async () => {
  const anonymous = createClient(supabase.url, supabase.anonKey);
  const { data } = await anonymous.rpc('catalog_locations', { p_country_id: 2 });
  expect((data as { revision: number }).revision).toBe((await revisions()).get(2));
});
