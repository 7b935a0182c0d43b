import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RefreshReason } from '../../src/cache/events.ts';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { FakeDatabase, fakeCatalogue, ROOT } from '../support/datasets.ts';
import { recordingLog } from '../support/logs.ts';

const STRICT = {
  minimumRows: 1,
  maximumAddedShare: 0.5,
  maximumAddedRows: 2,
  maximumRemovedShare: 0.2,
  maximumRemovedRows: 1,
};
const rows = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`row${index}`, `${index}`]));

let database: FakeDatabase;
let store: MemoryStore;
let output: ReturnType<typeof recordingLog>;
let refresher: Refresher;

beforeEach(() => {
  database = new FakeDatabase({ 1: rows(10), 2: rows(3) });
  store = new MemoryStore();
  output = recordingLog();
  refresher = new Refresher({ catalogue: fakeCatalogue(database), store, log: output.log });
});

async function refresh(reason: RefreshReason = 'admin') {
  const [record] = await refresher.refresh({ scope: 'shelf/1', reason });
  return record;
}

async function current() {
  return (await store.pointers(['shelf/1']))[0];
}

describe('a refresh', () => {
  test('publishes, and says what came', async () => {
    const record = await refresh();
    expect(record).toMatchObject({
      dataset: 'shelf/1',
      reason: 'admin',
      outcome: 'published',
      rows: 10,
    });
    expect(record?.difference).toBeUndefined();
    expect(await current()).toMatchObject({ version: record?.version, sequence: record?.sequence });
    expect(await store.refreshes('shelf/1')).toEqual([record]);
  });

  test('says how many rows were added, removed and changed', async () => {
    await refresh();
    const { row0: _, ...rest } = rows(10);
    database.shelves.set(1, { ...rest, row1: 'other', row2: 'other', row10: '10' });
    expect((await refresh())?.difference).toEqual({ added: 1, removed: 1, changed: 2 });
  });

  test('publishes nothing when the content is what it was', async () => {
    const first = await refresh();
    const stage = vi.spyOn(store, 'stage');
    const second = await refresh('schedule');
    expect(second).toMatchObject({ outcome: 'unchanged', version: first?.version, rows: 10 });
    expect(stage).not.toHaveBeenCalled();
    expect(await current()).toMatchObject({ checkedAt: second?.sequence, version: first?.version });
  });

  test('of everything takes the root first, then one dataset after another', async () => {
    const steps: string[] = [];
    const onProgress = ({ dataset, step }: { dataset: string; step: string }) =>
      steps.push(`${dataset} ${step}`);
    const records = await refresher.refresh({ scope: 'all', reason: 'cold-start', onProgress });
    expect(records.map(({ dataset }) => dataset)).toEqual([ROOT, 'shelf/1', 'shelf/2']);
    expect(steps).toEqual(
      [ROOT, 'shelf/1', 'shelf/2'].flatMap((id) =>
        ['loading', 'building', 'checking', 'publishing'].map((step) => `${id} ${step}`),
      ),
    );
  });

  test('of the root brings what is new with it, and nothing else', async () => {
    const of = (scope: string) => refresher.refresh({ scope, reason: 'webhook' });
    await of('all');
    database.shelves.set(3, { c: 'three' });
    database.loads.length = 0;
    await of(ROOT);
    expect(database.loads).toEqual([ROOT, 'shelf/3']);
    database.loads.length = 0;
    await of(ROOT);
    expect(database.loads).toEqual([ROOT]);
  });

  test('of everything goes on with the others when one fails', async () => {
    database.shelves.set(1, {});
    const records = await refresher.refresh({ scope: 'all', reason: 'cold-start' });
    expect(records.map(({ outcome }) => outcome)).toEqual(['published', 'refused', 'published']);
  });

  test('of everything goes by the last good root when the root fails', async () => {
    await refresher.refresh({ scope: 'all', reason: 'admin' });
    database.miscount = 1;
    const records = await refresher.refresh({ scope: 'all', reason: 'admin' });
    expect(records.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  });

  test('of a dataset that cannot exist does nothing', async () => {
    expect(await refresher.refresh({ scope: 'nothing', reason: 'admin' })).toEqual([]);
  });

  test('under a pin is kept, not shown', async () => {
    await refresh();
    database.shelves.set(1, rows(11));
    await refresh();
    await store.rollback('shelf/1');
    const pinned = await current();
    database.shelves.set(1, rows(12));
    expect((await refresh())?.outcome).toBe('held');
    expect(await current()).toEqual(pinned);
  });

  test('that was overtaken by a later load says so', async () => {
    const release = database.holdNext();
    const early = refresh();
    await vi.waitFor(() => expect(database.loads).toHaveLength(1));
    database.shelves.set(1, rows(12));
    const late = new Refresher({ catalogue: fakeCatalogue(database), store, log: output.log });
    await late.refresh({ scope: 'shelf/1', reason: 'webhook' });
    release();
    expect((await early)?.outcome).toBe('superseded');
    const [newest] = await store.versions('shelf/1');
    expect(newest?.rows).toBe(12);
  });
});

describe('a refresh that does not end well leaves the old version current', () => {
  beforeEach(async () => {
    await refresh();
    database.limits = STRICT;
  });

  test.each([
    [
      'fewer rows than counted',
      () => void (database.miscount = 1),
      'row-count',
      '10, база насчитала 11',
    ],
    [
      'no rows',
      () => void database.shelves.set(1, {}),
      'minimum-rows',
      'строк 0, должно быть не меньше 1',
    ],
    [
      'half the rows',
      () => void database.shelves.set(1, rows(5)),
      'removed-limit',
      '5 из 10, допустимо 2 (20 %)',
    ],
    [
      'twice the rows',
      () => void database.shelves.set(1, rows(20)),
      'added-limit',
      '10 из 10, допустимо 5 (50 %)',
    ],
    [
      "a rule of the dataset's own",
      () => void database.findings.push({ rule: 'unique-ids', message: 'город 7 в двух местах' }),
      'unique-ids',
      'город 7 в двух местах',
    ],
  ])('with %s', async (_, breakIt, rule, figures) => {
    const before = await current();
    breakIt();
    const record = await refresh();
    expect(record).toMatchObject({ outcome: 'refused', findings: [{ rule }] });
    expect(record?.findings?.[0]?.message).toContain(figures);
    expect(record?.error).toContain('Набор shelf/1 отклонён');
    expect(await current()).toEqual(before);
    expect(output.lines.at(-1)).toMatchObject({ level: 50, outcome: 'refused' });
  });

  test('when the database fails', async () => {
    const before = await current();
    database.failure = new Error('statement timeout');
    expect(await refresh()).toMatchObject({ outcome: 'failed', error: 'statement timeout' });
    expect(await current()).toEqual(before);
    expect((await store.refreshes('shelf/1'))[0]).toMatchObject({ outcome: 'failed' });
  });

  test.each(['nextSequence', 'confirm', 'newest', 'stage', 'publish'] as const)(
    'when the store fails at %s',
    async (method) => {
      const before = await current();
      database.shelves.set(1, rows(11));
      vi.spyOn(store, method).mockRejectedValueOnce(new Error('OOM'));
      expect(await refresh()).toMatchObject({ outcome: 'failed', error: 'OOM' });
      expect(await current()).toEqual(before);
      expect((await refresh())?.outcome).toBe('published');
    },
  );

  test('when the staged bytes vanish before they are published', async () => {
    database.shelves.set(1, rows(11));
    vi.spyOn(store, 'stage').mockResolvedValueOnce();
    expect(await refresh()).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('пропали до публикации'),
    });
  });

  test('and does not fail for want of a record', async () => {
    vi.spyOn(store, 'record').mockRejectedValue(new Error('away'));
    expect((await refresh())?.outcome).toBe('unchanged');
  });
});

describe('after a purge', () => {
  test('a change beyond the limits is let in', async () => {
    await refresh();
    database.limits = STRICT;
    database.shelves.set(1, rows(5));
    expect((await refresh())?.outcome).toBe('refused');
    await store.purge('shelf/1');
    expect((await refresh())?.outcome).toBe('published');
  });
});

describe('a damaged newest version', () => {
  beforeEach(async () => {
    await refresh();
    const newest = await store.newest('shelf/1');
    newest?.bytes.writeUInt8(0, 30);
  });

  test('does not keep a changed one from being published', async () => {
    database.shelves.set(1, rows(11));
    expect((await refresh())?.outcome).toBe('published');
  });

  test('is published anew when a reader could not use it, though the content is the same', async () => {
    expect((await refresh('schedule'))?.outcome).toBe('unchanged');
    expect((await refresh('reader-ahead'))?.outcome).toBe('published');
    expect((await refresh('reader-ahead'))?.outcome).toBe('unchanged');
  });
});
