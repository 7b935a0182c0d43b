import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { Follower } from '../../src/cache/follower.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { Reader } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const READS = 2_000;
const PATIENCE = { timeout: 12_000, interval: 10 };

describe('reads while Redis breaks', () => {
  let server: TestRedis;
  let link: RedisLink;
  let store: RedisStore;
  let follower: Follower;
  let reader: Reader;
  const database = new FakeDatabase({ 1: { a: 'one' } });
  const catalogue = fakeCatalogue(database);

  const makeReader = () =>
    new Reader({
      catalogue,
      store,
      directLoader: new DirectLoader({ log: silentLog }),
      readLog: new ReadLog(silentLog),
      log: silentLog,
    });

  beforeEach(async () => {
    server = await startTestRedis();
    const { host, port } = server;
    const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
    link = openRedisLink({ config, log: silentLog });
    const keys = createKeys(randomUUID());
    store = new RedisStore({ ...link, keys });
    await vi.waitUntil(() => link.isUsable(), PATIENCE);
    await publish();
    reader = makeReader();
    follower = new Follower({ reader, store, log: silentLog, onStoreUsable: link.onUsable });
    follower.start();
    await vi.waitUntil(() => reader.held('shelf/1'), PATIENCE);
  });
  afterEach(async () => {
    server.resume();
    await follower.stop();
    await link.close();
    await server.stop();
  });

  const publish = () =>
    new Refresher({ catalogue, store, log: silentLog }).refresh({ scope: 'all', reason: 'admin' });

  /** Reads without pause, breaking things in the middle; how many reads had to wait for anything. */
  async function waitsAmong(read: () => Promise<unknown>, breakIt: () => unknown): Promise<number> {
    let waits = 0;
    for (let count = 0; count < READS; count += 1) {
      if (count === READS / 2) await breakIt();
      let turned = false;
      const turn = setImmediate(() => {
        turned = true;
      });
      expect(await read()).toMatchObject({ document: { path: '/shelves/1/a' } });
      if (turned) waits += 1;
      clearImmediate(turn);
      if (count % 50 === 0) await nextTurn();
    }
    return waits;
  }

  const faults: [string, () => unknown][] = [
    ['killed', () => server.kill()],
    ['stopped', () => server.pause()],
  ];

  test.each(faults)('none fails or waits while Redis is %s', async (_, breakIt) => {
    expect(await waitsAmong(() => reader.read('/shelves/1/a'), breakIt)).toBe(0);
  });

  test.each(faults)('none that begins cold fails while Redis is %s', async (_, breakIt) => {
    await breakIt();
    const startedAt = performance.now();
    const cold = Array.from({ length: 20 }, () => makeReader());
    const reads = await Promise.all(
      cold.flatMap((one) =>
        Array.from({ length: READS / cold.length }, () => one.read('/shelves/1/a')),
      ),
    );
    expect(reads.every((read) => read?.source === 'database')).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test.each(faults)(
    'the next version arrives after Redis was %s and is back',
    async (_, breakIt) => {
      await breakIt();
      await vi.waitFor(() => expect(link.isUsable()).toBe(false), PATIENCE);
      if (server.processId > 0) server.resume();
      if (_ === 'killed') await server.restart();
      await vi.waitFor(() => expect(link.isUsable()).toBe(true), PATIENCE);
      database.shelves.set(1, { a: randomUUID() });
      await publish();
      await vi.waitFor(() => {
        const body = reader.peek('/shelves/1/a')?.held.snapshot.body('/shelves/1');
        expect(body).toEqual(database.shelves.get(1));
      }, PATIENCE);
    },
  );

  test('following stops at once while Redis hangs', async () => {
    server.pause();
    const startedAt = performance.now();
    await follower.stop();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
