import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invalidation } from '../../src/cache/events.ts';
import { Invalidator } from '../../src/cache/invalidator.ts';
import type { Reader } from '../../src/cache/reader.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import type { ActiveRefresh, RefreshQueue } from '../../src/cache/refreshQueue.ts';
import { fakeCatalogue, ROOT } from '../support/datasets.ts';
import { bodyAt, ReaderBench } from '../support/readerBench.ts';
import { until } from '../support/until.ts';

/** A queue whose worker is the test. */
class HeldQueue implements RefreshQueue {
  readonly added: Invalidation[] = [];
  running: ActiveRefresh | undefined;
  isAway = false;

  async add(event: Invalidation): Promise<void> {
    if (this.isAway) throw new Error('Redis is away');
    this.added.push(event);
  }

  async active() {
    return this.running;
  }

  async depth() {
    return { active: 0, waiting: this.added.length };
  }

  pending: string | undefined;

  async isPending(scope: string) {
    return this.pending === scope;
  }

  async close(): Promise<void> {}
}

let bench: ReaderBench;
let queue: HeldQueue;
let reader: Reader;
let invalidator: Invalidator;
let becomeUsable: () => void;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  bench = new ReaderBench();
  queue = new HeldQueue();
  reader = bench.makeReader();
  await bench.refresh();
  await reader.sync();
  invalidator = new Invalidator({
    store: bench.store,
    queue,
    reader,
    log: bench.output.log,
    onStoreUsable: (listener) => {
      becomeUsable = listener;
    },
    now: () => bench.now,
  });
});
afterEach(async () => {
  await invalidator.close();
  vi.useRealTimers();
});

const clear = (scope = 'shelf/1', purge = false) =>
  invalidator.invalidate({ scope, reason: 'admin', purge });

async function work(scope = 'shelf/1') {
  const { store, output, database } = bench;
  const refresher = new Refresher({ catalogue: fakeCatalogue(database), store, log: output.log });
  return refresher.refresh({ scope, reason: 'admin' });
}

/** Gives what should not happen the time to happen. */
async function turns() {
  for (let turn = 0; turn < 200; turn += 1) await nextTurn();
}

describe('a job', () => {
  test('is taken by the queue at once, under an id fit for a URL', async () => {
    const acceptance = await clear();
    expect(acceptance).toEqual({
      jobId: expect.stringMatching(/^shelf\.1-\d{13}$/),
      scope: 'shelf/1',
      via: 'queue',
    });
    expect(queue.added).toEqual([{ scope: 'shelf/1', reason: 'admin' }]);
  });

  test('is queued, active, completed', async () => {
    const { jobId } = await clear();
    expect(await invalidator.job(jobId)).toMatchObject({ jobId, state: 'queued', refreshes: [] });
    queue.running = { scope: 'shelf/1', dataset: 'shelf/1', step: 'loading' };
    expect(await invalidator.job(jobId)).toMatchObject({
      state: 'active',
      progress: { dataset: 'shelf/1', step: 'loading' },
    });
    const [record] = await work();
    queue.running = undefined;
    expect(await invalidator.job(jobId)).toEqual({
      jobId,
      scope: 'shelf/1',
      state: 'completed',
      refreshes: [record],
    });
  });

  test('is active while everything is being refreshed', async () => {
    const { jobId } = await clear();
    queue.running = { scope: 'all', dataset: ROOT };
    expect((await invalidator.job(jobId))?.state).toBe('active');
    queue.running = { scope: 'shelf/2' };
    expect((await invalidator.job(jobId))?.state).toBe('queued');
  });

  test('of everything is completed when each dataset was loaded', async () => {
    const { jobId } = await clear('all');
    await work(ROOT);
    await work('shelf/1');
    expect((await invalidator.job(jobId))?.state).toBe('queued');
    await work('shelf/2');
    const status = await invalidator.job(jobId);
    expect(status?.state).toBe('completed');
    expect(status?.refreshes.map(({ dataset }) => dataset)).toEqual([ROOT, 'shelf/1', 'shelf/2']);
  });

  test('is known, and completed, though the clock was set back by an hour', async () => {
    const earlier = await clear();
    bench.now -= 3_600_000;
    const later = await clear();
    expect((await invalidator.job(earlier.jobId))?.state).toBe('queued');
    expect((await invalidator.job(later.jobId))?.state).toBe('queued');
    await work();
    expect((await invalidator.job(later.jobId))?.state).toBe('completed');
    expect((await invalidator.job(earlier.jobId))?.state).toBe('completed');
  });

  test('is not completed by a load that began before it', async () => {
    const release = bench.database.holdNext();
    const early = work();
    await until(() => bench.database.loads.length > 0);
    const { jobId } = await clear();
    release();
    await early;
    expect((await invalidator.job(jobId))?.state).toBe('queued');
  });

  test('is completed together with the others it was merged with', async () => {
    const jobs = await Promise.all([clear(), clear(), clear()]);
    await work();
    const states = await Promise.all(jobs.map(({ jobId }) => invalidator.job(jobId)));
    expect(states.map((status) => status?.state)).toEqual(['completed', 'completed', 'completed']);
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(3);
  });

  test('failed as long as every load after it failed', async () => {
    const { jobId } = await clear();
    bench.database.failure = new Error('statement timeout');
    await work();
    expect(await invalidator.job(jobId)).toMatchObject({
      state: 'failed',
      refreshes: [{ error: 'statement timeout' }],
    });
    bench.database.failure = undefined;
    await work();
    expect((await invalidator.job(jobId))?.state).toBe('completed');
  });

  test.each(['', 'shelf.1', 'shelf.9-1763857412345', 'x-1', '../a-1', 'shelf.1-1e5', 'local-x'])(
    'with the id «%s» was never given',
    async (jobId) => {
      expect(await invalidator.job(jobId)).toBeUndefined();
    },
  );

  test('whose load failed is not failed while it will be tried again', async () => {
    const { jobId } = await clear();
    bench.database.failure = new Error('statement timeout');
    await work();
    queue.pending = 'shelf/1';
    expect((await invalidator.job(jobId))?.state).toBe('active');
    queue.pending = undefined;
    expect((await invalidator.job(jobId))?.state).toBe('failed');
  });

  test('for all is not done while all are refreshed: datasets may yet turn up', async () => {
    const { jobId } = await clear('all');
    await work('all');
    queue.running = { scope: 'all', dataset: 'shelf/2' };
    expect((await invalidator.job(jobId))?.state).toBe('active');
    queue.running = undefined;
    expect((await invalidator.job(jobId))?.state).toBe('completed');
  });

  test('that purges empties the memory of the process that took it before it answers', async () => {
    expect(reader.held('shelf/1')).toBeDefined();
    await clear('shelf/1', true);
    expect(reader.held('shelf/1')).toBeUndefined();
  });

  test('that purges leaves no version to readers until the refresh', async () => {
    await clear('shelf/1', true);
    expect(await bench.store.versions('shelf/1')).toEqual([]);
    await reader.sync();
    expect(reader.held('shelf/1')).toBeUndefined();
    expect(reader.held('shelf/2')).toBeDefined();
  });
});

