import { createClient } from '@supabase/supabase-js';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const tables = ['locations', 'country_settings', 'country_revisions'];

describe.each(tables)('%s', (table) => {
  test('is read by the anonymous key', async () => {
    const { error } = await anonymous.from(table).select('*');
    expect(error).toBeNull();
  });

  test('is not written by the anonymous key', async () => {
    const answers = [
      await anonymous.from(table).insert({ country_id: 5 }),
      await anonymous.from(table).update({ country_id: 5 }).eq('country_id', 1),
      await anonymous.from(table).delete().eq('country_id', 1),
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

test('the service key writes, and its writes move the revision', async () => {
  const added = await service.from('locations').insert({ country_id: 6, city_id: 1 });
  expect(added.error).toBeNull();
  const { data } = await anonymous
    .from('country_revisions')
    .select('country_id')
    .eq('country_id', 6);
  expect(data).toHaveLength(1);
});

test('the trigger function cannot be called over the API', async () => {
  const { error } = await service.rpc('bump_country_revisions');
  expect(error).not.toBeNull();
});

test('each loading function has its own statement timeout', async () => {
  const rows = await supabase.sql<{ proname: string }>(
    `select proname from pg_proc
     where (proname like 'catalog_%' or proname = 'country_revisions_all')
       and exists (select from unnest(proconfig) as setting where setting like 'statement_timeout=%')`,
  );
  expect(rows.map(({ proname }) => proname).sort()).toEqual([
    'catalog_countries',
    'catalog_country_count',
    'catalog_counts',
    'catalog_locations',
    'country_revisions_all',
  ]);
});
