import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAndPack, sealLoad } from '../../src/cache/loading.ts';
import type { Snapshot } from '../../src/cache/snapshot.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import { marketDataset, type MarketDocument } from '../../src/datasets/market.ts';
import {
  ratesDataset,
  type RatesDocument,
  type RatesHistoryDocument,
} from '../../src/datasets/rates.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

let supabase: EmbeddedSupabase;
let market: Snapshot;
let rates: Snapshot;

beforeAll(async () => {
  supabase = await startTestSupabase({ content: 'catalogue' });
  const database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
  const signal = AbortSignal.timeout(30_000);
  const marketOf = marketDataset({ database, countryId: 1, ttlMs: 1 });
  const packed = await loadAndPack(marketOf, { signal });
  expect(packed.notes).toBeUndefined();
  market = sealLoad(marketOf, 1, packed);
  const ratesOf = ratesDataset({ database, ttlMs: 1 });
  rates = sealLoad(ratesOf, 1, await loadAndPack(ratesOf, { signal }));
}, 60_000);
afterAll(() => supabase.stop());

const documents = (): MarketDocument[] =>
  [...market.documents()].map(({ path }) => market.body(path) as MarketDocument);
const at = (path: string) => market.body(`/api/countries/1/${path}market`) as MarketDocument;

describe('the demo market of Türkiye', () => {
  test('has figures for the country, 81 provinces, 973 counties and some districts', async () => {
    const levels = Map.groupBy(documents(), ({ level }) => level);
    expect(levels.get('country')).toHaveLength(1);
    expect(levels.get('city')).toHaveLength(81);
    expect(levels.get('county')).toHaveLength(973);
    expect(levels.get('district')!.length).toBeGreaterThan(150);
    const strangers = await supabase.sql(
      `select city_id, county_id, district_id from general_data where country_id = 1 and city_id is not null
       except
       select city_id, county_id, district_id from locations where country_id = 1
         group by rollup (city_id, county_id, district_id)`,
    );
    expect(strangers).toEqual([]);
  });

  test('is marked demo, all of it', () => {
    expect(documents().every(({ demo, currency }) => demo && currency === 'TRY')).toBe(true);
    expect((rates.body('/api/rates') as RatesDocument).demo).toBe(true);
    expect((rates.body('/api/rates/history') as RatesHistoryDocument).demo).toBe(true);
  });

  test('lacks levels here and there, on purpose', () => {
    const counties = documents().filter(({ level }) => level === 'county');
    const share = (lacks: (one: MarketDocument) => boolean) =>
      counties.filter(lacks).length / counties.length;
    expect(share(({ general }) => general === null)).toBeGreaterThan(0.01);
    expect(share(({ trend }) => trend === null)).toBeGreaterThan(0.1);
    expect(share(({ trend }) => trend !== null && trend.salePrice.length < 12)).toBeGreaterThan(
      0.02,
    );
    expect(share(({ segments }) => segments.heating.length === 0)).toBeGreaterThan(0.1);
  });

  test('has 60 months that end where the general record stands', () => {
    const { general, trend } = at('cities/7/');
    expect(trend?.salePrice).toHaveLength(60);
    expect(trend?.salePrice.every((price) => price !== null && price > 0)).toBe(true);
    const [first, last] = [trend!.salePrice[0]!, trend!.salePrice.at(-1)!];
    expect(last / general!.sale!.price).toBeCloseTo(1, 1);
    expect(last / first).toBeGreaterThan(5);
  });

  test('is plausible: dear by the sea and in İstanbul, a yield of a few per cent', () => {
    const price = (id: number) => at(`cities/${id}/`).general!.sale!.price;
    expect(Math.min(price(34), price(48))).toBeGreaterThan(price(6));
    expect(price(6)).toBeGreaterThan(price(65));
    const yields = documents().flatMap(({ general }) => general?.yield ?? []);
    expect(Math.min(...yields)).toBeGreaterThan(0.03);
    expect(Math.max(...yields)).toBeLessThan(0.12);
  });

  test('is a snapshot of at most one and a half megabytes', () => {
    expect(market.blob.length).toBeLessThan(1_500_000);
  });

  test('is the same figures in every database', async () => {
    const [hash] = await supabase.sql(
      `select md5(string_agg(unit_price_for_sale || ' ' || coalesce(count_for_sale, 0), ',' order by city_id, county_id, district_id, property_year, property_month)) as trends
       from property_trends`,
    );
    expect(hash).toEqual({ trends: '3a692d98545a6d80694a768e4b21b86b' });
  });
});

test('demo rates convert five years of prices and end two days before they were made', async () => {
  const { months } = rates.body('/api/rates/history') as RatesHistoryDocument;
  expect(months).toHaveLength(61);
  const [first, last] = [months[0]!.rates, months.at(-1)!.rates];
  expect(last.try! / first.try!).toBeGreaterThan(3);
  for (const { rates: own } of months) {
    expect(Object.keys(own)).toEqual(['usd', 'rub', 'try', 'aed', 'thb']);
    expect(own.aed! / own.usd!).toBeCloseTo(3.6725, 2);
  }
  const { asOf } = rates.body('/api/rates') as RatesDocument;
  const days = (Date.now() - Date.parse(asOf!)) / 86_400_000;
  expect(days).toBeGreaterThan(1.9);
  expect(days).toBeLessThan(3.1);
});

test('a table is paged until all of it was given', async () => {
  const anonymous = createClient(supabase.url, supabase.anonKey);
  let [rows, after] = [0, null as string | null];
  const seen = new Set<string>();
  do {
    const parameters = { p_table: 'general_data', p_country_id: 1, p_after: after, p_limit: 500 };
    const { data, error } = await anonymous.rpc('market_rows', parameters);
    expect(error).toBeNull();
    const page = data as { rows: unknown[][]; next: string | null };
    rows += page.rows.length;
    for (const row of page.rows) seen.add(JSON.stringify(row.slice(0, 3)));
    after = page.next;
  } while (after !== null);
  const { data } = await anonymous.rpc('market_counts', {
    p_tables: ['general_data'],
    p_country_id: 1,
  });
  expect(data).toEqual({ general_data: rows });
  expect(seen.size).toBe(rows);
});

test('a table that is no market data is not given', async () => {
  const service = createClient(supabase.url, supabase.serviceRoleKey);
  for (const name of ['users', 'evaluations', 'pg_catalog.pg_class']) {
    expect((await service.rpc('market_rows', { p_table: name })).error?.code).toBe('22023');
    expect((await service.rpc('market_counts', { p_tables: [name] })).error?.code).toBe('22023');
  }
});