describe('without a worker', () => {
  const refilled = (value: string) =>
    until(() => isDeepStrictEqual(bodyAt(reader, '/shelves/1/a'), { value }));
  const warnings = () =>
    bench.output.messages().filter((line) => line.startsWith('Воркер не взял'));

  test('this process refills itself after ten seconds and says so', async () => {
    bench.database.shelves.set(1, { a: 'new' });
    await clear();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(warnings()).toEqual([]);
    bench.now += 10_000;
    await vi.advanceTimersByTimeAsync(1);
    await refilled('new');
    expect(warnings()).toHaveLength(1);
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'new' });
  });

  test('a storm of events leads to one refill', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => clear()));
    await vi.advanceTimersByTimeAsync(10_000);
    await until(() => warnings().length > 0);
    await vi.advanceTimersByTimeAsync(60_000);
    await turns();
    expect(warnings()).toHaveLength(1);
    expect(bench.database.loadsOf('shelf/1')).toBe(1);
  });

  test('events after one that was taken are watched as well', async () => {
    await clear();
    await work();
    await vi.advanceTimersByTimeAsync(5_000);
    bench.database.shelves.set(1, { a: 'newer' });
    await clear();
    await vi.advanceTimersByTimeAsync(5_000);
    await turns();
    expect(warnings()).toEqual([]);
    bench.now += 20_000;
    await vi.advanceTimersByTimeAsync(10_000);
    await refilled('newer');
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'newer' });
  });

  test('nothing is said when a worker took it', async () => {
    await clear();
    queue.running = { scope: 'shelf/1' };
    await vi.advanceTimersByTimeAsync(30_000);
    await turns();
    expect(warnings()).toEqual([]);
  });
});

describe('while Redis is away', () => {
  beforeEach(() => {
    queue.isAway = true;
    bench.now += 1_000;
    bench.database.shelves.set(1, { a: 'new' });
  });

  const ended = (jobId: string) =>
    until(async () => (await invalidator.job(jobId))?.state !== 'active');
  const sent = (count: number) => until(() => queue.added.length >= count);

  test('this process refills itself and tells what came of it', async () => {
    const { jobId, via } = await clear();
    expect(via).toBe('process');
    expect(await invalidator.job(jobId)).toMatchObject({ state: 'active' });
    await ended(jobId);
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'new' });
    expect(await invalidator.job(jobId)).toMatchObject({
      state: 'completed',
      refreshes: [{ dataset: 'shelf/1', outcome: 'published', rows: 1 }],
    });
  });

  test('a refill that fails is told as failed', async () => {
    bench.database.failure = new Error('gone too');
    const { jobId } = await clear();
    await ended(jobId);
    expect(await invalidator.job(jobId)).toMatchObject({
      state: 'failed',
      refreshes: [{ outcome: 'failed', error: 'gone too' }],
    });
  });

  test('a purge drops what is in memory', async () => {
    bench.database.failure = new Error('gone too');
    await clear('shelf/1', true);
    await turns();
    expect(reader.held('shelf/1')).toBeUndefined();
    expect(reader.held('shelf/2')).toBeDefined();
  });

  test('each scope is repeated once when Redis is back', async () => {
    for (const scope of ['shelf/1', 'shelf/2', 'shelf/1']) await clear(scope);
    queue.isAway = false;
    becomeUsable();
    await sent(2);
    expect(queue.added.map(({ scope }) => scope)).toEqual(['shelf/1', 'shelf/2']);
    becomeUsable();
    await turns();
    expect(queue.added).toHaveLength(2);
  });

  test('a purge that could not be done is not forgotten for a later event without one', async () => {
    await clear('shelf/1', true);
    await clear('shelf/1');
    queue.isAway = false;
    const purge = vi.spyOn(bench.store, 'purge');
    becomeUsable();
    await sent(1);
    expect(purge.mock.calls).toEqual([['shelf/1']]);
  });

  test('the event is repeated even after an outage too short to be noticed', async () => {
    await clear();
    await vi.advanceTimersByTimeAsync(5_000);
    queue.isAway = false;
    await vi.advanceTimersByTimeAsync(5_000);
    await sent(1);
    expect(queue.added).toEqual([expect.objectContaining({ scope: 'shelf/1', reason: 'admin' })]);
  });
});
