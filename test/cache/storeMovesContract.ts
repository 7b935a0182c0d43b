import { beforeEach, describe, expect, test } from 'vitest';
import type { RefreshRecord } from '../../src/cache/events.ts';
import { KEPT_REFRESHES, type Announcement, type SnapshotStore } from '../../src/cache/store.ts';
import { bytesOf, entry, useDataset, type StoreHarness } from '../support/stores.ts';

/** The part of the stores' contract about pins, purges, announcements and the record of refreshes. */
export function describeMoves(harness: () => StoreHarness): void {
  const shelf = useDataset(harness);
  const { publish, pointer, names } = shelf;
  let store: SnapshotStore;
  let dataset: string;

  beforeEach(() => {
    ({ store } = harness());
    dataset = shelf.id;
  });

  describe('rolling back', () => {
    test('pins the version before the current, at a greater sequence', async () => {
      await publish('v1');
      const { version } = await publish('v2');
      const rolled = await store.rollback(dataset);
      expect(rolled).toMatchObject({
        version: 'v1',
        contentHash: 'hash-v1',
        pinned: true,
        present: true,
      });
      expect(rolled?.sequence).toBeGreaterThan(version.sequence);
      expect(await pointer()).toEqual(rolled);
      expect((await store.current(dataset))?.bytes).toEqual(bytesOf('v1'));
    });

    test('goes one further each time, until there is none', async () => {
      for (const name of ['v1', 'v2', 'v3']) await publish(name);
      expect((await store.rollback(dataset))?.version).toBe('v2');
      expect((await store.rollback(dataset))?.version).toBe('v1');
      expect(await store.rollback(dataset)).toBeUndefined();
      expect((await pointer())?.version).toBe('v1');
    });

    test('goes to a named version, the current one too', async () => {
      for (const name of ['v1', 'v2', 'v3']) await publish(name);
      expect((await store.rollback(dataset, 'v1'))?.version).toBe('v1');
      expect(await store.rollback(dataset, 'v3')).toMatchObject({ version: 'v3', pinned: true });
      expect(await store.rollback(dataset, 'v9')).toBeUndefined();
    });

    test('makes later loads `held`: newest, but not current', async () => {
      await publish('v1');
      await publish('v2');
      const pinned = await store.rollback(dataset);
      expect((await publish('v3')).outcome).toBe('held');
      expect(await pointer()).toEqual(pinned);
      expect((await store.current(dataset))?.bytes).toEqual(bytesOf('v1'));
      expect((await store.newest(dataset))?.bytes).toEqual(bytesOf('v3'));
    });

    test('lets a load be held that began before the roll-back', async () => {
      await publish('v1');
      await publish('v2');
      const before = await store.nextSequence();
      await store.rollback(dataset);
      expect((await publish('v3', before)).outcome).toBe('held');
    });

    test('keeps the pinned version and the two newest, however many follow', async () => {
      await publish('v1');
      await publish('v2');
      await store.rollback(dataset);
      for (const name of ['v3', 'v4', 'v5', 'v6']) await publish(name);
      expect(await names()).toEqual(['v6', 'v5', 'v1']);
      expect(await pointer()).toMatchObject({ version: 'v1', present: true });
    });
  });

  describe('unpinning', () => {
    test('points to the newest version, at a greater sequence', async () => {
      await publish('v1');
      await publish('v2');
      const pinned = await store.rollback(dataset);
      await publish('v3');
      const unpinned = await store.unpin(dataset);
      expect(unpinned).toMatchObject({ version: 'v3', pinned: false, present: true });
      expect(unpinned?.sequence).toBeGreaterThan(pinned?.sequence ?? Infinity);
      expect(await pointer()).toEqual(unpinned);
      expect((await publish('v4')).outcome).toBe('published');
    });

    test('fences loads that began before it', async () => {
      await publish('v1');
      await publish('v2');
      await store.rollback(dataset);
      const before = await store.nextSequence();
      await store.unpin(dataset);
      expect((await publish('v3', before)).outcome).toBe('superseded');
    });

    test('does nothing to a dataset that is not pinned', async () => {
      const { version } = await publish('v1');
      expect(await store.unpin(dataset)).toBeUndefined();
      expect((await pointer())?.sequence).toBe(version.sequence);
    });
  });

  describe('purging', () => {
    test('leaves a pointer to nothing, at a greater sequence', async () => {
      const { version } = await publish('v1');
      await store.purge(dataset);
      const tombstone = await pointer();
      expect(tombstone).toMatchObject({ version: undefined, pinned: false, present: false });
      expect(tombstone?.sequence).toBeGreaterThan(version.sequence);
      expect((await store.current(dataset))?.bytes).toBeUndefined();
      expect(await store.newest(dataset)).toBeUndefined();
      expect(await store.versions(dataset)).toEqual([]);
      expect(await store.rollback(dataset, 'v1')).toBeUndefined();
    });

    test('fences loads that began before it, staged ones too, and lets later ones in', async () => {
      await publish('v1');
      const before = await store.nextSequence();
      await store.stage(dataset, 'wrong', bytesOf('wrong'));
      await store.purge(dataset);
      expect(await store.publish(dataset, entry(before, 'wrong'))).toBe('superseded');
      expect((await pointer())?.version).toBeUndefined();
      expect((await publish('right')).outcome).toBe('published');
    });

    test('ends a pin', async () => {
      await publish('v1');
      await publish('v2');
      await store.rollback(dataset);
      await store.purge(dataset);
      expect(await store.unpin(dataset)).toBeUndefined();
      expect((await publish('v3')).outcome).toBe('published');
    });

    test('fences a dataset that was never published', async () => {
      const before = await store.nextSequence();
      await store.purge(dataset);
      expect((await publish('v1', before)).outcome).toBe('superseded');
    });

    test('makes equal content a change again', async () => {
      await publish('v1');
      await store.purge(dataset);
      const sequence = await store.nextSequence();
      const load = { sequence, contentHash: 'hash-v1', checkedAt: sequence };
      expect(await store.confirm(dataset, load)).toBe('changed');
    });
  });

  describe('announcements', () => {
    async function listen() {
      const heard: Announcement[] = [];
      const end = await store.subscribe((announcement) => {
        if (announcement.dataset === dataset) heard.push(announcement);
      });
      return { heard, end };
    }

    test('are made for every move of the pointer and for nothing else', async () => {
      const { heard, end } = await listen();
      const moves: (number | undefined)[] = [];
      const moved = async () => moves.push((await pointer())?.sequence);
      await publish('v1');
      await moved();
      const sequence = await store.nextSequence();
      await store.confirm(dataset, { sequence, contentHash: 'hash-v1', checkedAt: sequence });
      await moved();
      await publish('v2');
      await moved();
      await publish('late', sequence);
      await store.publish(dataset, entry(await store.nextSequence(), 'unstaged'));
      await store.rollback(dataset);
      await moved();
      await publish('v3');
      const again = await store.nextSequence();
      await store.confirm(dataset, { sequence: again, contentHash: 'hash-v3', checkedAt: again });
      await store.unpin(dataset);
      await moved();
      await store.purge(dataset);
      await moved();
      await harness().settled();
      expect(heard).toEqual(moves.map((sequence) => ({ dataset, sequence })));
      await end();
    });

    test('reach every listener until it ends', async () => {
      const one = await listen();
      const other = await listen();
      await publish('v1');
      await harness().settled();
      await one.end();
      await publish('v2');
      await harness().settled();
      expect([one.heard.length, other.heard.length]).toEqual([1, 2]);
      await other.end();
    });
  });

  describe('refreshes', () => {
    test('are remembered newest first, the last twenty', async () => {
      const record = (sequence: number): RefreshRecord => ({
        dataset,
        reason: 'admin',
        outcome: 'published',
        sequence,
        startedAt: sequence,
        durationMs: 3,
        difference: { added: 1, removed: 0, changed: 2 },
      });
      for (let sequence = 1; sequence <= 25; sequence += 1) await store.record(record(sequence));
      const kept = await store.refreshes(dataset);
      expect(kept).toHaveLength(KEPT_REFRESHES);
      expect(kept.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 20 }, (_, index) => 25 - index),
      );
      expect(kept[0]).toEqual(record(25));
    });

    test('are counted all of them, with how long they took', async () => {
      const base = { dataset, reason: 'admin', sequence: 1, startedAt: 1 } as const;
      for (let sequence = 1; sequence <= 25; sequence += 1)
        await store.record({ ...base, outcome: 'unchanged', durationMs: 100.4 });
      await store.record({ ...base, outcome: 'published', durationMs: 700 });
      await store.record({ ...base, outcome: 'failed', durationMs: 60_001 });
      expect(await store.totals(dataset)).toEqual({
        outcomes: { unchanged: 25, published: 1, failed: 1 },
        durationMs: 63_201,
        within: [0, 25, 25, 26, 26, 26, 26, 26, 26],
      });
    });

    test('that never were are counted as none', async () => {
      expect(await store.totals(dataset)).toEqual({
        outcomes: {},
        durationMs: 0,
        within: Array(9).fill(0),
      });
    });

    test('survive a purge', async () => {
      const base = { dataset, reason: 'admin', startedAt: 1, durationMs: 1 } as const;
      await store.record({ ...base, outcome: 'failed', sequence: 1 });
      await store.purge(dataset);
      expect(await store.refreshes(dataset)).toHaveLength(1);
    });
  });
}
