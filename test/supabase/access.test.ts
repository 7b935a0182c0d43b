import { createClient } from '@supabase/supabase-js';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MARKET_TABLES } from '../../src/datasets/marketRows.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

let supabase: EmbeddedSupabase;
let anonymous: SupabaseClient;
let service: SupabaseClient;

beforeAll(async () => {
  supabase = await startTestSupabase();
  anonymous = createClient(supabase.url, supabase.anonKey);
  service = createClient(supabase.url, supabase.serviceRoleKey);
  await supabase.sql(`insert into locations (country_id, city_id, city_name) values (1, 1, 'A')`);
});
afterAll(() => supabase.stop());

const tables: [table: string, column: string, change: { country_id?: number; usd?: number }][] = [
  ...['locations', 'country_settings', 'country_revisions', ...MARKET_TABLES].map(
    (table): (typeof tables)[number] => [table, 'country_id', { country_id: 5 }],
  ),
  ['currency', 'usd', { usd: 5 }],
];

describe.each(tables)('%s', (table, column, change) => {
  test('is read by the anonymous key', async () => {
    const { error } = await anonymous.from(table).select('*');
    expect(error).toBeNull();
  });

  test('is not written by the anonymous key', async () => {
    const answers = [
      await anonymous.from(table).insert(change),
      await anonymous.from(table).update(change).eq(column, 1),
      await anonymous.from(table).delete().eq(column, 1),
    ];
    expect(answers.map(({ error }) => error?.code)).toEqual(['42501', '42501', '42501']);
  });

  test('has row-level security', async () => {
    const rows = await supabase.sql(
      'select relrowsecurity as enabled from pg_class where oid = $1::regclass',
      [`public.${table}`],
    );
    expect(rows).toEqual([{ enabled: true }]);
  });
});

describe('users', () => {
  test('are out of reach of the anonymous key', async () => {
    await supabase.sql('insert into users (telegram_id) values (1)');
    const answers = [
      await anonymous.from('users').select('telegram_id'),
      await anonymous.from('users').select('*', { count: 'exact', head: false }),
      await anonymous.from('users').insert({ telegram_id: 5 }),
      await anonymous.from('users').update({ language: 'en' }).eq('telegram_id', 1),
      await anonymous.from('users').delete().eq('telegram_id', 1),
    ];
    expect(new Set(answers.map(({ error }) => error?.code))).toEqual(new Set(['42501']));
    expect(answers.map(({ data, count }) => data ?? count).filter((it) => it !== null)).toEqual([]);
  });

  test('have row-level security without a policy', async () => {
    const rows = await supabase.sql(
      `select relrowsecurity as enabled,
         (select count(*)::int from pg_policies where tablename = 'users') as policies
       from pg_class where oid = 'public.users'::regclass`,
    );
    expect(rows).toEqual([{ enabled: true, policies: 0 }]);
  });

  test('are read and written by the service key', async () => {
    const added = await service.from('users').upsert([{ telegram_id: 7_000_000_000 }]);
    expect(added.error).toBeNull();
    const { data } = await service.from('users').select('telegram_id').eq('telegram_id', 7e9);
    expect(data).toEqual([{ telegram_id: 7_000_000_000 }]);
  });
});

describe('evaluations', () => {
  const id = '6f1c9f7e-1c5e-4a47-9a3a-0d3c0c7b8f11';

  test('are written by the service key, once under one id, and shared under one token', async () => {
    const row = { id, telegram_id: 1, request: {}, result: {}, share_token: 'a' };
    expect((await service.from('evaluations').upsert(row)).error).toBeNull();
    expect((await service.from('evaluations').upsert(row)).error).toBeNull();
    const other = { ...row, id: id.replace('6', '7') };
    expect((await service.from('evaluations').insert(other)).error?.code).toBe('23505');
    const { count } = await service.from('evaluations').select('id', { count: 'exact' });
    expect(count).toBe(1);
  });

  test('are out of reach of the anonymous key', async () => {
    const answers = [
      await anonymous.from('evaluations').select('share_token'),
      await anonymous.from('evaluations').insert({ id: id.replace('6', '8') }),
      await anonymous.from('evaluations').update({ share_token: 'b' }).eq('id', id),
      await anonymous.from('evaluations').delete().eq('id', id),
    ];
    expect(new Set(answers.map(({ error }) => error?.code))).toEqual(new Set(['42501']));
  });

  test('have row-level security without a policy', async () => {
    const rows = await supabase.sql(
      `select relrowsecurity as enabled,
         (select count(*)::int from pg_policies where tablename = 'evaluations') as policies
       from pg_class where oid = 'public.evaluations'::regclass`,
    );
    expect(rows).toEqual([{ enabled: true, policies: 0 }]);
  });
});

test('the service key writes, and its writes move the revision', async () => {
  const added = await service.from('locations').insert({ country_id: 6, city_id: 1 });
  expect(added.error).toBeNull();
  const { data } = await anonymous
    .from('country_revisions')
    .select('country_id')
    .eq('country_id', 6);
  expect(data).toHaveLength(1);
});

test.each([
  'bump_country_revisions',
  'bump_market_revisions',
  'bump_market_currencies',
  'bump_rates_revision',
  'tell_receivers',
])('the trigger function %s cannot be called over the API', async (name) => {
  const { error } = await service.rpc(name);
  expect(error).not.toBeNull();
});

test('each loading function has its own statement timeout', async () => {
  const rows = await supabase.sql<{ proname: string }>(
    `select proname from pg_proc
     where (proname like 'catalog_%' or proname like 'market_%' or proname like '%revisions_all')
       and exists (select from unnest(proconfig) as setting where setting like 'statement_timeout=%')`,
  );
  expect(rows.map(({ proname }) => proname).sort()).toEqual([
    'catalog_countries',
    'catalog_country_count',
    'catalog_counts',
    'catalog_locations',
    'country_revisions_all',
    'dataset_revisions_all',
    'market_counts',
    'market_rows',
    'revisions_all',
  ]);
});
