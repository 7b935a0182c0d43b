import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invalidation } from '../../src/cache/events.ts';
import { Keeper } from '../../src/cache/keeper.ts';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import type { ActiveRefresh, RefreshQueue } from '../../src/cache/refreshQueue.ts';
import { FakeDatabase, fakeCatalogue, ROOT } from '../support/datasets.ts';
import { silentLog } from '../support/logs.ts';

const HOUR_MS = 3_600_000;

/** Takes events until the test lets a worker do them; keeps one of a scope, as the real ones do. */
class HeldQueue implements RefreshQueue {
  readonly waiting = new Map<string, Invalidation>();
  running: ActiveRefresh | undefined;

  async add(event: Invalidation): Promise<void> {
    this.waiting.set(event.scope, event);
  }

  async active() {
    return this.running;
  }

  async depth() {
    return { active: 0, waiting: this.waiting.size };
  }

  readonly pending = new Set<string>();

  async isPending(scope: string): Promise<boolean> {
    return this.pending.has(scope);
  }

  async close(): Promise<void> {}
}

let now: number;
let database: FakeDatabase;
let store: MemoryStore;
let queue: HeldQueue;
let keeper: Keeper;

beforeEach(() => {
  now = Date.now();
  database = new FakeDatabase({ 1: { a: 'one' }, 2: { b: 'two' } });
  database.ttlMs = 24 * HOUR_MS;
  store = new MemoryStore(() => now);
  queue = new HeldQueue();
  keeper = makeKeeper();
});

function makeKeeper(): Keeper {
  const catalogue = fakeCatalogue(database);
  return new Keeper({ catalogue, store, queue, log: silentLog, now: () => now });
}

/** What the keeper asks for at this moment, as `scope reason`. */
async function asksFor(): Promise<string[]> {
  await keeper.tick();
  return [...queue.waiting.values()].map(({ scope, reason }) => `${scope} ${reason}`);
}

async function work() {
  const catalogue = fakeCatalogue(database);
  const refresher = new Refresher({ catalogue, store, log: silentLog, now: () => now });
  for (const event of queue.waiting.values()) await refresher.refresh(event);
  queue.waiting.clear();
}

async function workAll() {
  await queue.add({ scope: 'all', reason: 'cold-start' });
  await work();
}

describe('where nothing is published', () => {
  test('everything is asked for at once', async () => {
    expect(await asksFor()).toEqual(['all cold-start']);
  });

  test('nothing is asked for while it is being done', async () => {
    queue.running = { scope: 'all' };
    expect(await asksFor()).toEqual([]);
  });

  test('a single dataset that was lost is asked for alone', async () => {
    await workAll();
    await store.purge('shelf/2');
    expect(await asksFor()).toEqual(['shelf/2 cold-start']);
  });

  test('everything is asked for again when the store lost everything', async () => {
    await workAll();
    store = new MemoryStore(() => now);
    keeper = makeKeeper();
    expect(await asksFor()).toEqual(['all cold-start']);
  });

  test('a failed try is repeated after half a minute', async () => {
    database.failure = new Error('not yet');
    await workAll();
    now += 29_999;
    expect(await asksFor()).toEqual([]);
    now += 1;
    expect(await asksFor()).toEqual(['all cold-start']);
  });

  test('a failed try is repeated at once when the clock was set back meanwhile', async () => {
    database.failure = new Error('not yet');
    await workAll();
    now -= HOUR_MS;
    expect(await asksFor()).toEqual(['all cold-start']);
    await work();
    expect(await asksFor()).toEqual([]);
  });

  test('a refused try is repeated after five minutes', async () => {
    database.miscount = 1;
    await workAll();
    now += 299_999;
    expect(await asksFor()).toEqual([]);
    now += 1;
    expect(await asksFor()).toEqual(['all cold-start']);
  });
});

