import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeys, type Keys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type { Person } from '../../src/people/person.ts';
import { createUsers, type Users, type UsersDependencies } from '../../src/people/users.ts';
import { startPeopleJob } from '../../src/worker/peopleJob.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { recordingLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';

const PATIENCE = { timeout: 10_000, interval: 10 };

let supabase: EmbeddedSupabase;
let gate: Gate;
let server: TestRedis;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [supabase, server] = await Promise.all([startTestSupabase(), startTestRedis()]);
  gate = await startGate(supabase.url);
});
afterAll(async () => {
  await gate.shut();
  await Promise.all([supabase.stop(), server.stop()]);
});
beforeEach(async () => {
  await supabase.sql('truncate users');
  gate.passed.length = 0;
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const personOf = (telegramId: number, about: Partial<Person> = {}): Person => ({
  telegramId,
  username: `u${telegramId}`,
  firstName: 'Ada',
  lastName: null,
  language: 'en',
  blocked: false,
  ...about,
});

interface Row {
  telegram_id: number;
  username: string | null;
  tg_name: string | null;
  language: string;
  user_status: string | null;
  blocked: boolean;
}
const rows = () =>
  supabase.sql<Row>(
    `select telegram_id::float, username, tg_name, language, user_status, blocked_at is not null as blocked
     from users order by telegram_id`,
  );
const isStored = (expected: Partial<Row>[]) =>
  vi.waitFor(
    async () => expect(await rows()).toEqual(expected.map((row) => expect.objectContaining(row))),
    PATIENCE,
  );
const count = async () =>
  (await supabase.sql<{ count: number }>('select count(*)::int from users'))[0]?.count;
const passed = (method: string) => gate.passed.filter((line) => line.startsWith(method)).length;

function databaseThroughGate({ isWritable = true } = {}) {
  return createDatabase({
    url: gate.url,
    readKey: supabase.anonKey,
    serviceRoleKey: isWritable ? supabase.serviceRoleKey : undefined,
    webhookSecret: undefined,
  });
}

function usersWith(dependencies: Partial<UsersDependencies> = {}) {
  const { log, lines, messages } = recordingLog();
  const keys = createKeys(`test-${randomUUID()}`);
  const users = createUsers({ database: databaseThroughGate(), keys, log, ...dependencies });
  closing.push(() => users.close());
  return { users, lines, messages };
}

async function openLink(): Promise<RedisLink> {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  const link = openRedisLink({ config, log: recordingLog().log });
  closing.push(() => link.close());
  await vi.waitUntil(link.isUsable, PATIENCE);
  return link;
}

function startJob(redis: RedisLink, keys: Keys) {
  const { log, lines, messages } = recordingLog();
  const job = startPeopleJob({ redis, keys, database: databaseThroughGate(), log });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= job.stop());
  closing.push(stop);
  return { stop, lines, messages };
}

async function withRedis({ worker = true } = {}) {
  const redis = await openLink();
  const keys = createKeys(`test-${randomUUID()}`);
  const job = worker ? startJob(redis, keys) : undefined;
  const { users, lines, messages } = usersWith({ redis, keys });
  const outbox = () => redis.commands.hlen(keys.outbox);
  return { redis, keys, job, users, lines, messages, outbox };
}

const outages = (messages: string[]) => messages.filter((line) => line.startsWith('Пользовател'));

describe.each(['memory mode', 'Redis'])('people with %s', (mode) => {
  const start = async () => (mode === 'Redis' ? withRedis() : usersWith());

  test('are stored with our columns, and rights and date of creation stay', async () => {
    await supabase.sql(
      `insert into users (telegram_id, username, user_status, created_at) values (1, 'old', 'admin', '2020-01-01')`,
    );
    const { users } = await start();
    users.save(personOf(1, { firstName: 'A\0d\ud800a', blocked: true }));
    await isStored([{ username: 'u1', tg_name: 'Ada', user_status: 'admin', blocked: true }]);
    const kept = await supabase.sql<{ year: number }>(
      'select extract(year from created_at)::int as year from users',
    );
    expect(kept).toEqual([{ year: 2020 }]);
    users.save(personOf(1, { language: 'tr' }));
    await isStored([{ language: 'tr', blocked: false }]);
  });

  test('a thousand saves of 200 people are a few requests, and the last of each is stored', async () => {
    const { users } = await start();
    for (let round = 1; round <= 5; round += 1) {
      for (let id = 1; id <= 200; id += 1)
        users.save(personOf(id, { firstName: `round ${round}` }));
    }
    await vi.waitFor(async () => expect(await count()).toBe(200), PATIENCE);
    expect(new Set((await rows()).map(({ tg_name }) => tg_name))).toEqual(new Set(['round 5']));
    expect(passed('POST')).toBeLessThanOrEqual(mode === 'Redis' ? 3 : 1);
  });

  test('are forgotten, whatever was saved before', async () => {
    const { users } = await start();
    users.save(personOf(1));
    users.save(personOf(2));
    await isStored([{ telegram_id: 1 }, { telegram_id: 2 }]);
    users.save(personOf(1, { language: 'de' }));
    users.forget(1);
    await isStored([{ telegram_id: 2 }]);
    expect(await users.find(1)).toBeUndefined();
    users.save(personOf(1, { language: 'fr' }));
    await isStored([{ telegram_id: 1, language: 'fr' }, { telegram_id: 2 }]);
  });

  test('wait while Supabase is away, with one line at its beginning and one at its end', async () => {
    const started = await start();
    const messages = 'job' in started ? started.job!.messages : started.messages;
    await gate.shut();
    started.users.save(personOf(1));
    await vi.waitFor(() => expect(outages(messages())).toHaveLength(1), PATIENCE);
    started.users.save(personOf(1, { language: 'tr' }));
    started.users.save(personOf(2));
    expect(await started.users.find(1)).toEqual({ language: 'tr' });
    await gate.open();
    await isStored([{ telegram_id: 1, language: 'tr' }, { telegram_id: 2 }]);
    await vi.waitFor(
      () =>
        expect(outages(messages())).toEqual([
          expect.stringContaining('пока не сохраняются'),
          expect.stringContaining('снова сохраняются'),
        ]),
      PATIENCE,
    );
  });

  test('one whom the database refuses is dropped without a word about them, the others are stored', async () => {
    await supabase.sql(`alter table users add constraint taste check (username <> 'u2')`);
    closing.push(async () => void (await supabase.sql('alter table users drop constraint taste')));
    const started = await start();
    const lines = 'job' in started ? started.job!.lines : started.lines;
    for (const id of [1, 2, 3]) started.users.save(personOf(id));
    await isStored([{ telegram_id: 1 }, { telegram_id: 3 }]);
    const errors = () => lines.filter(({ level }) => level === 50);
    await vi.waitFor(() => expect(errors()).toHaveLength(1), PATIENCE);
    expect(errors()).toMatchObject([{ telegramId: 2, code: '23514' }]);
    expect(JSON.stringify(lines)).not.toMatch(/u2|Ada/);
  });
});

test('people wait for a migration that is missing, and it is named once', async () => {
  await supabase.sql('alter table users rename to users_elsewhere');
  closing.push(async () => {
    await supabase.sql('alter table if exists users_elsewhere rename to users');
  });
  const { users, job } = await withRedis();
  const errors = () => job!.lines.filter(({ level }) => level === 50);
  users.save(personOf(1));
  await vi.waitFor(() => expect(errors()).toHaveLength(1), PATIENCE);
  const tried = passed('POST');
  await vi.waitFor(() => expect(passed('POST')).toBeGreaterThan(tried), PATIENCE);
  await supabase.sql('alter table users_elsewhere rename to users');
  await isStored([{ telegram_id: 1 }]);
  expect(errors().map(({ msg }) => msg)).toEqual([expect.stringContaining('Примените миграции')]);
});

describe('finding people', () => {
  const found = (users: Users, ids: number[]) => Promise.all(ids.map((id) => users.find(id)));

  test('asks once for 200 who come at once', async () => {
    await supabase.sql(`
      insert into users (telegram_id, language, user_status)
      select 7000000000 + id, case when id = 5 then 'EN' else 'ru' end, case when id = 5 then 'admin' end
      from generate_series(1, 199) as id`);
    const { users } = usersWith();
    const ids = Array.from({ length: 200 }, (_, index) => 7_000_000_001 + index);
    const people = await found(users, ids);
    expect(people[3]).toEqual({ language: 'ru' });
    expect(people[4]).toEqual({ language: 'en' });
    expect(people[199]).toBeUndefined();
    expect(passed('GET')).toBe(1);
  });

  test('waits a quarter of a second for a database that hangs, and not at all for half a minute after', async () => {
    const clock = { now: 1_000_000 };
    const { users } = usersWith({ now: () => clock.now });
    await supabase.sql(`insert into users (telegram_id, language) values (1, 'de')`);
    gate.hanging = true;
    closing.push(async () => void (gate.hanging = false));
    const startedAt = performance.now();
    expect(await users.find(1)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(400);
    const asked = gate.passed.length;
    const again = performance.now();
    expect(await users.find(1)).toBeUndefined();
    expect(performance.now() - again).toBeLessThan(100);
    expect(gate.passed).toHaveLength(asked);
    gate.hanging = false;
    clock.now += 30_001;
    expect(await users.find(1)).toEqual({ language: 'de' });
  });

  test('sees what another process has put into the outbox', async () => {
    const { users, redis, keys } = await withRedis({ worker: false });
    const other = usersWith({ redis, keys }).users;
    await gate.shut();
    closing.push(() => gate.open());
    users.save(personOf(1, { language: 'fr' }));
    await vi.waitFor(async () => expect(await other.find(1)).toEqual({ language: 'fr' }), PATIENCE);
    users.forget(1);
    await vi.waitFor(async () => expect(await other.find(1)).toBeUndefined(), PATIENCE);
  });
});

describe('a process that ends', () => {
  test('leaves what the worker did not bring yet to the next worker', async () => {
    const { users, outbox, redis, keys } = await withRedis({ worker: false });
    users.save(personOf(1));
    users.forget(2);
    await users.close();
    expect(await outbox()).toBe(2);
    startJob(redis, keys);
    await isStored([{ telegram_id: 1 }]);
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
  });

  test.each(['hangs', 'is gone'])('writes to the database itself when Redis %s', async (how) => {
    const { users } = await withRedis({ worker: false });
    if (how === 'hangs') server.pause();
    else await server.kill();
    closing.push(async () => (how === 'hangs' ? server.resume() : server.restart()));
    users.save(personOf(1));
    users.forget(2);
    const startedAt = performance.now();
    await users.close();
    expect(performance.now() - startedAt).toBeLessThan(2_100);
    expect(await rows()).toMatchObject([{ telegram_id: 1 }]);
  });

  test('gives up within two seconds when nothing answers, and says how many it lost', async () => {
    const { users, messages } = usersWith();
    gate.hanging = true;
    closing.push(async () => void (gate.hanging = false));
    users.save(personOf(1));
    const startedAt = performance.now();
    await users.close();
    expect(performance.now() - startedAt).toBeLessThan(2_300);
    expect(messages()).toContain('Изменения о пользователях не сохранены');
  });
});

test('Redis that comes back gets what was saved meanwhile, the newest of each person', async () => {
  const { users, redis } = await withRedis();
  await server.kill();
  await vi.waitUntil(() => !redis.isUsable(), PATIENCE);
  users.save(personOf(1));
  users.save(personOf(1, { language: 'tr' }));
  expect(await users.find(1)).toEqual({ language: 'tr' });
  await server.restart();
  await isStored([{ telegram_id: 1, language: 'tr' }]);
});

test('without the service key nothing is kept, and it is said once', async () => {
  const { users, messages } = usersWith({ database: databaseThroughGate({ isWritable: false }) });
  expect(users.kept).toBe(false);
  users.save(personOf(1));
  users.forget(1);
  expect(await users.find(1)).toBeUndefined();
  await users.close();
  expect(messages()).toEqual(['Пользователи не сохраняются: не задан SUPABASE_SERVICE_ROLE_KEY']);
  expect(gate.passed).toEqual([]);
});
