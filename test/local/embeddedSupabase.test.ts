import { setImmediate } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startEmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { signKeys } from '../../src/local/keys.ts';
import { postgrestBinary } from '../../src/local/postgrest.ts';
import { isGone } from '../support/processes.ts';
import { startTestSupabase } from '../support/supabase.ts';

let supabase: EmbeddedSupabase;

beforeAll(async () => {
  supabase = await startTestSupabase();
});
afterAll(() => supabase.stop());

test('our own statements never run inside a request of PostgREST', async () => {
  const anonymous = createClient(supabase.url, supabase.anonKey);
  const errors: unknown[] = [];
  const request = async () => {
    const { error } = await anonymous.from('locations').select('*').limit(1);
    errors.push(error);
  };
  const requests = Promise.all(Array.from({ length: 40 }, request));
  const roles = new Set<string | undefined>();
  while (errors.length < 40) {
    const [row] = await supabase.sql<{ role: string }>('select current_user::text as role');
    roles.add(row?.role);
    await setImmediate();
  }
  expect([...roles]).toEqual(['postgres']);
  await requests;
  expect(errors.filter((error) => error !== null)).toEqual([]);
});

test('a statement that fails says why and does not block the next', async () => {
  await expect(supabase.sql('select * from nowhere')).rejects.toThrow('nowhere');
  expect(await supabase.sql('select 1 as one')).toEqual([{ one: 1 }]);
});

test('records the migrations as Supabase does', async () => {
  const rows = await supabase.sql<{ version: string; name: string }>(
    'select version, name from supabase_migrations.schema_migrations order by version limit 1',
  );
  expect(rows).toEqual([{ version: '20261101000000', name: 'catalogue' }]);
});

test('equal secrets give equal keys, and keys of another secret are refused', async () => {
  const secret = 's'.repeat(32);
  expect(await signKeys(secret)).toEqual(await signKeys(secret));
  const { anonKey } = await signKeys(secret);
  const { error } = await createClient(supabase.url, anonKey).from('locations').select('*');
  expect(error?.code).toBe('PGRST301');
});

test('asks for SUPABASE_URL where PostgREST has no binary', () => {
  expect(() => postgrestBinary('darwin-arm64')).toThrow(/darwin-arm64: задайте SUPABASE_URL/u);
});

test('refuses a secret that is too short', async () => {
  await expect(startEmbeddedSupabase({ seed: false, jwtSecret: 'short' })).rejects.toThrow('32');
});

test('stop leaves no process and no open port, and may be called again', async () => {
  const { url, postgrestProcessId } = supabase;
  await Promise.all([supabase.stop(), supabase.stop()]);
  expect(await isGone(postgrestProcessId, 50)).toBe(true);
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
});
