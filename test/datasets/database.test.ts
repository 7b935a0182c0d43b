import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { countriesDataset } from '../../src/datasets/countries.ts';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import { LoadError } from '../../src/errors.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { silentLog } from '../support/logs.ts';
import { startTestSupabase } from '../support/supabase.ts';

const soon = () => AbortSignal.timeout(5_000);
const configOf = (url: string, readKey: string, serviceRoleKey?: string) => ({
  url,
  readKey,
  serviceRoleKey,
  webhookSecret: undefined,
});

async function failureOf(work: Promise<unknown>): Promise<LoadError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LoadError);
  return error as LoadError;
}

describe('against the real PostgREST', () => {
  let supabase: EmbeddedSupabase;
  let database: Database;

  beforeAll(async () => {
    supabase = await startTestSupabase();
    database = createDatabase(configOf(supabase.url, supabase.anonKey, supabase.serviceRoleKey));
  });
  afterAll(() => supabase.stop());

  test('names the migration when a function is missing', async () => {
    const failure = await failureOf(database.call('no_such_function', {}, soon()));
    expect(failure.message).toContain('функция no_such_function');
    expect(failure.message).toContain('supabase/migrations/');
    expect(failure.retryable).toBe(false);
  });

  test('names the migration when a table is missing', async () => {
    const failure = await failureOf(database.row('no_such_table', 'id', 1, soon()));
    expect(failure.message).toContain('supabase/migrations/');
  });

  test('says which keys to check when the key is refused', async () => {
    const stranger = createDatabase(configOf(supabase.url, 'not-a-key'));
    const failure = await failureOf(stranger.call('catalog_countries', {}, soon()));
    expect(failure.message).toContain('SUPABASE_ANON_KEY');
    expect(failure.message).not.toContain('not-a-key');
    expect(failure.retryable).toBe(false);
  });

  test('writes with the service key and counts what is there', async () => {
    const row = { country_id: 77, country_name: 'Atlantis', is_enabled: false };
    await database.upsert('country_settings', 'country_id', row, soon());
    await database.upsert('country_settings', 'country_id', { ...row, is_enabled: true }, soon());
    expect(await database.count('country_settings', 'country_id', 77, soon())).toBe(1);
    const stored = await database.row('country_settings', 'country_id', 77, soon());
    expect(stored).toMatchObject({ country_name: 'Atlantis', is_enabled: true });
  });

  describe('rows about people', () => {
    const ada = { telegram_id: 7_000_000_001, username: 'ada', user_status: 'admin' };
    const bob = { telegram_id: 7_000_000_002, username: 'bob', user_status: null };
    const idsOf = (rows: Record<string, unknown>[]) =>
      new Set(rows.map((row) => row['telegram_id']));

    test('are merged by a unique column, many at once, and found by a list of values', async () => {
      await database.upsert('users', 'telegram_id', [ada, bob], soon());
      const renamed = [{ telegram_id: ada.telegram_id, username: 'lovelace' }];
      await database.upsert('users', 'telegram_id', renamed, soon());
      const found = await database.rows('users', 'telegram_id', [ada.telegram_id, 1], soon());
      expect(found).toEqual([expect.objectContaining({ ...ada, username: 'lovelace' })]);
    });

    test('are found by a text', async () => {
      await database.upsert('users', 'telegram_id', [ada, bob], soon());
      expect(idsOf(await database.rows('users', 'user_status', ['admin'], soon()))).toEqual(
        new Set([ada.telegram_id]),
      );
      expect(await database.rows('users', 'user_status', ['a,b"(c)'], soon())).toEqual([]);
    });

    test('are inserted where missing, and those that are there stay as they are', async () => {
      await database.remove('users', 'telegram_id', [ada.telegram_id, bob.telegram_id], soon());
      const insert = (rows: Record<string, unknown>[]) =>
        database.insertMissing('users', 'telegram_id', rows, soon());
      expect(await insert([ada])).toBe(1);
      const others = [{ ...ada, username: 'eve' }, bob];
      expect(await insert(others)).toBe(1);
      expect(await insert(others)).toBe(0);
      const ids = [ada.telegram_id, bob.telegram_id];
      const found = await database.rows('users', 'telegram_id', ids, soon());
      expect(new Set(found.map((row) => row['username']))).toEqual(new Set(['ada', 'bob']));
    });

    test('are changed and deleted where they match, nulls and times too', async () => {
      const rowOf = async (telegramId: number) =>
        (await database.rows('users', 'telegram_id', [telegramId], soon()))[0];
      const times = { created_at: '2026-11-23T10:00:00.000Z' };
      await database.upsert('users', 'telegram_id', [ada, bob], soon());
      await database.update('users', { username: 'ada' }, times, soon());
      await database.update('users', { username: 'bob', user_status: 'admin' }, times, soon());
      await database.update(
        'users',
        { username: 'bob', user_status: null },
        { language: 'de' },
        soon(),
      );
      expect(await rowOf(bob.telegram_id)).toMatchObject({ language: 'de' });
      const until = (time: string) => ({ column: 'created_at', time });
      const adas = { telegram_id: ada.telegram_id };
      await database.removeUntil('users', adas, until('2026-11-23T09:59:59.999Z'), soon());
      expect(await rowOf(ada.telegram_id)).toBeDefined();
      await database.removeUntil('users', adas, until('2026-11-23T10:00:00.000Z'), soon());
      expect(await rowOf(ada.telegram_id)).toBeUndefined();
      expect(await rowOf(bob.telegram_id)).toBeDefined();
    });

    test('are deleted by a list of values, and no others', async () => {
      await database.upsert('users', 'telegram_id', [ada, bob], soon());
      await database.remove('users', 'telegram_id', [ada.telegram_id, 1], soon());
      const ids = [ada.telegram_id, bob.telegram_id];
      expect(idsOf(await database.rows('users', 'telegram_id', ids, soon()))).toEqual(
        new Set([bob.telegram_id]),
      );
    });

    test('that are refused for their content are told from all other failures', async () => {
      const nobody = { telegram_id: null, username: 'nobody' };
      const refused = await failureOf(database.upsert('users', 'telegram_id', nobody, soon()));
      expect(refused).toMatchObject({ rowsRefused: true, retryable: false, code: '23502' });
      const unknown = [{ telegram_id: 1, no_such_column: 1 }];
      const missing = await failureOf(database.upsert('users', 'telegram_id', unknown, soon()));
      expect(missing.rowsRefused).toBe(false);
      expect(missing.message).toContain('supabase/migrations/');
      const unmerged = await failureOf(
        database.upsert('users', 'username', [{ telegram_id: 1, username: 'x' }], soon()),
      );
      expect(unmerged.rowsRefused).toBe(false);
      expect(unmerged.message).toContain('supabase/migrations/');
    });

    test('are out of reach without the service key', async () => {
      const reader = createDatabase(configOf(supabase.url, supabase.anonKey));
      for (const work of [
        reader.rows('users', 'user_status', ['admin'], soon()),
        reader.remove('users', 'telegram_id', [1], soon()),
        reader.removeUntil('users', {}, { column: 'created_at', time: '2026-11-23' }, soon()),
        reader.page('users', { matching: {}, column: 'created_at', limit: 1 }, soon()),
        reader.insertMissing('users', 'telegram_id', [], soon()),
        reader.update('users', { telegram_id: 1 }, {}, soon()),
      ]) {
        expect((await failureOf(work)).message).toContain('SUPABASE_SERVICE_ROLE_KEY');
      }
    });
  });

  test('writes nothing without the service key and says why', async () => {
    const reader = createDatabase(configOf(supabase.url, supabase.anonKey));
    expect(reader.writable).toBe(false);
    const failure = await failureOf(
      reader.upsert('country_settings', 'country_id', { country_id: 78 }, soon()),
    );
    expect(failure.message).toContain('SUPABASE_SERVICE_ROLE_KEY');
  });
});

