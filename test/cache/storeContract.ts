import { beforeEach, describe, expect, test } from 'vitest';
import { KEPT_VERSIONS, type SnapshotStore } from '../../src/cache/store.ts';
import { bytesOf, entry, useDataset, type StoreHarness } from '../support/stores.ts';
import { describeMoves } from './storeMovesContract.ts';

/** What every store must do, whichever it is. */
export function describeStore(harness: () => StoreHarness): void {
  describeMoves(harness);

  const shelf = useDataset(harness);
  const { publish, pointer, names } = shelf;
  let store: SnapshotStore;
  let dataset: string;

  beforeEach(() => {
    ({ store } = harness());
    dataset = shelf.id;
  });

  describe('sequences', () => {
    test('are each greater than the one before, even within a millisecond', async () => {
      const given = await Promise.all(Array.from({ length: 200 }, () => store.nextSequence()));
      const inOrder = [...new Set(given)].sort((a, b) => a - b);
      expect(given).toEqual(inOrder);
    });

    test('are milliseconds since 1970', async () => {
      expect(Math.abs((await store.nextSequence()) - Date.now())).toBeLessThan(60_000);
    });

    test('grow beyond a floor, and stay beyond it', async () => {
      const floor = (await store.nextSequence()) + 3_600_000;
      const first = await store.nextSequence(floor);
      expect(first).toBeGreaterThan(floor);
      expect(await store.nextSequence()).toBeGreaterThan(first);
    });
  });

  describe('a dataset that was never published', () => {
    test('has no pointer, no bytes, no versions, no refreshes', async () => {
      expect(await store.pointers([dataset])).toEqual([undefined]);
      expect(await store.current(dataset)).toBeUndefined();
      expect(await store.newest(dataset)).toBeUndefined();
      expect(await store.versions(dataset)).toEqual([]);
      expect(await store.refreshes(dataset)).toEqual([]);
    });

    test('cannot be rolled back, unpinned or confirmed', async () => {
      const sequence = await store.nextSequence();
      expect(await store.rollback(dataset)).toBeUndefined();
      expect(await store.rollback(dataset, 'v1')).toBeUndefined();
      expect(await store.unpin(dataset)).toBeUndefined();
      const load = { sequence, contentHash: 'hash-v1', checkedAt: sequence };
      expect(await store.confirm(dataset, load)).toBe('changed');
      expect(await pointer()).toBeUndefined();
    });
  });

  describe('publishing', () => {
    test('points to the version and makes its bytes current and newest', async () => {
      const { outcome, version } = await publish('v1');
      expect(outcome).toBe('published');
      const expected = {
        sequence: version.sequence,
        version: 'v1',
        contentHash: 'hash-v1',
        checkedAt: version.sequence,
        pinned: false,
        present: true,
      };
      expect(await pointer()).toEqual(expected);
      expect(await store.current(dataset)).toEqual({ pointer: expected, bytes: bytesOf('v1') });
      expect(await store.newest(dataset)).toEqual({ version, bytes: bytesOf('v1') });
      expect(await store.versions(dataset)).toEqual([version]);
    });

    test('says `missing` and changes nothing without staged bytes', async () => {
      const first = await publish('v1');
      const version = entry(await store.nextSequence(), 'v2');
      expect(await store.publish(dataset, version)).toBe('missing');
      expect((await pointer())?.sequence).toBe(first.version.sequence);
      expect(await names()).toEqual(['v1']);
    });

    test('shows staged bytes to nobody', async () => {
      await store.stage(dataset, 'v1', bytesOf('v1'));
      expect(await pointer()).toBeUndefined();
      expect(await store.current(dataset)).toBeUndefined();
      expect(await store.newest(dataset)).toBeUndefined();
      expect(await store.versions(dataset)).toEqual([]);
    });

    test('forgets staged bytes that are not published in time', async () => {
      const version = entry(await store.nextSequence(), 'v1');
      await store.stage(dataset, 'v1', bytesOf('v1'));
      await harness().expireStaged(dataset, 'v1');
      expect(await store.publish(dataset, version)).toBe('missing');
    });

    test('keeps published bytes for good', async () => {
      await publish('v1');
      await harness().expireStaged(dataset, 'v1');
      expect((await store.current(dataset))?.bytes).toEqual(bytesOf('v1'));
    });

    test('is superseded by a later load that was published first', async () => {
      const earlier = await store.nextSequence();
      const later = await publish('later');
      expect((await publish('earlier', earlier)).outcome).toBe('superseded');
      expect((await pointer())?.sequence).toBe(later.version.sequence);
      expect(await names()).toEqual(['later']);
    });

    test('is superseded by a load of the same sequence', async () => {
      const { version } = await publish('v1');
      expect((await publish('twin', version.sequence)).outcome).toBe('superseded');
      expect((await pointer())?.version).toBe('v1');
    });

    test('keeps the last three versions, newest first, and no bytes of others', async () => {
      for (const name of ['v1', 'v2', 'v3', 'v4']) await publish(name);
      expect(await names()).toEqual(['v4', 'v3', 'v2']);
      expect(KEPT_VERSIONS).toBe(3);
      expect(await store.rollback(dataset, 'v1')).toBeUndefined();
      expect((await store.rollback(dataset, 'v2'))?.version).toBe('v2');
    });
  });

  describe('confirming that nothing changed', () => {
    test('moves the pointer on without another version', async () => {
      await publish('v1');
      const sequence = await store.nextSequence();
      const load = { sequence, contentHash: 'hash-v1', checkedAt: sequence + 5 };
      expect(await store.confirm(dataset, load)).toBe('confirmed');
      expect(await pointer()).toMatchObject({ version: 'v1', sequence, checkedAt: sequence + 5 });
      const [version] = await store.versions(dataset);
      expect(version).toMatchObject({ version: 'v1', checkedAt: sequence + 5 });
      expect(await names()).toEqual(['v1']);
    });

    test('fences loads that began earlier', async () => {
      await publish('v1');
      const earlier = await store.nextSequence();
      const sequence = await store.nextSequence();
      await store.confirm(dataset, { sequence, contentHash: 'hash-v1', checkedAt: sequence });
      expect((await publish('earlier', earlier)).outcome).toBe('superseded');
      expect((await pointer())?.version).toBe('v1');
    });

    test('says `changed` when the newest version has other content', async () => {
      const { version } = await publish('v1');
      const sequence = await store.nextSequence();
      const load = { sequence, contentHash: 'hash-v2', checkedAt: sequence };
      expect(await store.confirm(dataset, load)).toBe('changed');
      expect((await pointer())?.sequence).toBe(version.sequence);
    });

    test('is superseded by a later load', async () => {
      const sequence = await store.nextSequence();
      const { version } = await publish('v1');
      const load = { sequence, contentHash: 'hash-v1', checkedAt: sequence };
      expect(await store.confirm(dataset, load)).toBe('superseded');
      expect(await pointer()).toMatchObject({ sequence: version.sequence });
    });

    test('leaves a pinned pointer alone, but fences and dates the newest version', async () => {
      await publish('v1');
      await publish('v2');
      const pinned = await store.rollback(dataset);
      const earlier = await store.nextSequence();
      const sequence = await store.nextSequence();
      const load = { sequence, contentHash: 'hash-v2', checkedAt: sequence };
      expect(await store.confirm(dataset, load)).toBe('confirmed');
      expect(await pointer()).toEqual(pinned);
      expect((await store.versions(dataset))[0]).toMatchObject({
        version: 'v2',
        checkedAt: sequence,
      });
      expect((await publish('earlier', earlier)).outcome).toBe('superseded');
    });
  });

  describe('pointers', () => {
    test('come in the order asked, undefined where there is none', async () => {
      await publish('v1');
      const found = await store.pointers([`${dataset}0`, dataset, `${dataset}1`, dataset]);
      expect(found.map((one) => one?.version)).toEqual([undefined, 'v1', undefined, 'v1']);
      expect(await store.pointers([])).toEqual([]);
    });
  });
}
