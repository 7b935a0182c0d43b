import { randomUUID } from 'node:crypto';
import { beforeEach } from 'vitest';
import type { SnapshotStore, StoredVersion } from '../../src/cache/store.ts';

/** What the contract needs of a store under test. */
export interface StoreHarness {
  store: SnapshotStore;
  /** Makes staged bytes of a dataset as old as STAGED_SECONDS. */
  expireStaged(dataset: string, version: string): Promise<void>;
  /** Resolves when every announcement made so far has been heard. */
  settled(): Promise<void>;
}

export const bytesOf = (version: string): Buffer =>
  Buffer.from(`bytes of ${version} \0\xff`, 'latin1');

/** The facts of a version whose name stands for its content. */
export function entry(sequence: number, name: string): StoredVersion {
  const bytes = bytesOf(name).length;
  return {
    version: name,
    sequence,
    contentHash: `hash-${name}`,
    checkedAt: sequence,
    rows: 1,
    bytes,
  };
}

/** A dataset of each test's own, and what is done with it again and again. */
export function useDataset(harness: () => StoreHarness) {
  let id = '';
  beforeEach(() => {
    id = `shelf/${randomUUID()}`;
  });
  return {
    get id() {
      return id;
    },
    /** Stages and publishes what a load of this sequence found. */
    publish: async (name: string, sequence?: number) => {
      const { store } = harness();
      const version = entry(sequence ?? (await store.nextSequence()), name);
      await store.stage(id, name, bytesOf(name));
      return { outcome: await store.publish(id, version), version };
    },
    pointer: async () => (await harness().store.pointers([id]))[0],
    names: async () => (await harness().store.versions(id)).map(({ version }) => version),
  };
}
