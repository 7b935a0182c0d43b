import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bodyAt, ReaderBench } from '../support/readerBench.ts';

let bench: ReaderBench;

beforeEach(() => {
  bench = new ReaderBench();
});

describe('a pin', () => {
  beforeEach(async () => {
    await bench.refresh();
    bench.database.shelves.set(1, { a: 'wrong' });
    await bench.refresh('shelf/1');
    await bench.store.rollback('shelf/1');
  });

  test('stands above what a reader loads for itself', async () => {
    const reader = bench.makeReader();
    await reader.sync();
    bench.now += 1_000;
    await reader.refill('shelf/1');
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'one' });
  });

  test('is taken up by a reader that met it after loading for itself', async () => {
    const reader = bench.makeReader();
    const away = vi.spyOn(bench.store, 'current').mockRejectedValue(new Error('Redis is away'));
    bench.now += 1_000;
    await reader.read('/shelves/1');
    away.mockRestore();
    await reader.sync();
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'one' });
    expect(bench.asked).toEqual([]);
  });
});

describe('a refill', () => {
  test('brings what the database holds now, also when a load was already under way', async () => {
    const reader = bench.makeReader();
    await reader.read('/shelves/1');
    const release = bench.database.holdNext();
    const first = reader.refill('shelf/1');
    await vi.waitFor(() => expect(bench.database.loadsOf('shelf/1')).toBe(2));
    bench.database.shelves.set(1, { a: 'later' });
    const second = reader.refill('shelf/1');
    release();
    await Promise.all([first, second]);
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'later' });
  });

  test('counts as newer than what it replaces even when the clock was set back', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    bench.database.shelves.set(1, { a: 'corrected' });
    bench.now -= 3_600_000;
    await reader.refill('shelf/1');
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'corrected' });
  });

  test('leaves memory as it is when the database fails', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    bench.database.failure = new Error('connection refused');
    await expect(reader.refill('shelf/1')).rejects.toThrow('connection refused');
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'one' });
  });
});

describe('a reader that keeps nothing', () => {
  test('asks the database for every read and holds nothing afterwards', async () => {
    await bench.refresh();
    const reader = bench.makeReader({ keep: false });
    const read = await reader.read('/shelves/1/a');
    expect(read?.source).toBe('off');
    expect(read?.held.snapshot.body('/shelves/1/a')).toEqual({ value: 'one' });
    await reader.read('/shelves/1/a');
    expect(bench.database.loadsOf('shelf/1')).toBe(2);
    expect(reader.peek('/shelves/1/a')).toBeUndefined();
    expect(reader.held('shelf/1')).toBeUndefined();
  });

  test('shares one load among those who wait at the same time', async () => {
    const reader = bench.makeReader({ keep: false });
    await Promise.all(Array.from({ length: 100 }, () => reader.read('/shelves/1/a')));
    expect(bench.database.loadsOf('shelf/1')).toBe(1);
  });

  test('has nothing to bring into memory, so syncing loads nothing', async () => {
    const reader = bench.makeReader({ keep: false });
    for (let poll = 0; poll < 3; poll += 1) {
      bench.now += 10_000;
      expect(await reader.sync()).toBe(true);
    }
    expect(bench.database.loads).toEqual([]);
  });
});
