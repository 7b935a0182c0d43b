import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { ROOT, ROOT_PATH } from '../support/datasets.ts';
import { bodyAt, ReaderBench } from '../support/readerBench.ts';

const EMPTY = '📡 Кэш пуст, загружаем данные из БД';

let bench: ReaderBench;

beforeEach(() => {
  bench = new ReaderBench();
});

describe('a read', () => {
  test('comes from the store once, then from memory without any I/O', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    expect(reader.peek('/shelves/1/a')).toBeUndefined();
    expect((await reader.read('/shelves/1/a'))?.source).toBe(
      'memory' === bench.store.kind ? 'memory' : bench.store.kind,
    );
    const current = vi.spyOn(bench.store, 'current');
    const found = await reader.read('/shelves/1/a');
    expect(found?.source).toBe('memory');
    expect(reader.peek('/shelves/1/a')?.document).toBe(found?.document);
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'one' });
    expect(current).not.toHaveBeenCalled();
    expect(bench.database.loads).toEqual([]);
  });

  test('fetches a snapshot once for a hundred who wait', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    const current = vi.spyOn(bench.store, 'current');
    const reads = await Promise.all(Array.from({ length: 100 }, () => reader.read('/shelves/1/b')));
    expect(new Set(reads.map((read) => read?.document)).size).toBe(1);
    expect(current.mock.calls).toEqual([[ROOT], ['shelf/1']]);
    expect(bench.database.loads).toEqual([]);
  });

  test('loads from the database once for a hundred who wait while nothing is published', async () => {
    const reader = bench.makeReader();
    const reads = await Promise.all(Array.from({ length: 100 }, () => reader.read('/shelves/1/b')));
    expect(reads.every((read) => read?.source === 'database')).toBe(true);
    expect(bench.database.loads).toEqual([ROOT, 'shelf/1']);
    expect(bench.output.messages().filter((line) => line === EMPTY)).toHaveLength(2);
  });

  test('says once that nothing is published, however often the database fails', async () => {
    const reader = bench.makeReader();
    bench.database.findings = [{ rule: 'broken', message: '' }];
    for (let times = 0; times < 3; times += 1) {
      await expect(reader.read('/shelves/1/b')).rejects.toThrow('broken');
      bench.now += 60_000;
    }
    expect(bench.output.messages().filter((line) => line === EMPTY)).toHaveLength(1);
  });

  test('goes to the database without a word of emptiness while the store is out of reach', async () => {
    await bench.refresh();
    bench.breakStore();
    const read = await bench.makeReader().read('/shelves/2/c');
    expect(read?.source).toBe('database');
    expect(bench.output.messages()).not.toContain(EMPTY);
  });

  test('does not wait for a slow database once the store is within reach', async () => {
    await bench.refresh();
    bench.breakStore();
    const answerAtLast = bench.database.holdNext();
    const reader = bench.makeReader();
    const reading = reader.read('/shelves/1/a');
    await vi.waitFor(() => expect(bench.database.loads).toEqual([ROOT]));
    vi.restoreAllMocks();
    bench.now += 1_000;
    expect((await reading)?.held.origin).toBe('published');
    answerAtLast();
    await vi.waitFor(async () => expect(await reader.sync()).toBe(true));
    expect(reader.held(ROOT)?.origin).toBe('published');
  });

  test('never publishes what it loaded for itself', async () => {
    await bench.makeReader().read('/shelves/1');
    expect(await bench.store.pointers([ROOT, 'shelf/1'])).toEqual([undefined, undefined]);
  });

  test('of a dataset that does not exist is undefined without loading it', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    expect(await reader.read('/shelves/9/a')).toBeUndefined();
    expect(await reader.read('/elsewhere')).toBeUndefined();
    expect(await reader.hold('shelf/9')).toBeUndefined();
    expect(bench.database.loads).toEqual([]);
  });

  test('of a document a dataset does not have is undefined', async () => {
    await bench.refresh();
    expect(await bench.makeReader().read('/shelves/1/z')).toBeUndefined();
  });

  test('says when to come back when neither store nor database answers', async () => {
    bench.breakStore();
    bench.database.failure = new Error('connection refused');
    await expect(bench.makeReader().read('/shelves/1')).rejects.toMatchObject({
      name: 'UnavailableError',
      message: 'connection refused',
      retryAfterSeconds: 5,
    });
  });

  test('does not hammer a database that just failed', async () => {
    bench.database.failure = new Error('connection refused');
    const reader = bench.makeReader();
    for (let read = 0; read < 50; read += 1) {
      await expect(reader.read(ROOT_PATH)).rejects.toThrow('connection refused');
    }
    expect(bench.database.loadsOf(ROOT)).toBe(1);
    bench.database.failure = undefined;
    await expect(reader.read(ROOT_PATH)).rejects.toThrow('connection refused');
    bench.now += 2_000;
    expect((await reader.read(ROOT_PATH))?.source).toBe('database');
    expect(bench.output.messages().filter((line) => line.includes('не загружены'))).toHaveLength(1);
  });

  test('trusts the database no more than a worker does', async () => {
    bench.database.miscount = 1;
    await expect(bench.makeReader().read(ROOT_PATH)).rejects.toThrow('row-count');
  });

  test('keeps answering from memory when everything else fails', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    bench.breakStore();
    bench.database.failure = new Error('gone too');
    await reader.sync();
    expect((await reader.read('/shelves/1/a'))?.source).toBe('memory');
  });
});

