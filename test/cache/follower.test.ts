import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Follower } from '../../src/cache/follower.ts';
import type { Reader } from '../../src/cache/reader.ts';
import { silentLog } from '../support/logs.ts';
import { bodyAt, ReaderBench } from '../support/readerBench.ts';
import { until } from '../support/until.ts';

const OLD = { a: 'one', b: 'two' };
const CHANGED = { a: 'changed' };

describe('following the store', () => {
  let bench: ReaderBench;
  let reader: Reader;
  let follower: Follower;
  let becomeUsable: () => void;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    bench = new ReaderBench();
    reader = bench.makeReader();
    becomeUsable = () => {};
    follower = new Follower({
      reader,
      store: bench.store,
      log: silentLog,
      onStoreUsable: (listener) => {
        becomeUsable = listener;
      },
    });
  });
  afterEach(async () => {
    await follower.stop();
    vi.useRealTimers();
  });

  /** What is served in the end, while no time passes on the fake clock. */
  async function servedSoon(rows: unknown) {
    await until(() => isDeepStrictEqual(bodyAt(reader, '/shelves/1'), rows));
    return bodyAt(reader, '/shelves/1');
  }

  async function startWithOldVersion() {
    await bench.refresh();
    follower.start();
    await servedSoon(OLD);
    bench.database.shelves.set(1, CHANGED);
  }

  test('swaps as soon as a version is announced', async () => {
    await startWithOldVersion();
    await bench.refresh('shelf/1');
    expect(await servedSoon(CHANGED)).toEqual(CHANGED);
  });

  test('repairs a lost announcement within ten seconds', async () => {
    vi.spyOn(bench.store, 'subscribe').mockRejectedValue(new Error('no subscriber'));
    await startWithOldVersion();
    await bench.refresh('shelf/1');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(bodyAt(reader, '/shelves/1')).not.toEqual(CHANGED);
    await vi.advanceTimersByTimeAsync(1);
    expect(await servedSoon(CHANGED)).toEqual(CHANGED);
  });

  test('looks again as soon as the store is usable again', async () => {
    vi.spyOn(bench.store, 'subscribe').mockRejectedValue(new Error('no subscriber'));
    await startWithOldVersion();
    await bench.refresh('shelf/1');
    becomeUsable();
    expect(await servedSoon(CHANGED)).toEqual(CHANGED);
  });

  test('looks twice a second while something is missing', async () => {
    bench.breakStore();
    bench.database.failure = new Error('not yet');
    follower.start();
    await vi.advanceTimersByTimeAsync(400);
    bench.database.failure = undefined;
    bench.now += 2_000;
    await vi.advanceTimersByTimeAsync(500);
    expect(await servedSoon(OLD)).toEqual(OLD);
  });

  test('reads the pointers once more for announcements heard meanwhile, not once for each', async () => {
    await startWithOldVersion();
    const pointers = vi.spyOn(bench.store, 'pointers');
    for (let count = 0; count < 100; count += 1) becomeUsable();
    await vi.advanceTimersByTimeAsync(5_000);
    // one round asks for the root and its datasets at once
    expect(pointers.mock.calls.length).toBeLessThanOrEqual(2);
  });

  test('does nothing more once stopped', async () => {
    await startWithOldVersion();
    await follower.stop();
    await bench.refresh('shelf/1');
    becomeUsable();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bodyAt(reader, '/shelves/1')).not.toEqual(CHANGED);
  });
});
