import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSessions } from '../../src/bot/sessions.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const PATIENCE = { timeout: 5_000, interval: 5 };

test('a session in memory is a copy of its own', async () => {
  const sessions = createSessions({ key: String });
  const session = { language: 'de' as const, query: 'x' };
  sessions.save(1, session);
  session.query = 'y';
  const loaded = await sessions.load(1);
  expect(loaded).toEqual({ language: 'de', query: 'x' });
  loaded.query = 'z';
  expect(await sessions.load(1)).toEqual({ language: 'de', query: 'x' });
  expect(await sessions.load(2)).toEqual({});
  sessions.forget(1);
  expect(await sessions.load(1)).toEqual({});
  sessions.save(1, { query: 'x' });
  sessions.clear();
  expect(await sessions.load(1)).toEqual({});
});

describe('in Redis', () => {
  let server: TestRedis;
  let link: RedisLink;
  beforeAll(async () => {
    server = await startTestRedis();
  });
  afterAll(() => server.stop());
  afterEach(() => link.close());

  const open = async () => {
    const { host, port } = server;
    const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
    link = openRedisLink({ config, log: silentLog });
    await vi.waitUntil(link.isUsable, PATIENCE);
    const prefix = `test-${randomUUID()}`;
    const key = (chatId: number) => `${prefix}:${chatId}`;
    const stored = () => link.commands.get(key(1));
    return { sessions: () => createSessions({ redis: link, key }), key, stored };
  };

  test('a session outlives the process, for thirty days', async () => {
    const { sessions, key, stored } = await open();
    sessions().save(1, { language: 'tr', query: 'Alanya' });
    await expect.poll(stored).not.toBeNull();
    expect(await sessions().load(1)).toEqual({ language: 'tr', query: 'Alanya' });
    const seconds = await link.commands.ttl(key(1));
    expect(seconds).toBeGreaterThan(29 * 86_400);
    expect(seconds).toBeLessThanOrEqual(30 * 86_400);
  });

  test('a session of nobody’s making is a new one', async () => {
    const { sessions, key } = await open();
    for (const text of ['{', '5', 'null', '[]', '{"language":"xx"}', '{"query":7}']) {
      await link.commands.set(key(1), text);
      expect(await sessions().load(1)).toEqual({});
    }
  });

  test('a session that did not change is not written again', async () => {
    const { sessions, key, stored } = await open();
    const one = sessions();
    one.save(1, { query: 'x' });
    await expect.poll(stored).not.toBeNull();
    await link.commands.set(key(1), 'untouched');
    one.save(1, { query: 'x' });
    await link.commands.ping();
    expect(await stored()).toBe('untouched');
  });

  test('one that Redis lost is written again with the next message', async () => {
    const { sessions, stored } = await open();
    const one = sessions();
    one.save(1, { query: 'x' });
    await expect.poll(stored).not.toBeNull();
    await server.restart();
    await vi.waitUntil(() => !link.isUsable(), PATIENCE).catch(() => {});
    await vi.waitUntil(link.isUsable, PATIENCE);
    one.save(1, await one.load(1));
    await expect.poll(stored).toBe('{"query":"x"}');
  });

  test('what was forgotten and then written while Redis was away is the last of it', async () => {
    const { sessions, stored } = await open();
    const one = sessions();
    await server.kill();
    await vi.waitUntil(() => !link.isUsable(), PATIENCE);
    one.save(1, { query: 'x' });
    one.forget(1);
    one.save(1, { query: 'y' });
    one.save(2, { query: 'z' });
    await server.restart();
    await expect.poll(() => stored().catch(() => null)).toBe('{"query":"y"}');
  });
});
