import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { ProcessRefreshQueue } from '../../src/cache/refreshQueue.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { silentLog } from '../support/logs.ts';

describe('the queue of memory mode', () => {
  let database: FakeDatabase;
  let store: MemoryStore;
  let queue: ProcessRefreshQueue;

  beforeEach(() => {
    database = new FakeDatabase({ 1: { a: '0' }, 2: { b: '0' } });
    store = new MemoryStore();
    const catalogue = fakeCatalogue(database);
    queue = new ProcessRefreshQueue(new Refresher({ catalogue, store, log: silentLog }));
  });

  const idle = () => vi.waitFor(async () => expect(await queue.active()).toBeUndefined());

  async function published(id: string, path: string) {
    const current = await store.current(id);
    return current?.bytes && new Snapshot(current.bytes).body(path);
  }

  test('makes of a thousand events at once two loads, and the last change is in', async () => {
    const events = Array.from({ length: 1_000 }, (_, change) => {
      database.shelves.set(1, { a: String(change) });
      return queue.add({ scope: 'shelf/1', reason: 'webhook' });
    });
    await Promise.all(events);
    await idle();
    expect(database.loadsOf('shelf/1')).toBe(2);
    expect(await published('shelf/1', '/shelves/1')).toEqual({ a: '999' });
  });

  test('makes of a thousand events during a load one more load', async () => {
    const release = database.holdNext();
    await queue.add({ scope: 'shelf/1', reason: 'webhook' });
    await vi.waitFor(() => expect(database.loads).toHaveLength(1));
    for (let change = 1; change <= 1_000; change += 1) {
      database.shelves.set(1, { a: String(change) });
      await queue.add({ scope: 'shelf/1', reason: 'webhook' });
    }
    release();
    await idle();
    expect(database.loadsOf('shelf/1')).toBe(2);
    expect(await published('shelf/1', '/shelves/1')).toEqual({ a: '1000' });
  });

  test('does one refresh after another, in the order of their coming', async () => {
    await queue.add({ scope: 'shelf/2', reason: 'admin' });
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await idle();
    expect(database.loads).toEqual(['shelf/2', 'shelf/1']);
  });

  test('says what it is doing', async () => {
    const release = database.holdNext();
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await vi.waitFor(() => expect(database.loads).toHaveLength(1));
    expect(await queue.active()).toEqual({ scope: 'shelf/1', dataset: 'shelf/1', step: 'loading' });
    release();
    await idle();
  });

  test('goes on after a refresh that failed', async () => {
    database.failure = new Error('down');
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await idle();
    database.failure = undefined;
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await idle();
    expect(await published('shelf/1', '/shelves/1')).toEqual({ a: '0' });
  });

  test('gathers events that may wait into one load, and says how much waits', async () => {
    for (let change = 0; change < 10; change += 1)
      await queue.add({ scope: 'shelf/1', reason: 'webhook', delayMs: 50 });
    await queue.add({ scope: 'shelf/2', reason: 'admin' });
    expect(await queue.depth()).toEqual({ active: 1, waiting: 1 });
    await vi.waitFor(() => expect(database.loads).toEqual(['shelf/2', 'shelf/1']));
    await idle();
    expect(await queue.depth()).toEqual({ active: 0, waiting: 0 });
  });

  test('does not let an event wait that others of its scope would make wait', async () => {
    await queue.add({ scope: 'shelf/1', reason: 'webhook', delayMs: 60_000 });
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await vi.waitFor(() => expect(database.loads).toEqual(['shelf/1']));
    await idle();
  });

  test('closes without waiting for what it does, and forgets the rest', async () => {
    const release = database.holdNext();
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await queue.add({ scope: 'shelf/2', reason: 'admin' });
    await queue.close();
    release();
    await idle();
    expect(database.loads).toEqual(['shelf/1']);
  });
});
