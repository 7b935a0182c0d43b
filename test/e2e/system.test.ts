import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { freePort } from '../../src/local/freePort.ts';
import { ask, type Answer, type Question } from '../api/support/ask.ts';
import { descendantsOf, stillAlive } from '../local/support/startedRunner.ts';
import { startProgram, type StartedProgram } from '../support/programs.ts';

const CITIES = '/api/countries/1/cities';
/** Counties of a city of Türkiye, and of the small Montenegro, which only admins see. */
const ANTALYA = '/api/countries/1/cities/7/counties';
const KOTOR = '/api/countries/2/cities/3/counties';
const TOKEN = 'the-admin-token-of-this-run';
const READY_MS = 60_000;
const ADMIN = { id: 77, firstName: 'Анна', languageCode: 'ru' };

interface System {
  program: StartedProgram;
  ask(path: string, question?: Question): Promise<Answer>;
  askAsAdmin(path: string, question?: Question): Promise<Answer>;
  /** A client of its database with the service key, both read from the api's own environment. */
  database(): Promise<ReturnType<typeof createClient>>;
  /** Ctrl-C, and what is left of its processes afterwards. */
  interrupt(): Promise<{ code: number | null; left: number[]; tookMs: number }>;
}

let directory: string;
let telegram: BotApi;
const programs: StartedProgram[] = [];
afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.signal('SIGTERM');
    await program.exited;
  }
});
beforeEach(async () => {
  telegram = await startBotApi();
});
afterEach(() => telegram.stop());
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'system-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Starts what `npm start` starts, in a directory of its own, and waits until it says that it is ready. */
async function startSystem(environment: Record<string, string> = {}): Promise<System> {
  const port = await freePort();
  const variables = {
    PORT: String(port),
    ADMIN_API_TOKEN: TOKEN,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_TELEGRAM_IDS: String(ADMIN.id),
    ...environment,
  };
  const program = startProgram('src/local/main.ts', variables, directory);
  programs.push(program);
  await program.says('Остановить: Ctrl-C', READY_MS);
  const origin = `http://127.0.0.1:${port}`;
  return {
    program,
    ask: (path, question) => ask(origin, path, question),
    askAsAdmin: (path, question = {}) =>
      ask(origin, path, {
        ...question,
        headers: { Authorization: `Bearer ${TOKEN}`, ...question.headers },
      }),
    async database() {
      const { SUPABASE_URL = '', SUPABASE_SERVICE_ROLE_KEY = '' } = await environmentUnder(program);
      return createClient(SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY);
    },
    async interrupt() {
      const family = descendantsOf(program.processId);
      const startedAt = performance.now();
      program.signal('SIGINT');
      const code = await program.exited;
      return { code, left: stillAlive(family), tookMs: performance.now() - startedAt };
    },
  };
}

/** The environment of the program that answers HTTP, as the runner gave it. */
async function environmentUnder({ processId }: StartedProgram): Promise<Record<string, string>> {
  for (const child of descendantsOf(processId)) {
    const text = await readFile(`/proc/${child}/environ`, 'utf8').catch(() => '');
    const variables = Object.fromEntries(
      text.split('\0').map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
    ) as Record<string, string>;
    if (variables['SUPABASE_SERVICE_ROLE_KEY']) return variables;
  }
  throw new Error('no child of the runner has the service key');
}

/** Adds a county to the city of a path, as an operator with the service key would. */
async function addCounty(system: System, path: string, name: string): Promise<void> {
  const city =
    path === ANTALYA
      ? { country_id: 1, country_name: 'Türkiye', city_id: 7, city_name: 'Antalya' }
      : { country_id: 2, country_name: 'Crna Gora', city_id: 3, city_name: 'Kotor' };
  const row = { ...city, county_id: 990_001, county_name: name };
  const { error } = await (await system.database()).from('locations').insert(row as never);
  if (error) throw new Error(error.message);
}

const counties = async (system: System, path: string) =>
  ((await system.askAsAdmin(path)).json['counties'] as { name: string }[]).map(({ name }) => name);

/** POST clear, then the job until it has an outcome. */
async function clear(system: System, dataset: string) {
  const accepted = await system.askAsAdmin('/api/cache/clear', {
    method: 'POST',
    body: { dataset },
  });
  expect(accepted.status).toBe(202);
  const path = `/api/cache/jobs/${String(accepted.json['jobId'])}`;
  return vi.waitUntil(
    async () => {
      const { json } = await system.askAsAdmin(path);
      return (json['state'] === 'completed' || json['state'] === 'failed') && json;
    },
    { timeout: 15_000, interval: 50 },
  );
}

