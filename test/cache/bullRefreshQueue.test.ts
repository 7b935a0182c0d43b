import { randomUUID } from 'node:crypto';
import { UnrecoverableError, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BullRefreshQueue, QUEUE_NAME, WORKER_OPTIONS } from '../../src/cache/bullRefreshQueue.ts';
import type { Invalidation } from '../../src/cache/events.ts';
import { createKeys, type Keys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const PATIENCE = { timeout: 15_000, interval: 5 };

describe('the queue the processes share', () => {
  let server: TestRedis;
  let link: RedisLink;
  let keys: Keys;
  let queue: BullRefreshQueue;
  let database: FakeDatabase;
  let store: RedisStore;
  let refresher: Refresher;
  const workers: Worker[] = [];

  beforeAll(async () => {
    server = await startTestRedis();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const { host, port } = server;
    const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
    link = openRedisLink({ config, log: silentLog });
    const { commands, openBulk } = link;
    keys = createKeys(randomUUID());
    queue = new BullRefreshQueue({ connection: commands, keys });
    store = new RedisStore({ commands, openBulk, keys });
    database = new FakeDatabase({ 1: { a: '0' }, 2: { b: '0' } });
    refresher = new Refresher({ catalogue: fakeCatalogue(database), store, log: silentLog });
    await vi.waitUntil(() => link.isUsable(), PATIENCE);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close(true);
    await queue.close();
    await link.close();
  });

  function startWorker(): void {
    const connection = link.openWorker();
    const worker = new Worker<Invalidation>(
      QUEUE_NAME,
      async (job) => {
        await refresher.refresh({
          ...job.data,
          onProgress: (progress) => void job.updateProgress(progress).catch(() => {}),
        });
      },
      { ...WORKER_OPTIONS, connection, prefix: keys.queue },
    );
    worker.on('error', () => {});
    workers.push(worker);
  }

  async function published(): Promise<unknown> {
    const current = await store.current('shelf/1');
    return current?.bytes && new Snapshot(current.bytes).body('/shelves/1');
  }

  const isServed = (rows: unknown) =>
    vi.waitFor(async () => expect(await published()).toEqual(rows), PATIENCE);

  async function storm() {
    for (let change = 0; change < 1_000; change += 50) {
      const events = Array.from({ length: 50 }, (_, index) => {
        database.shelves.set(1, { a: String(change + index) });
        return queue.add({ scope: 'shelf/1', reason: 'webhook' });
      });
      await Promise.all(events);
    }
  }

  test('makes of a thousand events before a worker comes one load', async () => {
    await storm();
    startWorker();
    await isServed({ a: '999' });
    await vi.waitFor(async () => expect(await queue.active()).toBeUndefined(), PATIENCE);
    expect(database.loadsOf('shelf/1')).toBe(1);
  });

  test('makes of a thousand events during a load one more load, and the last change is in', async () => {
    const release = database.holdNext();
    startWorker();
    await queue.add({ scope: 'shelf/1', reason: 'webhook' });
    await vi.waitUntil(() => database.loads.length === 1, PATIENCE);
    await storm();
    release();
    await isServed({ a: '999' });
    await vi.waitFor(async () => expect(await queue.active()).toBeUndefined(), PATIENCE);
    expect(database.loadsOf('shelf/1')).toBe(2);
  });

  test('has a scope pending from the event to the end of the last attempt', async () => {
    const attempts: (() => Error | undefined)[] = [
      () => new Error('at first'),
      () => undefined,
      () => new UnrecoverableError('for good'),
    ];
    const seen: boolean[] = [];
    expect(await queue.isPending('shelf/1')).toBe(false);
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    expect(await queue.isPending('shelf/1')).toBe(true);
    const connection = link.openWorker();
    const settings = { ...WORKER_OPTIONS, connection, prefix: keys.queue };
    const work = async () => {
      const failure = attempts.shift()?.();
      if (failure) throw failure;
    };
    const worker = new Worker(QUEUE_NAME, work, settings);
    worker.once('failed', () => void queue.isPending('shelf/1').then((is) => seen.push(is)));
    workers.push(worker);
    const isOver = () => vi.waitUntil(async () => !(await queue.isPending('shelf/1')), PATIENCE);
    await isOver();
    expect([seen, attempts.length]).toEqual([[true], 1]);
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await isOver();
    expect(attempts).toEqual([]);
  });

  test('gathers events that may wait into one load, and says how much waits', async () => {
    startWorker();
    for (let change = 0; change < 10; change += 1)
      await queue.add({ scope: 'shelf/1', reason: 'webhook', delayMs: 300 });
    expect(await queue.depth()).toEqual({ active: 0, waiting: 1 });
    await isServed({ a: '0' });
    expect(database.loadsOf('shelf/1')).toBe(1);
    await vi.waitFor(
      async () => expect(await queue.depth()).toEqual({ active: 0, waiting: 0 }),
      PATIENCE,
    );
  });

  test('does not merge events of different scopes', async () => {
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await queue.add({ scope: 'shelf/2', reason: 'admin' });
    startWorker();
    await vi.waitUntil(() => database.loads.length === 2, PATIENCE);
    expect(database.loads).toEqual(['shelf/1', 'shelf/2']);
  });

  test('takes an event of a scope again after the one before was done', async () => {
    startWorker();
    for (const value of ['1', '2', '3']) {
      database.shelves.set(1, { a: value });
      await queue.add({ scope: 'shelf/1', reason: 'admin' });
      await isServed({ a: value });
      await vi.waitFor(async () => expect(await queue.active()).toBeUndefined(), PATIENCE);
    }
    expect(database.loadsOf('shelf/1')).toBe(3);
  });

  test('says what is being done', async () => {
    expect(await queue.active()).toBeUndefined();
    const release = database.holdNext();
    startWorker();
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await vi.waitFor(async () => {
      expect(await queue.active()).toEqual({
        scope: 'shelf/1',
        dataset: 'shelf/1',
        step: 'loading',
      });
    }, PATIENCE);
    release();
    await isServed({ a: '0' });
  });

  test('shares the work among several workers without doing any twice', async () => {
    await storm();
    startWorker();
    startWorker();
    await isServed({ a: '999' });
    await vi.waitFor(async () => expect(await queue.active()).toBeUndefined(), PATIENCE);
    expect(database.loadsOf('shelf/1')).toBeLessThanOrEqual(2);
  });

  describe('while Redis hangs', () => {
    afterEach(() => server.resume());

    test('refuses an event within a second', async () => {
      server.pause();
      const startedAt = performance.now();
      await expect(queue.add({ scope: 'shelf/1', reason: 'admin' })).rejects.toThrow('timed out');
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    });
  });

  describe('after Redis was killed', () => {
    test('refuses events at once, then takes them again, and the worker resumes', async () => {
      startWorker();
      await queue.add({ scope: 'shelf/1', reason: 'admin' });
      await isServed({ a: '0' });
      await server.kill();
      await vi.waitUntil(() => !link.isUsable(), PATIENCE);
      const startedAt = performance.now();
      await expect(queue.add({ scope: 'shelf/1', reason: 'admin' })).rejects.toThrow(
        /writeable|closed/,
      );
      expect(performance.now() - startedAt).toBeLessThan(500);
      await server.restart();
      await vi.waitUntil(() => link.isUsable(), PATIENCE);
      database.shelves.set(1, { a: 'after' });
      await queue.add({ scope: 'shelf/1', reason: 'admin' });
      await isServed({ a: 'after' });
    });
  });
});
