import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAndPack, sealLoad } from '../../src/cache/loading.ts';
import { catalogDataset } from '../../src/datasets/catalog.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

type Leaf = [number, string, number | null, string | null, number | null, string | null, number];
interface Page {
  revision: number;
  rows: Leaf[];
  next: (number | null)[] | null;
}

let supabase: EmbeddedSupabase;
const anonymous = () => createClient(supabase.url, supabase.anonKey);

beforeAll(async () => {
  supabase = await startTestSupabase({ content: 'catalogue' });
});
afterAll(() => supabase.stop());

async function loadPage(countryId: number, limit?: number, after?: Page['next']): Promise<Page> {
  const { data, error } = await anonymous().rpc('catalog_locations', {
    p_country_id: countryId,
    p_after: after ?? null,
    ...(limit === undefined ? {} : { p_limit: limit }),
  });
  expect(error).toBeNull();
  return data as Page;
}

async function loadPages(countryId: number, limit: number): Promise<Page[]> {
  const pages: Page[] = [];
  let after: Page['next'] = null;
  do {
    const page = await loadPage(countryId, limit, after);
    pages.push(page);
    after = page.next;
  } while (after);
  return pages;
}

const idsOf = ([city, , county, , district]: Leaf) => JSON.stringify([city, county, district]);
const copiesOf = (rows: Leaf[]) => rows.reduce((sum, leaf) => sum + leaf[6], 0);

describe('the seeded catalogue', () => {
  test('holds Türkiye whole: 81 provinces, 973 counties, 73,305 neighbourhoods', async () => {
    const [counts] = await supabase.sql(`
      select count(*)::int as leaves, count(distinct city_id)::int as cities,
        count(distinct county_id)::int as counties, count(distinct district_id)::int as districts
      from locations where country_id = 1`);
    expect(counts).toEqual({ leaves: 73_305, cities: 81, counties: 973, districts: 73_305 });
  });

  test('gives Antalya its plate code and 19 counties', async () => {
    const rows = await supabase.sql(
      `select city_name, count(distinct county_id)::int as counties from locations
       where country_id = 1 and city_id = 7 group by city_name`,
    );
    expect(rows).toEqual([{ city_name: 'Antalya', counties: 19 }]);
  });

  test('gives Montenegro a city without counties and a county without districts', async () => {
    const { rows } = await loadPage(2);
    expect(rows).toContainEqual([6, 'Šavnik', null, null, null, null, 1]);
    expect(rows).toContainEqual([3, 'Kotor', 9, 'Dobrota', null, null, 1]);
  });
});

test('a version of Türkiye takes less than 3 MB', async () => {
  const database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
  const catalog = catalogDataset(database, 1, 1);
  const load = await loadAndPack(catalog, { signal: AbortSignal.timeout(30_000) });
  expect(load.rows).toBe(73_305);
  expect(sealLoad(catalog, 1, load).blob.length).toBeLessThan(3 * 2 ** 20);
});

describe('PostgREST', () => {
  test('cuts a plain select at 1,000 rows, as the cloud does', async () => {
    const { data, count } = await anonymous().from('locations').select('*', { count: 'exact' });
    expect([data?.length, count]).toEqual([1_000, 73_335]);
  });
});

describe('catalog_countries', () => {
  test('lists both countries with settings, counts and revision', async () => {
    const { data } = await anonymous().rpc('catalog_countries');
    const revision = expect.any(Number) as number;
    expect(data).toEqual([
      {
        id: 1,
        name: 'Türkiye',
        iso2: 'TR',
        currency: 'TRY',
        enabled: true,
        rows: 73_305,
        cities: 81,
        revision,
      },
      {
        id: 2,
        name: 'Crna Gora',
        iso2: 'ME',
        currency: 'EUR',
        enabled: false,
        rows: 30,
        cities: 6,
        revision,
      },
    ]);
  });

  test('agrees with catalog_country_count', async () => {
    const { data } = await anonymous().rpc('catalog_country_count');
    expect(data).toBe(2);
  });
});

describe('catalog_locations', () => {
  test('gives all 73,305 neighbourhoods in one request, fast', async () => {
    const startedAt = performance.now();
    const page = await loadPage(1);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect([page.rows.length, copiesOf(page.rows), page.next]).toEqual([73_305, 73_305, null]);
    expect(page.rows[0]?.slice(0, 4)).toEqual([1, 'Adana', 1, 'Aladağ']);
  });

  test('gives the same in pages', async () => {
    const whole = await loadPage(1);
    const pages = await loadPages(1, 40_000);
    expect(pages.map(({ rows }) => rows.length)).toEqual([40_000, 33_305]);
    expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows);
  });

  test('never splits rows of one id triple, loses nulls or repeats anything', async () => {
    await supabase.sql(`
      insert into locations (country_id, city_id, city_name, county_id, county_name, district_id, district_name) values
        (3, 1, 'A', 1, 'a', 1, 'x'), (3, 1, 'A', 1, 'a', 1, 'x'), (3, 1, 'A', 1, 'a', 1, 'y'), (3, 1, 'A', 1, 'a', 1, 'z'),
        (3, 1, 'A', 1, 'a', null, null), (3, 1, 'A', null, null, null, null), (3, null, null, null, null, null, null),
        (3, null, null, 5, 'b', null, null), (3, 2, null, null, null, 7, 'w'), (3, 2, 'B', 3, 'c', 8, 'v'),
        (3, 4, 'D', null, null, 1, 'q'), (3, 4, 'D', null, null, 2, 'r')`);
    const whole = await loadPage(3);
    expect(copiesOf(whole.rows)).toBe(12);
    for (const limit of [1, 2, 3, 4, 9, 10]) {
      const pages = await loadPages(3, limit);
      expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows);
      const pageOfIds = new Map<string, number>();
      for (const [index, { rows }] of pages.entries()) {
        for (const leaf of rows) {
          expect(pageOfIds.get(idsOf(leaf)) ?? index).toBe(index);
          pageOfIds.set(idsOf(leaf), index);
        }
      }
    }
    await supabase.sql('delete from locations where country_id = 3');
  });

  test.each([0, -5, 1_000_000])('takes the limit %i as the nearest allowed', async (limit) => {
    const { rows } = await loadPage(2, limit);
    expect(rows).toHaveLength(limit > 0 ? 30 : 1);
  });

  test('knows an empty country as no rows', async () => {
    expect(await loadPage(999)).toEqual({ revision: 0, rows: [], next: null });
  });
});
