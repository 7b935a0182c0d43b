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

test('a load carries the revision of the rows it read', async () => {
  const anonymous = createClient(supabase.url, supabase.anonKey);
  const { data } = await anonymous.rpc('catalog_locations', { p_country_id: 2 });
  expect((data as { revision: number }).revision).toBe((await revisions()).get(2));
});
