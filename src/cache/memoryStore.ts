import type { DatasetId } from './dataset.ts';
import type { RefreshRecord } from './events.ts';
import { additionsOf, totalsOf, type RefreshTotals } from './refreshTotals.ts';
import {
  KEPT_REFRESHES,
  KEPT_VERSIONS,
  STAGED_SECONDS,
  type Announcement,
  type ConfirmOutcome,
  type Pointer,
  type PublishOutcome,
  type SnapshotStore,
  type StoredVersion,
} from './store.ts';

interface Shelf {
  pointer: Omit<Pointer, 'present'> | undefined;
  /** Greatest sequence of a load that was accepted. */
  fence: number;
  versions: StoredVersion[];
  bytes: Map<string, Buffer>;
  staged: Map<string, { bytes: Buffer; until: number }>;
  refreshes: RefreshRecord[];
  totals: Record<string, number>;
}

/** The store of memory mode: the same rules as in Redis, in this process only. */
export class MemoryStore implements SnapshotStore {
  readonly kind = 'memory';
  readonly #shelves = new Map<DatasetId, Shelf>();
  readonly #listeners = new Set<(announcement: Announcement) => void>();
  readonly #now: () => number;
  #lastSequence = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async nextSequence(floor = 0): Promise<number> {
    return this.#nextSequence(floor);
  }

  async pointers(datasets: readonly DatasetId[]): Promise<(Pointer | undefined)[]> {
    return datasets.map((dataset) => this.#pointer(dataset));
  }

  async current(dataset: DatasetId) {
    const pointer = this.#pointer(dataset);
    if (pointer === undefined) return undefined;
    return { pointer, bytes: this.#shelf(dataset).bytes.get(pointer.version ?? '') };
  }

  async newest(dataset: DatasetId) {
    const shelf = this.#shelf(dataset);
    const version = shelf.versions[0];
    const bytes = version && shelf.bytes.get(version.version);
    return version && bytes && { version: { ...version }, bytes };
  }

  async versions(dataset: DatasetId): Promise<StoredVersion[]> {
    return structuredClone(this.#shelf(dataset).versions);
  }

  async stage(dataset: DatasetId, version: string, bytes: Buffer): Promise<void> {
    const { staged } = this.#shelf(dataset);
    for (const [name, { until }] of staged) if (until <= this.#now()) staged.delete(name);
    staged.set(version, { bytes, until: this.#now() + STAGED_SECONDS * 1000 });
  }

  async publish(dataset: DatasetId, version: StoredVersion): Promise<PublishOutcome> {
    const shelf = this.#shelf(dataset);
    const staged = shelf.staged.get(version.version);
    if (staged === undefined || staged.until <= this.#now()) return 'missing';
    if (version.sequence <= firstSequence(shelf)) return 'superseded';
    shelf.staged.delete(version.version);
    shelf.bytes.set(version.version, staged.bytes);
    shelf.versions.unshift(version);
    shelf.fence = version.sequence;
    const pinned = shelf.pointer?.pinned === true;
    if (!pinned) shelf.pointer = { ...version, pinned };
    dropOldVersions(shelf);
    if (pinned) return 'held';
    this.#announce(dataset, version.sequence);
    return 'published';
  }

  async confirm(
    dataset: DatasetId,
    load: { sequence: number; contentHash: string; checkedAt: number },
  ): Promise<ConfirmOutcome> {
    const shelf = this.#shelf(dataset);
    const newest = shelf.versions[0];
    if (newest?.contentHash !== load.contentHash) return 'changed';
    if (load.sequence <= firstSequence(shelf)) return 'superseded';
    newest.checkedAt = load.checkedAt;
    shelf.fence = load.sequence;
    if (shelf.pointer?.pinned !== true) {
      shelf.pointer = { ...newest, sequence: load.sequence, pinned: false };
      this.#announce(dataset, load.sequence);
    }
    return 'confirmed';
  }

  async rollback(dataset: DatasetId, version?: string): Promise<Pointer | undefined> {
    const shelf = this.#shelf(dataset);
    const current = shelf.versions.findIndex((entry) => entry.version === shelf.pointer?.version);
    const target =
      version === undefined
        ? current >= 0 && shelf.versions[current + 1]
        : shelf.versions.find((entry) => entry.version === version);
    return target ? this.#point(dataset, target, true) : undefined;
  }

  async unpin(dataset: DatasetId): Promise<Pointer | undefined> {
    const { pointer, versions } = this.#shelf(dataset);
    const newest = versions[0];
    return pointer?.pinned === true && newest ? this.#point(dataset, newest, false) : undefined;
  }

  async purge(dataset: DatasetId): Promise<void> {
    const shelf = this.#shelf(dataset);
    const sequence = this.#nextSequence(shelf.pointer?.sequence);
    shelf.versions = [];
    shelf.bytes.clear();
    shelf.fence = sequence;
    shelf.pointer = { sequence, version: undefined, contentHash: '', checkedAt: 0, pinned: false };
    this.#announce(dataset, sequence);
  }

  async record(refresh: RefreshRecord): Promise<void> {
    const { refreshes, totals } = this.#shelf(refresh.dataset);
    refreshes.unshift(refresh);
    refreshes.splice(KEPT_REFRESHES);
    for (const [field, amount] of additionsOf(refresh))
      totals[field] = (totals[field] ?? 0) + amount;
  }

  async totals(dataset: DatasetId): Promise<RefreshTotals> {
    return totalsOf(this.#shelf(dataset).totals);
  }

  async refreshes(dataset: DatasetId): Promise<RefreshRecord[]> {
    return [...this.#shelf(dataset).refreshes];
  }

  async subscribe(listener: (announcement: Announcement) => void) {
    this.#listeners.add(listener);
    return async () => {
      this.#listeners.delete(listener);
    };
  }

  #nextSequence(floor = 0): number {
    this.#lastSequence = Math.max(this.#now(), this.#lastSequence + 1, floor + 1);
    return this.#lastSequence;
  }

  #point(dataset: DatasetId, version: StoredVersion, pinned: boolean): Pointer | undefined {
    const shelf = this.#shelf(dataset);
    const sequence = this.#nextSequence(shelf.pointer?.sequence);
    shelf.pointer = { ...version, sequence, pinned };
    this.#announce(dataset, sequence);
    return this.#pointer(dataset);
  }

  #pointer(dataset: DatasetId): Pointer | undefined {
    const { pointer, bytes } = this.#shelf(dataset);
    if (pointer === undefined) return undefined;
    const { sequence, version, contentHash, checkedAt, pinned } = pointer;
    const present = bytes.has(version ?? '');
    return { sequence, version, contentHash, checkedAt, pinned, present };
  }

  #shelf(dataset: DatasetId): Shelf {
    let shelf = this.#shelves.get(dataset);
    if (shelf === undefined) {
      shelf = {
        pointer: undefined,
        fence: 0,
        versions: [],
        bytes: new Map(),
        staged: new Map(),
        refreshes: [],
        totals: {},
      };
      this.#shelves.set(dataset, shelf);
    }
    return shelf;
  }

  #announce(dataset: DatasetId, sequence: number): void {
    for (const listener of this.#listeners) listener({ dataset, sequence });
  }
}

/** A load must be later than this to be accepted. */
function firstSequence({ fence, pointer }: Shelf): number {
  return pointer === undefined || pointer.pinned ? fence : Math.max(fence, pointer.sequence);
}

function dropOldVersions(shelf: Shelf): void {
  const current = shelf.pointer?.version;
  let room = KEPT_VERSIONS - 1;
  shelf.versions = shelf.versions.filter(({ version }) => {
    if (version === current || room-- > 0) return true;
    shelf.bytes.delete(version);
    return false;
  });
}
