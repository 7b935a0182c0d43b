import type { DatasetId } from './dataset.ts';
import type { RefreshRecord } from './events.ts';
import type { RefreshTotals } from './refreshTotals.ts';

/** Where a dataset stands. */
export interface Pointer {
  /** Orders publications; only ever grows. Milliseconds of Redis TIME. */
  sequence: number;
  /** The current version; absent after a purge until the next publication. */
  version: string | undefined;
  contentHash: string;
  /** When the content was last loaded and found to be this, ms since 1970. */
  checkedAt: number;
  /** Whether an admin holds the dataset on this version. */
  pinned: boolean;
  /** Whether the version's bytes are in the store. */
  present: boolean;
}

/** A version that is kept and can be rolled back to. */
export interface StoredVersion {
  version: string;
  /** Sequence of the load that made it. */
  sequence: number;
  contentHash: string;
  checkedAt: number;
  rows: number;
  bytes: number;
}

/** The hint that a pointer moved. */
export interface Announcement {
  dataset: DatasetId;
  sequence: number;
}

/**
 * - `published`: the pointer names the version now.
 * - `held`: kept, but the dataset is pinned to another.
 * - `superseded`: a later load was there first; nothing changed.
 * - `missing`: the bytes were not there; nothing changed.
 */
export type PublishOutcome = 'published' | 'held' | 'superseded' | 'missing';

/** As PublishOutcome; `changed`: the newest version has other content. */
export type ConfirmOutcome = 'confirmed' | 'superseded' | 'missing' | 'changed';

/** Versions of a dataset that are kept. */
export const KEPT_VERSIONS = 3;
/** Refreshes of a dataset that are remembered. */
export const KEPT_REFRESHES = 20;
/** Staged bytes that are not published by then vanish. */
export const STAGED_SECONDS = 600;

/**
 * Holds versions and pointers. The pointer moves atomically, only to a greater sequence and only to bytes
 * that are there; every move is announced. Every method rejects when the store is out of reach.
 */
export interface SnapshotStore {
  /** What an answer fetched from here is said to come from. */
  readonly kind: 'redis' | 'memory';
  /** A sequence greater than every one given before and than `floor`. */
  nextSequence(floor?: number): Promise<number>;
  /** Where the datasets stand, in the order asked; undefined where nothing was ever published. */
  pointers(datasets: readonly DatasetId[]): Promise<(Pointer | undefined)[]>;
  /** The pointer with its bytes, read at one moment; undefined bytes where they are not there. */
  current(dataset: DatasetId): Promise<{ pointer: Pointer; bytes: Buffer | undefined } | undefined>;
  /** The newest version loaded, pinned or not, with its bytes. */
  newest(dataset: DatasetId): Promise<{ version: StoredVersion; bytes: Buffer } | undefined>;
  /** The versions kept, newest first. */
  versions(dataset: DatasetId): Promise<StoredVersion[]>;
  /** Stores bytes nobody is pointed to yet. */
  stage(dataset: DatasetId, version: string, bytes: Buffer): Promise<void>;
  /** Points to staged bytes and announces; keeps KEPT_VERSIONS. */
  publish(dataset: DatasetId, version: StoredVersion): Promise<PublishOutcome>;
  /** Says that a load found the newest version unchanged. */
  confirm(
    dataset: DatasetId,
    load: { sequence: number; contentHash: string; checkedAt: number },
  ): Promise<ConfirmOutcome>;
  /** Points to `version`, or to the one before the current, and pins it; undefined when it is not kept. */
  rollback(dataset: DatasetId, version?: string): Promise<Pointer | undefined>;
  /** Ends a pin and points to the newest version; undefined when the dataset is not pinned. */
  unpin(dataset: DatasetId): Promise<Pointer | undefined>;
  /** Drops all versions and the pin; loads that began before can no longer publish. */
  purge(dataset: DatasetId): Promise<void>;
  /** Remembers a refresh, and counts it. */
  record(refresh: RefreshRecord): Promise<void>;
  /** The last refreshes, newest first. */
  refreshes(dataset: DatasetId): Promise<RefreshRecord[]>;
  /** All refreshes since the store lost its data, or never had any. */
  totals(dataset: DatasetId): Promise<RefreshTotals>;
  /** Calls `listener` for each announcement heard; the result ends it. */
  subscribe(listener: (announcement: Announcement) => void): Promise<() => Promise<void>>;
}