describe('on schedule', () => {
  beforeEach(workAll);

  test('each dataset is asked for before its age runs out, and not earlier', async () => {
    now += 0.9 * 24 * HOUR_MS - 1_000;
    expect(await asksFor()).toEqual([]);
    now += 2_000;
    expect(await asksFor()).toEqual([ROOT, 'shelf/1', 'shelf/2'].map((id) => `${id} schedule`));
  });

  test('content that was found unchanged is young again', async () => {
    now += 22 * HOUR_MS;
    await keeper.tick();
    await work();
    expect(await asksFor()).toEqual([]);
    now += 22 * HOUR_MS;
    expect(await asksFor()).toHaveLength(3);
  });

  test('a new dataset is found and asked for', async () => {
    await keeper.tick();
    database.shelves.set(3, { c: 'three' });
    await queue.add({ scope: ROOT, reason: 'admin' });
    await work();
    await store.purge('shelf/3');
    expect(await asksFor()).toEqual(['shelf/3 cold-start']);
  });

  test('a failure is not repeated all the time', async () => {
    now += 22 * HOUR_MS;
    database.failure = new Error('down');
    await keeper.tick();
    await work();
    now += 15_000;
    expect(await asksFor()).toEqual([]);
    now += 15_000;
    expect(await asksFor()).toHaveLength(3);
  });

  test('a pinned dataset goes on being loaded, once each time it is due', async () => {
    database.shelves.set(1, { a: 'wrong' });
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await work();
    now += 1;
    await store.rollback('shelf/1');
    now += 22 * HOUR_MS;
    expect(await asksFor()).toContain('shelf/1 schedule');
    await work();
    now += 15_000;
    expect(await asksFor()).toEqual([]);
    now += 22 * HOUR_MS;
    expect(await asksFor()).toContain('shelf/1 schedule');
  });

  test('several workers ask for no more than one', async () => {
    now += 22 * HOUR_MS;
    const others = [keeper, makeKeeper(), makeKeeper()];
    await Promise.all(others.map((other) => other.tick()));
    expect([...queue.waiting.keys()]).toEqual([ROOT, 'shelf/1', 'shelf/2']);
  });
});

describe('where the database changed and nobody told', () => {
  const LOOK_MS = 15_000;
  beforeEach(async () => {
    for (const id of [ROOT, 'shelf/1', 'shelf/2']) database.sources.set(id, 'revision 1');
    await workAll();
    await keeper.tick();
    database.loads.length = 0;
  });

  /** What is asked for at the next look. */
  async function next(): Promise<string[]> {
    now += LOOK_MS;
    return asksFor();
  }

  test('just what changed is asked for at the next look, once', async () => {
    expect(await next()).toEqual([]);
    database.sources.set('shelf/2', 'revision 2');
    expect(await next()).toEqual(['shelf/2 revision']);
    await work();
    expect(await next()).toEqual([]);
    expect(await next()).toEqual([]);
    expect(database.loads).toEqual(['shelf/2']);
  });

  test('a change is loaded within a minute', async () => {
    const changedAt = now;
    database.sources.set('shelf/2', 'revision 2');
    while ((await next()).length === 0);
    expect(now - changedAt).toBeLessThanOrEqual(60_000);
  });

  test('what was told and loaded meanwhile is not loaded again, nor by another worker', async () => {
    database.sources.set('shelf/2', 'revision 2');
    await queue.add({ scope: 'shelf/2', reason: 'webhook' });
    await work();
    expect(await next()).toEqual([]);
    keeper = makeKeeper();
    expect(await next()).toEqual([]);
    expect(database.loads).toEqual(['shelf/2']);
  });

  test.each(['shelf/2', 'all'])(
    'what is about to be loaded is not asked for (%s)',
    async (scope) => {
      database.sources.set('shelf/2', 'revision 2');
      queue.pending.add(scope);
      expect(await next()).toEqual([]);
      queue.pending.clear();
      expect(await next()).toEqual(['shelf/2 revision']);
    },
  );

  test('a worker that was away finds what changed meanwhile', async () => {
    database.sources.set('shelf/1', 'revision 7');
    keeper = makeKeeper();
    expect(await next()).toEqual(['shelf/1 revision']);
  });

  test('a change that left the content as it was is loaded once', async () => {
    database.sources.set('shelf/1', 'revision 2');
    await next();
    await work();
    expect((await store.refreshes('shelf/1'))[0]?.outcome).toBe('unchanged');
    expect(await next()).toEqual([]);
  });

  test('data that are refused are tried again after five minutes only', async () => {
    database.sources.set('shelf/1', 'revision 2');
    database.miscount = 1;
    await next();
    await work();
    const triedAt = now;
    while ((await next()).length === 0);
    expect(now - triedAt).toBe(300_000);
  });

  test('a database that does not answer is asked more seldom, and soon when it is back', async () => {
    database.failure = new Error('down');
    const before = database.asked;
    for (let look = 0; look < 40; look += 1) expect(await next()).toEqual([]);
    expect(database.asked - before).toBeLessThanOrEqual(21);
    database.failure = undefined;
    database.sources.set('shelf/1', 'revision 2');
    const backAt = now;
    while ((await next()).length === 0);
    expect(now - backAt).toBeLessThanOrEqual(45_000);
  });

  test('what the database does not tell of is left to the schedule', async () => {
    database.sources.clear();
    expect(await next()).toEqual([]);
  });
});

describe('a keeper that runs', () => {
  test('looks at once and every fifteen seconds, and an unreachable store does not end it', async () => {
    vi.useFakeTimers();
    const pointers = vi.spyOn(store, 'pointers').mockRejectedValueOnce(new Error('away'));
    keeper.start();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(queue.waiting.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect([...queue.waiting.keys()]).toEqual(['all']);
    keeper.stop();
    const calls = pointers.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pointers.mock.calls).toHaveLength(calls);
    vi.useRealTimers();
  });
});
