import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import type { DatasetCatalogue } from '../../src/cache/dataset.ts';
import { ADMIN_COUNTRIES_PATH } from '../../src/datasets/countries.ts';
import { freePort } from '../../src/local/freePort.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { diagnosed } from './support/diagnosed.ts';
import { selfSigned } from './support/selfSigned.ts';

const PASSWORD = 'the-right-password';
const TITLE = 'Redis';
let redis: TestRedis;
let admin: Redis;

beforeAll(async () => {
  redis = await startTestRedis({ arguments: ['--requirepass', PASSWORD] });
  admin = new Redis({ host: redis.host, port: redis.port, password: PASSWORD });
});
afterAll(async () => {
  admin.disconnect();
  await redis.stop();
});

const examine = (variables: Record<string, string> = {}) =>
  diagnosed({
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
    REDIS_PASSWORD: PASSWORD,
    ...variables,
  });

test('a healthy Redis is told with its figures, and nothing in it changes', async () => {
  const before = await admin.dbsize();
  const found = await examine();
  expect(found.rows(TITLE, 'Соединение')).toEqual([`ok 127.0.0.1:${redis.port}, база 0`]);
  expect(found.rows(TITLE, 'Версия')).toEqual([expect.stringMatching(/^ok \d+\.\d+\.\d+$/)]);
  expect(found.rows(TITLE, 'Вытеснение')).toEqual(['ok noeviction']);
  expect(found.rows(TITLE, 'Память')).toEqual([expect.stringMatching(/^ok занято .* МиБ/)]);
  expect(found.rows(TITLE, 'Соединения')).toEqual([expect.stringMatching(/^ok открыто 2 из \d+/)]);
  expect(found.rows(TITLE, 'Задержка')).toEqual([expect.stringMatching(/^ok .* мс/)]);
  expect(found.rows(TITLE, 'Данные')).toEqual(['warning countries: версии нет']);
  expect(await admin.dbsize()).toBe(before);
});

describe('why Redis cannot be used', () => {
  test.each([
    ['a wrong password', { REDIS_PASSWORD: 'guess' }, /WRONGPASS/, /REDIS_PASSWORD/],
    ['no password', { REDIS_PASSWORD: '' }, /NOAUTH/, /Задайте REDIS_PASSWORD/],
    ['a database there is not', { REDIS_DB: '99' }, /такой базы/, /REDIS_DB/],
    ['a name nobody has', { REDIS_HOST: 'no-such-host.invalid' }, /DNS/, /REDIS_HOST/],
    ['TLS to a Redis without it', { REDIS_TLS: 'true' }, /TLS/, /REDIS_TLS=false/],
  ])('%s is told with the variable to change', async (_, variables, words, fix) => {
    const found = await examine(variables);
    expect(found.rows(TITLE, 'Соединение')).toEqual([expect.stringMatching(words)]);
    expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem/);
    expect(found.fix(TITLE, 'Соединение')).toMatch(fix);
    expect(found.rows(TITLE, 'Версия')).toEqual([]);
  });

  test('a port nobody listens on', async () => {
    const found = await examine({ REDIS_PORT: String(await freePort()) });
    expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*ECONNREFUSED/);
  });

  test('a Redis that hangs, and the examination ends', async () => {
    redis.pause();
    try {
      const found = await examine();
      expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*не отвечает.*timeout/);
    } finally {
      redis.resume();
    }
  });

  describe('over TLS', () => {
    let secure: TestRedis;
    let port: number;
    const directory = mkdtempSync(join(tmpdir(), 'doctor-tls-'));
    beforeAll(async () => {
      const { cert, key } = selfSigned();
      const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
      writeFileSync(certFile, cert);
      writeFileSync(keyFile, key);
      port = await freePort();
      const files = ['--tls-cert-file', certFile, '--tls-key-file', keyFile];
      const parameters = ['--tls-port', String(port), ...files, '--tls-auth-clients', 'no'];
      secure = await startTestRedis({ arguments: parameters });
    });
    afterAll(async () => {
      await secure.stop();
      rmSync(directory, { recursive: true });
    });

    test('a certificate nobody vouches for', async () => {
      const found = await examine({ REDIS_PORT: String(port), REDIS_TLS: 'true' });
      expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*сертификату/);
      expect(found.fix(TITLE, 'Соединение')).toContain('NODE_EXTRA_CA_CERTS');
    });

    test('a Redis that takes nothing else', async () => {
      const found = await examine({ REDIS_PORT: String(port) });
      expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem/);
      expect(found.fix(TITLE, 'Соединение')).toContain('REDIS_TLS=true');
    });
  });
});

