import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BullRefreshQueue, QUEUE_NAME } from '../../src/cache/bullRefreshQueue.ts';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { warnOfEviction } from '../../src/cache/evictionPolicy.ts';
import { Keeper } from '../../src/cache/keeper.ts';
import { createKeys, type Keys } from '../../src/cache/keys.ts';
import { Reader } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { startRefreshJob } from '../../src/worker/refreshJob.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { recordingLog, silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const PATIENCE = { timeout: 20_000, interval: 10 };
const ROOM = '8mb';

/** A Redis with little room, in which whatever was not used for long is thrown away. */
let server: TestRedis;
let link: RedisLink;
let keys: Keys;
let store: RedisStore;
let queue: BullRefreshQueue;
const database = new FakeDatabase({ 1: { a: 'one' }, 2: { b: 'two' } });
const catalogue = fakeCatalogue(database);
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  link = openRedisLink({ config, log: silentLog });
  await vi.waitUntil(link.isUsable, PATIENCE);
  await link.commands.flushall();
  keys = createKeys(`test-${randomUUID()}`);
  store = new RedisStore({ ...link, keys });
  queue = new BullRefreshQueue({ connection: link.commands, keys });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await link.commands.config('SET', 'maxmemory', '0');
  await queue.close();
  await link.close();
});

function startWorker(): void {
  const refresher = new Refresher({ catalogue, store, log: silentLog });
  const job = startRefreshJob({ redis: link, keys, refresher, log: silentLog });
  stops.push(() => job.stop());
}

const makeReader = () =>
  new Reader({
    catalogue,
    store,
    directLoader: new DirectLoader({ log: silentLog }),
    readLog: new ReadLog(silentLog),
    log: silentLog,
  });

/** Others fill Redis until what was there before is gone. */
async function crowdOut(key: string): Promise<void> {
  await link.commands.config('SET', 'maxmemory', ROOM);
  const stuff = 'x'.repeat(100_000);
  await vi.waitUntil(
    async () => {
      for (let count = 0; count < 20; count += 1) {
        await link.commands.set(`stuff:${randomUUID()}`, stuff, 'EX', 600);
      }
      return (await link.commands.exists(key)) === 0;
    },
    { ...PATIENCE, interval: 0 },
  );
}

test.each(['volatile-lru', 'allkeys-lru'])(
  'a worker warns once of %s and names the fix',
  async (policy) => {
    await link.commands.config('SET', 'maxmemory-policy', policy);
    const { log, lines } = recordingLog();
    warnOfEviction({
      redis: { commands: link.commands, onUsable: (listener) => void [listener(), listener()] },
      log,
    });
    await vi.waitFor(() => expect(lines).toHaveLength(1), PATIENCE);
    expect(lines[0]).toMatchObject({ level: 40, policy });
    expect(lines[0]?.msg).toContain('CONFIG SET maxmemory-policy noeviction');
    await link.commands.config('SET', 'maxmemory-policy', 'noeviction');
  },
);

test('an evicted snapshot is published again by the worker, and readers never notice', async () => {
  const refresher = new Refresher({ catalogue, store, log: silentLog });
  await refresher.refresh({ scope: 'all', reason: 'cold-start' });
  const reader = makeReader();
  await reader.sync();
  const [before] = await store.pointers(['shelf/1']);
  await link.commands.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await crowdOut(keys.bytes('shelf/1', before!.version!));
  const read = async () => {
    await reader.sync();
    const found = await reader.read('/shelves/1/a');
    expect([found?.source, found?.document.path]).toEqual(['memory', '/shelves/1/a']);
  };
  await read();
  startWorker();
  const keeper = new Keeper({ catalogue, store, queue, log: silentLog });
  await vi.waitFor(async () => {
    await keeper.tick();
    await read();
    expect(await store.pointers(['shelf/1'])).toMatchObject([{ present: true }]);
  }, PATIENCE);
  expect((await makeReader().read('/shelves/1/a'))?.source).toBe('redis');
}, 30_000);

describe('whatever of the queue is evicted', () => {
  const isDone = (value: string) =>
    vi.waitFor(async () => {
      const reader = makeReader();
      const found = await reader.read('/shelves/1/a');
      expect([found?.source, found?.held.snapshot.body('/shelves/1/a')]).toEqual([
        'redis',
        { value },
      ]);
      expect(await queue.active()).toBeUndefined();
    }, PATIENCE);
  /** The keys of the queue by what they are for: a job's are named after its number. */
  const kinds = async () => {
    const all = await link.commands.keys(`${keys.queue}:${QUEUE_NAME}:*`);
    return new Map(all.map((key) => [key.replace(/:\d+(?=$|:lock$)/, ':job'), key] as const));
  };
  const ask = () => queue.add({ scope: 'shelf/1', reason: 'admin' });

  test('while a job waits, the next event is carried out', async () => {
    await ask();
    for (const kind of (await kinds()).keys()) {
      database.shelves.set(1, { a: kind });
      await ask();
      await link.commands.del((await kinds()).get(kind) ?? kind);
      startWorker();
      await ask();
      await isDone(kind);
      expect(await queue.isPending('shelf/1')).toBe(false);
      for (const stop of stops.splice(0)) await stop();
    }
  }, 60_000);

  test('while a job is done, the next event is carried out', async () => {
    startWorker();
    const isLoading = () =>
      vi.waitUntil(async () => (await queue.active())?.step === 'loading', PATIENCE);
    let release = database.holdNext();
    await ask();
    await isLoading();
    const evicted = [...(await kinds()).keys()];
    expect(evicted.join()).toMatch(/:active.*:job:lock|:job:lock.*:active/);
    for (const kind of evicted) {
      const key = (await kinds()).get(kind);
      if (key !== undefined) await link.commands.del(key);
      database.shelves.set(1, { a: kind });
      await ask();
      release();
      await isDone(kind);
      release = database.holdNext();
      await ask();
      await isLoading();
    }
    release();
  }, 60_000);
});
