import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

let supabase: EmbeddedSupabase;
let redis: TestRedis;
let served: StartedApi;

const databaseWith = (serviceRoleKey: string | undefined) =>
  createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey,
    webhookSecret: undefined,
  });

beforeAll(async () => {
  [supabase, redis] = await Promise.all([startTestSupabase(), startTestRedis()]);
  await supabase.sql(`
    insert into locations (country_id, country_name, city_id, city_name) values
      (1, 'Türkiye', 7, 'Antalya'), (1, 'Türkiye', 34, 'İstanbul'), (2, 'Crna Gora', 3, 'Kotor')`);
  await supabase.sql(`
    insert into country_settings (country_id, country_name, is_enabled, iso2, currency) values
      (1, 'Türkiye', true, 'TR', 'TRY'), (2, 'Crna Gora', false, 'ME', 'EUR')`);
  served = await startTestApi({ redis, database: databaseWith(supabase.serviceRoleKey) });
});
afterAll(async () => {
  await served.stop();
  await Promise.all([supabase.stop(), redis.stop()]);
});

const patch = (id: string, body: unknown) =>
  served.askAsAdmin(`/api/admin/countries/${id}`, { method: 'PATCH', body });

async function settingOf(id: number): Promise<boolean | undefined> {
  const rows = await supabase.sql<{ is_enabled: boolean }>(
    'select is_enabled from country_settings where country_id = $1',
    [id],
  );
  return rows[0]?.is_enabled;
}

const statusOf = async (path: string) => (await served.ask(path)).status;

describe('the country switch', () => {
  test('is written to Supabase, opens the country to everybody, and closes it again', async () => {
    expect(await statusOf('/api/countries/2/cities')).toBe(404);

    const opened = await patch('2', { enabled: true });
    expect(opened.status).toBe(202);
    expect(opened.json).toMatchObject({ id: 2, enabled: true });
    expect(await settingOf(2)).toBe(true);
    expect((await served.outcomeOf(opened)).state).toBe('completed');
    await expect.poll(() => statusOf('/api/countries/2/cities')).toBe(200);
    expect((await served.ask('/api/countries')).text).toContain('"iso2":"ME"');
    expect((await served.ask('/api/search?q=kotor')).text).toContain('Kotor');

    const closed = await patch('2', { enabled: false });
    expect(await settingOf(2)).toBe(false);
    await served.outcomeOf(closed);
    await expect.poll(() => statusOf('/api/countries/2/cities')).toBe(404);
    expect((await served.ask('/api/countries')).text).not.toContain('"iso2":"ME"');
    expect((await served.ask('/api/search?q=kotor')).text).not.toContain('Kotor');
  });

  test('changes nothing else of the row', async () => {
    await served.outcomeOf(await patch('1', { enabled: true }));
    const rows = await supabase.sql(
      'select country_name, iso2, currency, is_enabled from country_settings where country_id = 1',
    );
    expect(rows).toEqual([
      { country_name: 'Türkiye', iso2: 'TR', currency: 'TRY', is_enabled: true },
    ]);
  });

  test.each([
    ['9', { enabled: true }, 404, 'unknown-country'],
    ['0x2', { enabled: true }, 404, 'unknown-country'],
    ['02', { enabled: true }, 404, 'unknown-country'],
    ['2', {}, 422, 'invalid-body'],
    ['2', { enabled: 'true' }, 422, 'invalid-body'],
    ['2', { enabled: true, name: 'x' }, 422, 'unknown-field'],
  ])('refuses %s %j with %i', async (id, body, status, code) => {
    const answer = await patch(id, body);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect(await settingOf(2)).toBe(false);
  });

  test('is off without the service key, and says which variable is missing', async () => {
    await using cleanup = new AsyncDisposableStack();
    const readOnly = await startTestApi({ database: databaseWith(undefined) });
    cleanup.defer(() => readOnly.stop());
    const { status, json } = await readOnly.askAsAdmin('/api/admin/countries/2', {
      method: 'PATCH',
      body: { enabled: true },
    });
    expect([status, json['code']]).toEqual([501, 'writing-off']);
    expect(json['detail']).toContain('SUPABASE_SERVICE_ROLE_KEY');
    expect(await settingOf(2)).toBe(false);
  });

  test('is 503 when Supabase does not take it', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    const api = await startTestApi({ database: tables });
    cleanup.defer(() => api.stop());
    tables.away = true;
    const { status, json, headers } = await api.askAsAdmin('/api/admin/countries/2', {
      method: 'PATCH',
      body: { enabled: true },
    });
    expect([status, json['code'], headers['retry-after']]).toEqual([503, 'unavailable', '5']);
  });
});
