import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../src/local/freePort.ts';
import { recordRunning } from '../../src/runningRecord.ts';
import { diagnosed } from './support/diagnosed.ts';

const TITLE = 'Конфигурация';
const REDIS = { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await freePort()) };
const TELEGRAM = {
  TELEGRAM_BOT_TOKEN: '1:never-sent',
  TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
};
const SUPABASE = {
  SUPABASE_URL: `http://127.0.0.1:${await freePort()}`,
  SUPABASE_ANON_KEY: 'a-key',
};

test('a fresh clone has no problem, and hears which variables it may set', async () => {
  const found = await diagnosed({}, { canEmbed: true });
  expect(found).toMatchObject({ state: 'ok', exitCode: 0 });
  expect(found.rows('Redis', 'REDIS_HOST')).toEqual([expect.stringMatching(/^unused .*npm start/)]);
  for (const name of ['REDIS_HOST', 'SUPABASE_URL', 'TELEGRAM_BOT_TOKEN', 'WEBAPP_URL']) {
    expect(found.printed).toContain(`задайте ${name}`);
  }
});

test('the container needs a Supabase', async () => {
  const found = await diagnosed({});
  expect(found.rows(TITLE, 'SUPABASE_URL')[0]).toMatch(/^problem/);
  expect(found.exitCode).toBe(78);
  const keyless = await diagnosed({ SUPABASE_URL: SUPABASE.SUPABASE_URL });
  expect(keyless.rows(TITLE, 'SUPABASE_ANON_KEY')[0]).toMatch(/^problem/);
  expect(keyless.exitCode).toBe(78);
});

test('all wrong variables are told at once, and what stands on them is not examined', async () => {
  const found = await diagnosed({
    ...SUPABASE,
    REDIS_HOST: 'redis://x',
    PORT: 'http',
    LOG_LEVEL: 'loud',
  });
  expect(found.rows(TITLE, 'REDIS_HOST')).toEqual(['problem REDIS_HOST=«redis://x» не подходит']);
  expect(found.fix(TITLE, 'PORT')).toContain('целое число от 1 до 65535');
  expect(found.rows(TITLE, 'LOG_LEVEL')[0]).toMatch(/^problem/);
  expect(found.rows('Redis', 'Не проверено')).toEqual(['unused сначала исправьте REDIS_HOST']);
  expect(found.rows('Адреса', 'Не проверено')).toEqual(['unused сначала исправьте PORT']);
  expect(found.mode).toBe('неизвестен');
  expect(found.exitCode).toBe(78);
});

test.each([
  [{}, 'память'],
  [REDIS, 'встроенный Redis (127.0.0.1)'],
  [{ REDIS_HOST: 'redis.invalid' }, 'внешний Redis (redis.invalid)'],
  [{ CACHE_ENABLED: 'false' }, 'без кэша'],
])('the mode that follows from %j', async (variables, mode) => {
  const found = await diagnosed({ ...SUPABASE, ...variables });
  expect(found.mode).toContain(mode);
  expect(found.rows(TITLE, 'Режим')).toEqual([`ok ${found.mode}`]);
});

test.each<[string, Record<string, string>, string]>([
  ['REDIS_HOST', { REDIS_PASSWORD: 'pass' }, 'REDIS_PASSWORD'],
  ['REDIS_TLS', { ...REDIS, REDIS_TLS: 'true' }, '127.0.0.1'],
  ['CACHE_ENABLED', { ...REDIS, CACHE_ENABLED: 'false' }, 'REDIS_HOST'],
  ['ADMIN_TELEGRAM_IDS', TELEGRAM, 'администратора'],
  ['ADMIN_API_TOKEN', {}, 'HTTP'],
  ['WEBAPP_URL', { WEBAPP_URL: 'http://localhost:1' }, 'https'],
  ['SUPABASE_URL', { SUPABASE_URL: `${SUPABASE.SUPABASE_URL}/rest/v1` }, 'путём'],
  ['SUPABASE_ANON_KEY', { SUPABASE_ANON_KEY: '', SUPABASE_SERVICE_ROLE_KEY: 'k' }, 'сервисный'],
])('%s: what is hardly meant is a warning', async (name, variables, words) => {
  const found = await diagnosed({ ...SUPABASE, ...variables });
  expect(found.rows(TITLE, name)).toEqual([
    expect.stringMatching(new RegExp(`^warning .*${words}`)),
  ]);
  expect(found.fix(TITLE, name)).toContain(name.split('_')[0]);
  expect(found.exitCode).toBe(1);
});

test('a complete configuration is taken as it is', async () => {
  const found = await diagnosed({
    ...SUPABASE,
    ...REDIS,
    ...TELEGRAM,
    ADMIN_TELEGRAM_IDS: '5',
    ADMIN_API_TOKEN: 'x'.repeat(16),
  });
  const [configuration] = found.sections;
  expect(configuration?.findings.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
});

describe('in a directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('.env counts, and the environment wins', async () => {
    writeFileSync(join(directory, '.env'), 'REDIS_HOST=from-file.invalid\nLOG_LEVEL=loud\n');
    const found = await diagnosed({ LOG_LEVEL: 'info' }, { directory, canEmbed: true });
    expect(found.mode).toBe('внешний Redis (from-file.invalid)');
    expect(found.rows(TITLE, 'LOG_LEVEL')).toEqual([]);
  });

  test('a malformed .env is told, and the rest is examined', async () => {
    writeFileSync(join(directory, '.env'), 'REDIS_HOST from-file\n');
    const found = await diagnosed({}, { directory, canEmbed: true });
    expect(found.rows(TITLE, 'Файл .env')).toEqual([expect.stringMatching(/^problem .*строка 1/)]);
    expect(found.rows('Redis', 'REDIS_HOST')[0]).toMatch(/^unused/);
    expect(found.exitCode).toBe(78);
  });

  test('the system that npm start runs there is examined', async () => {
    recordRunning(directory, { ...REDIS, ...SUPABASE, PORT: '' });
    const found = await diagnosed({}, { directory, canEmbed: true });
    expect(found.rows(TITLE, 'Источник')).toEqual([
      `ok npm start, запущенный здесь (процесс ${process.pid})`,
    ]);
    expect(found.rows('Redis', 'Соединение')[0]).toContain(REDIS.REDIS_PORT);
    expect(found.rows('Supabase', 'Соединение')[0]).toMatch(/ECONNREFUSED/);
  });
});