describe('what is wrong with a Redis that answers', () => {
  afterEach(async () => {
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    await admin.config('SET', 'maxmemory', '0');
    await admin.config('SET', 'maxclients', '10000');
    await admin.config('SET', 'save', '');
  });

  test('a policy that evicts locks', async () => {
    await admin.config('SET', 'maxmemory-policy', 'volatile-lru');
    const found = await examine();
    expect(found.rows(TITLE, 'Вытеснение')[0]).toMatch(/^problem volatile-lru/);
    expect(found.fix(TITLE, 'Вытеснение')).toContain('noeviction');
  });

  test('a memory almost full', async () => {
    await admin.config('SET', 'maxmemory', '6mb');
    const found = await examine();
    expect(found.rows(TITLE, 'Память')[0]).toMatch(/^warning .* из 6 МиБ/);
  });

  test('connections that run out', async () => {
    await admin.config('SET', 'maxclients', '6');
    expect((await examine()).rows(TITLE, 'Соединения')[0]).toMatch(/^warning .*осталось 4$/);
    await admin.config('SET', 'maxclients', '1');
    const found = await examine();
    expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*max number of clients/);
  });

  test('persistence is told', async () => {
    await admin.config('SET', 'save', '60 1000');
    expect((await examine()).rows(TITLE, 'Сохранение')).toEqual(['ok RDB (60 1000)']);
  });

  test('a user without CONFIG, as in a cloud, is examined all the same', async () => {
    await admin.call('ACL', 'SETUSER', 'cloud', 'on', '>cloudy', '~*', '&*', '+@all', '-config');
    const found = await examine({ REDIS_USERNAME: 'cloud', REDIS_PASSWORD: 'cloudy' });
    expect(found.rows(TITLE, 'Вытеснение')).toEqual(['ok noeviction']);
    expect(found.rows(TITLE, 'Сохранение')[0]).toMatch(/узнать нельзя/);
  });

  test('a user who may hardly anything is told so', async () => {
    await admin.call('ACL', 'SETUSER', 'poor', 'on', '>penniless', '+ping', '+select');
    const found = await examine({ REDIS_USERNAME: 'poor', REDIS_PASSWORD: 'penniless' });
    expect(found.rows(TITLE, 'Версия и память')[0]).toMatch(/^warning .*INFO/);
    expect(found.rows(TITLE, 'Данные')[0]).toMatch(/^problem .*NOPERM/i);
    expect(found.fix(TITLE, 'Данные')).toContain('ACL SETUSER');
  });

  test('a password that Redis does not ask for, without a word of a library', async () => {
    const open = await startTestRedis();
    const found = await examine({ REDIS_PORT: String(open.port) });
    expect(found.rows(TITLE, 'Соединение')[0]).toMatch(/^warning .*не требует пароля/);
    expect(found.rows(TITLE, 'Версия')[0]).toMatch(/^ok/);
    await open.stop();
  });
});

describe('published data', () => {
  const countries = [
    { id: 1, rows: 3 },
    { id: 2, rows: 0 },
    { id: 3, rows: 5 },
  ];
  const catalogue: DatasetCatalogue = {
    root: 'countries',
    idsIn: () => ['catalog/1'],
    ownerOf: () => undefined,
    dataset: (id) => ({
      id,
      ttlMs: 1_000,
      limits: {
        minimumRows: 1,
        maximumAddedShare: 1,
        maximumAddedRows: 10,
        maximumRemovedShare: 1,
        maximumRemovedRows: 10,
      },
      load: async () => ({
        rows: 1,
        expectedRows: 1,
        source: '',
        findings: [],
        build: () => ({ documents: new Map([[ADMIN_COUNTRIES_PATH, { countries }]]) }),
      }),
      rowsOf: () => [],
    }),
  };

  test('is told with version and age, and what is missing, old or pinned', async () => {
    const commands = new Redis({ host: redis.host, port: redis.port, password: PASSWORD });
    const store = new RedisStore({
      commands,
      openBulk: () => commands.duplicate(),
      keys: createKeys(),
    });
    const refresher = new Refresher({ catalogue, store, log: silentLog });
    for (const scope of ['countries', 'catalog/1']) {
      await refresher.refresh({ scope, reason: 'schedule' });
    }
    const found = await examine();
    expect(found.rows(TITLE, 'Данные')).toEqual([
      expect.stringMatching(/^ok countries: версия \S+, проверена 0 мин назад$/),
      expect.stringMatching(/^ok catalog\/1: версия \S+/),
      'warning catalog/3: версии нет',
      'warning rates: версии нет',
      'warning market/1: версии нет',
      'warning market/3: версии нет',
    ]);
    await store.rollback('catalog/1', (await store.versions('catalog/1'))[0]?.version ?? '');
    await commands.hset(
      createKeys().pointer('countries'),
      'checkedAt',
      Date.now() - 3 * 86_400_000,
    );
    const later = await examine();
    expect(later.rows(TITLE, 'Данные').slice(0, 2)).toEqual([
      expect.stringMatching(/^warning countries: .*3 дн\. назад: срок прошёл$/),
      expect.stringMatching(/^warning catalog\/1: .*закреплена$/),
    ]);
    commands.disconnect();
  });
});