describe('against a Supabase in trouble', () => {
  let server: Server | undefined;

  const troubled = async (listener: RequestListener) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    return createDatabase(configOf(`http://127.0.0.1:${port}`, 'key'));
  };
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  test('tries a failing request again and takes the answer', async () => {
    let asked = 0;
    const database = await troubled((_request, response) => {
      asked += 1;
      response.statusCode = asked < 3 ? 503 : 200;
      response.setHeader('Content-Type', 'application/json');
      response.end(asked < 3 ? '{"message":"busy"}' : '[1]');
    });
    expect(await database.call('anything', {}, soon())).toEqual([1]);
    expect(asked).toBe(3);
  });

  test('gives up a hanging request at the deadline', async () => {
    const database = await troubled(() => {});
    const startedAt = performance.now();
    const failure = await failureOf(database.call('anything', {}, AbortSignal.timeout(300)));
    expect(failure.message).toContain('не ответил вовремя');
    expect(failure.retryable).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  test('gives up a body that stops in the middle at the deadline', async () => {
    const database = await troubled((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('[[1,"Adana"');
    });
    const failure = await failureOf(database.call('anything', {}, AbortSignal.timeout(300)));
    expect(failure.message).toContain('не ответил вовремя');
  });

  test('ends a direct load, for all who wait, when Supabase hangs', async () => {
    const database = await troubled(() => {});
    const loader = new DirectLoader({ log: silentLog, deadlineMs: 300 });
    const dataset = countriesDataset(database, 1);
    const waiting = await Promise.allSettled([loader.load(dataset), loader.load(dataset)]);
    for (const outcome of waiting) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { retryAfterSeconds: 5 } });
    }
  });

  test('does not obey a long Retry-After beyond the deadline', async () => {
    const database = await troubled((_request, response) => {
      response.writeHead(503, { 'Retry-After': '3600' }).end('{"message":"later"}');
    });
    const failure = await failureOf(
      database.count('locations', 'country_id', 1, AbortSignal.timeout(3_000)),
    );
    expect(failure.retryable).toBe(true);
  });

  test('takes a body cut in the middle for a failure, not for the data', async () => {
    const database = await troubled((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('[[1,"Adana"');
      setImmediate(() => response.destroy());
    });
    const failure = await failureOf(database.call('anything', {}, soon()));
    expect(failure.message).toContain('Supabase');
  });

  test('says so when nobody listens', async () => {
    const database = createDatabase(configOf('http://127.0.0.1:9', 'key'));
    const failure = await failureOf(database.call('anything', {}, soon()));
    expect(failure.message).toContain('127.0.0.1:9');
    expect(failure.message).toContain('недоступен');
  });
});