/** What must hold of every mode in which something is kept. */
async function followAChange(system: System, path: string): Promise<void> {
  const dataset = path === ANTALYA ? 'catalog/1' : 'catalog/2';
  const before = await system.askAsAdmin(path);
  expect(before.headers['x-cache']).toBe('memory');
  const tag = before.headers.etag ?? '';
  const notModified = { headers: { 'If-None-Match': tag } };
  expect((await system.askAsAdmin(path, notModified)).status).toBe(304);

  // the database tells of it; how soon it is seen, test/chaos/changes.test.ts holds
  await addCounty(system, path, 'Yeni');
  await expect.poll(() => counties(system, path), { timeout: 10_000 }).toContain('Yeni');
  const after = await system.askAsAdmin(path, notModified);
  expect([after.status, after.headers['x-cache']]).toEqual([200, 'memory']);
  expect(after.headers.etag).not.toBe(tag);
  const version = after.headers['x-data-version'];
  expect(before.headers['x-data-version']).not.toBe(version);

  const job = await clear(system, dataset);
  expect(job).toMatchObject({
    state: 'completed',
    refreshes: [
      {
        dataset,
        reason: 'admin',
        outcome: 'unchanged',
        version,
        durationMs: expect.any(Number) as number,
      },
    ],
  });
}

/** An admin in the chat: finds a place, refreshes a dataset, and is kept in `users`. */
async function talk(system: System): Promise<void> {
  const chat = telegram.chat(ADMIN);
  const answer = () => chat.messages.at(-1)?.text ?? '';
  await chat.say('Аланья');
  await expect.poll(answer).toContain('📍 Alanya');
  await chat.say('/clearcache catalog/2');
  await expect.poll(answer, { timeout: 20_000 }).toMatch(/✅ данные не изменились\n\d+ строк/);
  const database = await system.database();
  const kept = async () =>
    (await database.from('users').select('tg_name,language').eq('telegram_id', ADMIN.id)).data;
  await expect.poll(kept).toEqual([{ tg_name: 'Анна', language: 'ru' }]);
  expect(system.program.stdout() + system.program.stderr()).not.toContain(telegram.token);
}

describe('the system that npm start starts', () => {
  test('with Redis: a row added in the database is seen by itself, and a clear finds nothing more', async () => {
    const system = await startSystem();
    expect((await system.ask('/ready')).status).toBe(200);
    expect((await system.ask(CITIES)).json['cities']).toHaveLength(81);
    expect(await counties(system, ANTALYA)).toHaveLength(19);
    const { json } = await system.ask('/api/search?q=%D0%B0%D0%BB%D0%B0%D0%BD%D0%B8%D1%8F');
    expect((json['results'] as object[])[0]).toMatchObject({ name: 'Alanya' });
    const refused = await system.ask('/api/cache/clear', { method: 'POST' });
    expect([refused.status, refused.text]).toEqual([
      401,
      expect.stringContaining('ADMIN_API_TOKEN'),
    ]);
    expect((await system.ask('/api/cache/stats')).json).toMatchObject({
      mode: 'redis',
      redis: 'usable',
    });

    await followAChange(system, ANTALYA);
    await talk(system);

    expect(system.program.stdout()).toContain('✅ Redis соединение установлено успешно');
    expect(system.program.stdout()).toContain('🚀 Данные стран получены из кэша');
    const end = await system.interrupt();
    expect(end).toMatchObject({ code: 0, left: [] });
    expect(end.tookMs).toBeLessThan(5_000);
  }, 120_000);

  test('without Redis: memory mode follows a change just so, in the data kept from before', async () => {
    const system = await startSystem({ PATH: pathWithoutRedis() });
    expect(system.program.stdout()).toContain('redis-server не найден');
    expect((await system.ask('/api/cache/stats')).json).toMatchObject({ mode: 'memory' });
    expect(await counties(system, ANTALYA)).toContain('Yeni');

    await followAChange(system, KOTOR);
    await talk(system);

    expect(await system.interrupt()).toMatchObject({ code: 0, left: [] });
  }, 120_000);

  test('with CACHE_ENABLED=false: every read shows the database as it is', async () => {
    const system = await startSystem({ CACHE_ENABLED: 'false' });
    const before = await system.askAsAdmin(KOTOR);
    expect([before.status, before.headers['x-cache']]).toEqual([200, 'off']);
    expect(before.text).toContain('Yeni');

    const database = await system.database();
    const { error } = await database.from('locations').delete().eq('county_id', 990_001);
    expect(error).toBeNull();

    const headers = { 'If-None-Match': before.headers.etag! };
    const after = await system.askAsAdmin(KOTOR, { headers });
    expect([after.status, after.headers['x-cache']]).toEqual([200, 'off']);
    expect(after.text).not.toContain('Yeni');
    expect(after.headers['x-data-version']).not.toBe(before.headers['x-data-version']);
    const refused = await system.askAsAdmin('/api/cache/clear', { method: 'POST' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'cache-off']);

    expect(await system.interrupt()).toMatchObject({ code: 0, left: [] });
  }, 120_000);
});

/** A PATH with everything the runner needs but redis-server. */
function pathWithoutRedis(): string {
  for (const name of ['setpriv', 'sh']) {
    const found = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(found, join(directory, name));
  }
  return directory;
}
