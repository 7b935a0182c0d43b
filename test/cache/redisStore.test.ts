import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAnnouncements, type Announcements } from '../../src/cache/announcements.ts';
import { createKeys, type Keys } from '../../src/cache/keys.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { STAGED_SECONDS } from '../../src/cache/store.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { describeStore } from './storeContract.ts';

describe('the Redis store', () => {
  let server: TestRedis;
  let commands: Redis;
  let announcements: Announcements;
  let keys: Keys;
  let store: RedisStore;

  const open = (settings: { commandTimeout?: number } = {}) =>
    new Redis({ host: server.host, port: server.port, ...settings }).on('error', () => {});
  const openBulk = () => open();

  beforeAll(async () => {
    server = await startTestRedis();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    commands = open();
    announcements = createAnnouncements({ commands, openOwn: open });
    keys = createKeys(randomUUID());
    store = new RedisStore({ commands, hear: announcements.hear, openBulk, keys });
  });
  afterEach(() => {
    commands.disconnect();
    announcements.close();
  });

  describeStore(() => ({
    store,
    async expireStaged(dataset, version) {
      const key = keys.bytes(dataset, version);
      const seconds = await commands.ttl(key);
      if (seconds > 0 && seconds <= STAGED_SECONDS) await commands.pexpire(key, 0);
    },
    async settled() {
      // announcements are delivered in order, and this one is the last
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = await store.subscribe(({ dataset }) => dataset === 'settled' && resolve());
      await commands.publish(keys.announcements, '{"dataset":"settled","sequence":0}');
      await promise;
      await end();
    },
  }));

  async function publish(version: string, begun?: number) {
    const sequence = begun ?? (await store.nextSequence());
    await store.stage('shelf/1', version, Buffer.from(version));
    const facts = { contentHash: version, checkedAt: sequence, rows: 1, bytes: version.length };
    return store.publish('shelf/1', { version, sequence, ...facts });
  }

  test('leaves no bytes behind but those of the versions kept', async () => {
    for (const version of ['v1', 'v2', 'v3', 'v4', 'v5']) await publish(version);
    const kept = await commands.keys(`${keys.bytes('shelf/1', '')}*`);
    const expected = ['v3', 'v4', 'v5'].map((version) => keys.bytes('shelf/1', version));
    expect(kept.sort()).toEqual(expected);
    await store.purge('shelf/1');
    expect(await commands.keys(`${keys.bytes('shelf/1', '')}*`)).toEqual([]);
  });

  test('gives later sequences than that of a load which outlived the clock', async () => {
    const ahead = await store.nextSequence(Date.now() + 60_000);
    await commands.del(keys.clock);
    expect(await publish('v1', ahead)).toBe('published');
    expect(await store.nextSequence()).toBeGreaterThan(ahead);
    await commands.del(keys.clock);
    const checked = { sequence: ahead + 1_000, contentHash: 'v1', checkedAt: 1 };
    expect(await store.confirm('shelf/1', checked)).toBe('confirmed');
    expect(await store.nextSequence()).toBeGreaterThan(ahead + 1_000);
  });

  test('says of an evicted version that its bytes are not there', async () => {
    await publish('v1');
    await commands.del(keys.bytes('shelf/1', 'v1'));
    expect(await store.pointers(['shelf/1'])).toMatchObject([{ version: 'v1', present: false }]);
    expect(await store.current('shelf/1')).toMatchObject({ bytes: undefined });
    expect(await store.newest('shelf/1')).toBeUndefined();
    const sequence = await store.nextSequence();
    const load = { sequence, contentHash: 'v1', checkedAt: sequence };
    expect(await store.confirm('shelf/1', load)).toBe('missing');
  });

  test('asks two small commands for pointers that have not moved, and sees every move and loss', async () => {
    await publish('v1');
    const other = new RedisStore({ commands: open(), openBulk, keys });
    const datasets = ['shelf/1', 'shelf/2'];
    const versionSeen = async () => (await store.pointers(datasets))[0]?.version;
    expect(await versionSeen()).toBe('v1');
    const run = vi.spyOn(commands, 'eval');
    expect(await versionSeen()).toBe('v1');
    expect(run).not.toHaveBeenCalled();

    await other.purge('shelf/1');
    expect(await versionSeen()).toBeUndefined();
    await publish('v2');
    expect(await versionSeen()).toBe('v2');
    await commands.del(keys.bytes('shelf/1', 'v2'));
    expect((await store.pointers(datasets))[0]).toMatchObject({ version: 'v2', present: false });
    await commands.del(keys.pointer('shelf/1'));
    expect((await store.pointers(datasets))[0]).toBeUndefined();
  });

  test('gives bytes larger than one answer carries, whole', async () => {
    const bytes = randomBytes(1_000_003);
    await store.stage('shelf/1', 'v1', bytes);
    await store.publish('shelf/1', {
      version: 'v1',
      sequence: await store.nextSequence(),
      contentHash: 'v1',
      checkedAt: 0,
      rows: 1,
      bytes: bytes.length,
    });
    expect((await store.current('shelf/1'))?.bytes?.equals(bytes)).toBe(true);
  });

  test('reads anew when the version goes while its bytes are read', async () => {
    await publish('v1');
    const getrange = commands.getrangeBuffer.bind(commands);
    vi.spyOn(commands, 'getrangeBuffer').mockImplementationOnce(async (...parameters) => {
      await store.purge('shelf/1');
      await publish('v2');
      return getrange(...parameters);
    });
    expect((await store.current('shelf/1'))?.pointer.version).toBe('v2');
  });

  test('rolls back only to versions whose bytes are there', async () => {
    for (const version of ['v1', 'v2', 'v3']) await publish(version);
    await commands.del(keys.bytes('shelf/1', 'v2'));
    expect(await store.rollback('shelf/1', 'v2')).toBeUndefined();
    expect(await store.rollback('shelf/1')).toMatchObject({ version: 'v1', present: true });
    expect(await store.unpin('shelf/1')).toMatchObject({ version: 'v3', present: true });
  });

  test('ends a pin even when no version is left', async () => {
    for (const version of ['v1', 'v2']) await publish(version);
    await store.rollback('shelf/1');
    await commands.del(keys.bytes('shelf/1', 'v1'), keys.bytes('shelf/1', 'v2'));
    expect(await store.unpin('shelf/1')).toMatchObject({ pinned: false, present: false });
    expect(await publish('v3')).toBe('published');
  });

  test('gives growing sequences when the clock was set back', async () => {
    const ahead = Date.now() + 3_600_000;
    await commands.set(keys.clock, ahead);
    expect(await store.nextSequence()).toBeGreaterThan(ahead);
  });

  test('does not mix installations with different prefixes', async () => {
    await publish('v1');
    const other = createKeys(randomUUID());
    const neighbour = new RedisStore({ commands, hear: announcements.hear, openBulk, keys: other });
    expect(await neighbour.pointers(['shelf/1'])).toEqual([undefined]);
  });

  test('refuses to be subscribed to without a subscriber', async () => {
    const deaf = new RedisStore({ commands, openBulk, keys });
    await expect(deaf.subscribe(() => {})).rejects.toThrow('without a subscriber');
  });

  describe('while Redis hangs', () => {
    afterEach(() => server.resume());

    test('gives up a blob within two seconds, however long its own connection would wait', async () => {
      await publish('v1');
      const impatient = open({ commandTimeout: 400 });
      await impatient.ping();
      const hanging = new RedisStore({ commands: impatient, openBulk, keys });
      server.pause();
      const startedAt = performance.now();
      await expect(hanging.stage('shelf/1', 'v2', Buffer.alloc(9))).rejects.toThrow(
        'Redis не отвечает',
      );
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      impatient.disconnect();
    });
  });
});