describe('damaged bytes in the store', () => {
  beforeEach(async () => {
    await bench.refresh();
    const found = await bench.store.current('shelf/1');
    const byte = found?.bytes?.at(-1) ?? 0;
    found?.bytes?.writeUInt8(byte ^ 1, found.bytes.length - 1);
  });

  test('are not served: the database answers and a refresh is asked for', async () => {
    const read = await bench.makeReader().read('/shelves/1/a');
    expect(read?.source).toBe('database');
    expect(read?.held.snapshot.body('/shelves/1/a')).toEqual({ value: 'one' });
    expect(bench.asked).toEqual(['shelf/1']);
  });

  test('do not replace what is in memory', async () => {
    const reader = bench.makeReader();
    await reader.read('/shelves/1');
    const held = reader.held('shelf/1');
    bench.database.shelves.set(1, { a: 'newer' });
    await bench.refresh('shelf/1');
    const next = await bench.store.current('shelf/1');
    next?.bytes?.writeUInt8(0, 20);
    await reader.sync();
    expect(reader.held('shelf/1')).toBe(held);
  });
});

describe('following the pointer', () => {
  test('swaps to a new version and tells who listens', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    const swaps: [string, string | undefined][] = [];
    reader.onSwap((id, snapshot) => swaps.push([id, snapshot?.header.version]));
    bench.database.shelves.set(1, { a: 'changed' });
    const [record] = await bench.refresh('shelf/1');
    await reader.sync();
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'changed' });
    expect(reader.peek('/shelves/1/b')).toBeUndefined();
    expect(swaps).toEqual([['shelf/1', record?.version]]);
  });

  test('brings everything that exists into memory', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    expect(await reader.sync()).toBe(true);
    expect(reader.ids()).toEqual([ROOT, 'shelf/1', 'shelf/2']);
    expect(reader.ids().every((id) => reader.held(id))).toBe(true);
  });

  test('transfers nothing when only the date of the content is new', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    const before = reader.held('shelf/1');
    bench.now += 60_000;
    await bench.refresh();
    const current = vi.spyOn(bench.store, 'current');
    const swaps = vi.fn<() => void>();
    reader.onSwap(swaps);
    await reader.sync();
    const after = reader.held('shelf/1');
    expect(current).not.toHaveBeenCalled();
    expect(swaps).not.toHaveBeenCalled();
    expect(after?.snapshot).toBe(before?.snapshot);
    expect(after && reader.ageSeconds(after)).toBe(0);
    expect(before && reader.ageSeconds(before)).toBe(60);
    expect(reader.peek('/shelves/1/a')?.held).toBe(after);
  });

  test('takes the published name for equal content it loaded itself', async () => {
    const reader = bench.makeReader();
    await reader.read('/shelves/1');
    expect(reader.held('shelf/1')?.origin).toBe('database');
    const records = await bench.refresh();
    const current = vi.spyOn(bench.store, 'current');
    await reader.sync();
    const version = records.find(({ dataset }) => dataset === 'shelf/1')?.version;
    expect(reader.held('shelf/1')).toMatchObject({ origin: 'published', version });
    expect(current.mock.calls).not.toContainEqual(['shelf/1']);
  });

  test('goes along with a roll-back and an unpinning', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    bench.database.shelves.set(1, { a: 'wrong' });
    await bench.refresh('shelf/1');
    await reader.sync();
    await bench.store.rollback('shelf/1');
    await reader.sync();
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'one' });
    expect(reader.held('shelf/1')?.pinned).toBe(true);
    await bench.store.unpin('shelf/1');
    await reader.sync();
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'wrong' });
  });

  test('does not go back to a publication older than its own load, and asks for a refresh', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    bench.database.shelves.set(1, { a: 'newest' });
    bench.now += 1_000;
    await reader.refill('shelf/1');
    await reader.sync();
    expect(bodyAt(reader, '/shelves/1/a')).toEqual({ value: 'newest' });
    expect(bench.asked).toEqual(['shelf/1']);
    await bench.refresh('shelf/1');
    await reader.sync();
    expect(reader.held('shelf/1')?.origin).toBe('published');
  });

  test('drops a purged dataset and waits a while for the refresh before it loads for itself', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    await bench.store.purge('shelf/1');
    expect(await reader.sync()).toBe(false);
    expect(reader.held('shelf/1')).toBeUndefined();
    expect(reader.peek('/shelves/1/a')).toBeUndefined();
    expect(bench.database.loads).toEqual([]);
    bench.now += 30_000;
    expect(await reader.sync()).toBe(true);
    expect(bench.database.loads).toEqual(['shelf/1']);
  });

  test('answers from the database between a purge and the refresh', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    await bench.store.purge('shelf/1');
    await reader.sync();
    expect((await reader.read('/shelves/1/a'))?.source).toBe('database');
    await reader.sync();
    expect(reader.held('shelf/1')?.origin).toBe('database');
  });

  test('keeps what it holds when the store lost everything', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    const held = reader.held('shelf/1');
    const emptied = new MemoryStore(() => bench.now);
    vi.spyOn(bench.store, 'pointers').mockImplementation((ids) => emptied.pointers(ids));
    expect(await reader.sync()).toBe(true);
    expect(reader.held('shelf/1')).toBe(held);
  });

  test('forgets a dataset that no longer exists, and finds one that came', async () => {
    await bench.refresh();
    const reader = bench.makeReader();
    await reader.sync();
    bench.database.shelves.delete(2);
    bench.database.shelves.set(3, { d: 'four' });
    await bench.refresh();
    await reader.sync();
    expect(reader.ids()).toEqual([ROOT, 'shelf/1', 'shelf/3']);
    expect(reader.peek('/shelves/2/c')).toBeUndefined();
    expect(bodyAt(reader, '/shelves/3/d')).toEqual({ value: 'four' });
  });
});
