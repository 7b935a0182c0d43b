import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { createKeys, type Keys } from '../../src/cache/keys.ts';
import { Reader } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import type { SnapshotStore } from '../../src/cache/store.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { recordingLog, silentLog } from '../support/logs.ts';
import { startSlowProxy } from './support/slowProxy.ts';
import { startRedisOnDisk, type RedisOnDisk } from './support/redisOnDisk.ts';

const PATIENCE = { timeout: 12_000, interval: 20 };
const REFUSING =
  /^❌ Redis не принимает запись: (?:OOM|MISCONF) .+\. Прежние версии читаются, обновления ждут\./;
const TAKING = '✅ Redis снова принимает запись';

let server: RedisOnDisk;
let link: RedisLink;
let output: ReturnType<typeof recordingLog>;
let keys: Keys;
let store: RedisStore;
const database = new FakeDatabase({ 1: { a: 'one' } });
const catalogue = fakeCatalogue(database);

beforeAll(async () => {
  server = await startRedisOnDisk();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  output = recordingLog();
  link = openRedisLink({ config, log: output.log });
  await vi.waitUntil(link.isUsable, PATIENCE);
  keys = createKeys(`test-${randomUUID()}`);
  store = new RedisStore({ ...link, keys });
});
afterEach(() => link.close());

const FAULTS = {
  memory: {
    fill: async () => void (await link.commands.config('SET', 'maxmemory', '1')),
    free: async () => void (await link.commands.config('SET', 'maxmemory', '0')),
  },
  disk: {
    fill: async () => {
      server.limitFiles(1);
      // it is told to whoever writes after the one whose bytes found no room
      const refused = () =>
        link.commands.set(`${keys.clock}:fill`, 'x').then(
          () => false,
          () => true,
        );
      await vi.waitUntil(refused, PATIENCE);
    },
    free: async () => server.limitFiles(),
  },
};

const refresh = async (into: SnapshotStore = store) => {
  const refresher = new Refresher({ catalogue, store: into, log: silentLog });
  return (await refresher.refresh({ scope: 'shelf/1', reason: 'admin' }))[0];
};

/** What a process reads that has just started. */
async function readCold(): Promise<unknown> {
  const directLoader = new DirectLoader({ log: silentLog });
  const readLog = new ReadLog(silentLog);
  const reader = new Reader({ catalogue, store, directLoader, readLog, log: silentLog });
  const found = await reader.read('/shelves/1/a');
  return [found?.source, found?.held.snapshot.body('/shelves/1/a')];
}

/** The store of a worker under whom Redis fills up before a step. */
function filledBefore(step: string, fill: () => Promise<void>): SnapshotStore {
  return new Proxy<SnapshotStore>(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]) => {
        if (name === step) await fill();
        return Reflect.apply(member, target, parameters) as unknown;
      };
    },
  });
}

const said = () => output.messages().filter((line) => !line.includes('соединение установлено'));

describe.each(['memory', 'disk'] as const)('a Redis whose %s is full', (what) => {
  const { fill, free } = FAULTS[what];
  afterEach(free);

  test('keeps the version before for all to read, is told of once, and takes the next when there is room', async () => {
    database.shelves.set(1, { a: 'before' });
    const refresher = new Refresher({ catalogue, store, log: silentLog });
    await refresher.refresh({ scope: 'all', reason: 'admin' });
    const [pointer] = await store.pointers(['shelf/1']);
    await fill();
    database.shelves.set(1, { a: 'after' });
    for (let tries = 0; tries < 2; tries += 1) {
      const record = await refresh();
      expect(record).toMatchObject({ outcome: 'failed' });
      expect(record?.error).toMatch(/OOM|MISCONF/);
    }
    expect(await store.pointers(['shelf/1'])).toEqual([pointer]);
    expect(await readCold()).toEqual(['redis', { value: 'before' }]);
    await vi.waitUntil(() => link.writeRefusal() !== undefined, PATIENCE);

    await free();
    await vi.waitUntil(() => link.writeRefusal() === undefined, PATIENCE);
    expect(said()).toEqual([expect.stringMatching(REFUSING), TAKING]);
    expect(await refresh()).toMatchObject({ outcome: 'published' });
    expect(await readCold()).toEqual(['redis', { value: 'after' }]);
    const kept = (await store.versions('shelf/1')).map(({ version }) =>
      keys.bytes('shelf/1', version),
    );
    const bytes = await link.commands.keys(`${keys.bytes('shelf/1', '')}*`);
    expect(bytes.sort()).toEqual(kept.sort());
  }, 30_000);

  test('gives a version that takes a while to be brought', async () => {
    database.shelves.set(1, { a: 'before' });
    await refresh();
    await using proxy = await startSlowProxy(server.port);
    proxy.delayMs = () => 400;
    const openBulk = () => new Redis({ host: proxy.host, port: proxy.port, retryStrategy: null });
    const slow = new RedisStore({ commands: link.commands, openBulk, keys });
    await fill();
    expect(await slow.current('shelf/1')).toMatchObject({ pointer: { present: true } });
  });

  test.each(['confirm', 'newest', 'stage', 'publish', 'record'])(
    'since the step %s shows one version or the other, whole',
    async (step) => {
      database.shelves.set(1, { a: 'before' });
      await refresh();
      database.shelves.set(1, { a: 'after' });
      const record = await refresh(filledBefore(step, fill));
      const isPublished = record?.outcome === 'published';
      expect(record?.error ?? '').toMatch(isPublished ? /^$/ : /^(?:OOM|MISCONF)/);
      const value = isPublished ? 'after' : 'before';
      expect(await readCold()).toEqual(['redis', { value }]);
      expect(await store.pointers(['shelf/1'])).toMatchObject([{ present: true }]);
    },
  );
});
