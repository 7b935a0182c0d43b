import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { Dataset, DatasetCatalogue, DatasetId } from './dataset.ts';
import type { DirectLoad, DirectLoader } from './directLoader.ts';
import type { ReadLog, ReadSource } from './readLog.ts';
import { orFoundMeanwhile } from './meanwhile.ts';
import { Snapshot, type SnapshotDocument } from './snapshot.ts';
import type { Pointer, SnapshotStore } from './store.ts';

export interface ReaderDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  directLoader: DirectLoader;
  readLog: ReadLog;
  log: Logger;
  /** `false`: nothing is kept, every read goes to the database. */
  keep?: boolean;
  /** Asked for when the store should hold something newer or whole: the reader cannot publish itself. */
  onRefreshNeeded?: (dataset: DatasetId) => void;
  now?: () => number;
}

/** A snapshot in this process's memory. */
export interface Held {
  snapshot: Snapshot;
  version: string;
  sequence: number;
  /** When the content was last known to be what the database holds, ms since 1970. */
  checkedAt: number;
  pinned: boolean;
  /** Published, or only this process's own. */
  origin: 'published' | 'database';
}

export interface Found {
  document: SnapshotDocument;
  held: Held;
}

type Answer = { held: Held; source: ReadSource };
type SwapListener = (dataset: DatasetId, snapshot: Snapshot | undefined) => void;

const NOTHING_PUBLISHED_GRACE_MS = 30_000;
/** One dataset finds out that the store is out of reach; the others need not wait for it again. */
const STORE_REST_MS = 1_000;

/**
 * Holds the current snapshots of one process; the only thing api and bot read from.
 * Follows the store's pointers, never back in sequence; loads from the database only when Redis is down or empty.
 */
export class Reader {
  readonly #dependencies: ReaderDependencies;
  readonly #keep: boolean;
  readonly #now: () => number;
  readonly #held = new Map<DatasetId, Held>();
  readonly #found = new Map<string, Found>();
  readonly #holding = new Map<DatasetId, Promise<Answer>>();
  readonly #swapListeners: SwapListener[] = [];
  readonly #missingSince = new Map<DatasetId, number>();
  /** Datasets that were in memory or turned out not to be had. */
  readonly #settled = new Set<DatasetId>();
  /** The greatest sequence met of each dataset, held or pointed to. */
  readonly #reached = new Map<DatasetId, number>();
  #storeRestsUntil = 0;

  constructor(dependencies: ReaderDependencies) {
    this.#dependencies = dependencies;
    this.#keep = dependencies.keep ?? true;
    this.#now = dependencies.now ?? Date.now;
  }

  /** The document from memory, when it is there. No waiting, no I/O. */
  peek(path: string): Found | undefined {
    return this.#found.get(path);
  }

  /**
   * The document wherever it is to be had: memory, Redis, database.
   * @returns undefined when there is no such document
   * @throws UnavailableError when nothing can answer now
   */
  async read(path: string): Promise<(Found & { source: ReadSource }) | undefined> {
    const id = this.ownerOf(path);
    if (id === undefined) return undefined;
    const owner = await this.hold(id);
    const document = owner?.held.snapshot.document(path);
    return owner && document && { document, held: owner.held, source: owner.source };
  }

  /** The held snapshot of a dataset, got if need be; undefined when the dataset does not exist. Errors as read. */
  async hold(id: DatasetId): Promise<Answer | undefined> {
    const { catalogue } = this.#dependencies;
    if (id !== catalogue.root) {
      const root = await this.#hold(catalogue.root);
      if (!catalogue.idsIn(root.held.snapshot).includes(id)) return undefined;
    }
    return this.#hold(id);
  }

  /** The dataset a path belongs to, whether or not there is such a document. */
  ownerOf(path: string): DatasetId | undefined {
    return this.#dependencies.catalogue.ownerOf(path);
  }

  /** What is in memory now. */
  held(id: DatasetId): Held | undefined {
    return this.#held.get(id);
  }

  /** Every dataset this reader knows to exist, whether or not it is in memory. */
  ids(): DatasetId[] {
    const { catalogue } = this.#dependencies;
    const root = this.#held.get(catalogue.root);
    return [catalogue.root, ...(root ? catalogue.idsIn(root.snapshot) : [])];
  }

  /** Whether documents can be answered: the root is there and every dataset was got or tried. */
  async isReady(): Promise<boolean> {
    const { root } = this.#dependencies.catalogue;
    if (!this.#keep) {
      return this.#hold(root).then(
        () => true,
        () => false,
      );
    }
    return this.#held.has(root) && this.ids().every((id) => this.#settled.has(id));
  }

  /** Calls back after a snapshot came, was swapped, or (undefined) was dropped. */
  onSwap(listener: SwapListener): void {
    this.#swapListeners.push(listener);
  }

  /** Seconds since the content was last known to be current. */
  ageSeconds(held: Held): number {
    return Math.max(0, Math.floor((this.#now() - held.checkedAt) / 1000));
  }

  /**
   * Brings memory to where the store's pointers are, and loads what is missing.
   * @returns whether everything that exists is in memory (true where nothing is kept)
   */
  async sync(): Promise<boolean> {
    if (!this.#keep) return true;
    const seen = new Set<DatasetId>();
    for (let ids = this.ids(); ids.length > 0; ids = this.ids().filter((id) => !seen.has(id))) {
      const pointers = await this.#dependencies.store
        .pointers(ids)
        .catch(() => 'unreachable' as const);
      for (const [index, id] of ids.entries()) {
        seen.add(id);
        const reconciled =
          pointers === 'unreachable' ? this.#hold(id) : this.#reconcile(id, pointers[index]);
        await reconciled.catch(() => {});
      }
    }
    this.#forgetGone();
    return this.ids().every((id) => this.#held.has(id));
  }

  /** Loads a dataset anew from the database into this process only; errors as read. */
  async refill(id: DatasetId): Promise<Held> {
    const { directLoader } = this.#dependencies;
    const load = await directLoader.reload(this.#dataset(id), this.#reached.get(id));
    return this.#adoptDirect(id, load);
  }

  async #hold(id: DatasetId): Promise<Answer> {
    if (!this.#keep) return { held: await this.#loadDirectly(id), source: 'off' };
    const held = this.#held.get(id);
    if (held) return { held, source: 'memory' };
    let holding = this.#holding.get(id);
    if (holding === undefined) {
      holding = this.#fetch(id).finally(() => this.#holding.delete(id));
      this.#holding.set(id, holding);
    }
    return holding;
  }

  async #fetch(id: DatasetId): Promise<Answer> {
    const published = await this.#fetchReachable(id);
    // once, not with every try
    if (published === undefined && !this.#dependencies.directLoader.hasFailed(id)) {
      this.#dependencies.log.info({ dataset: id }, '📡 Кэш пуст, загружаем данные из БД');
    }
    const { kind } = this.#dependencies.store;
    if (published !== undefined && published !== 'unreachable') {
      return { held: published, source: kind };
    }
    const loading = this.#loadDirectly(id).then((held) => ({ held, source: 'database' as const }));
    try {
      return await orFoundMeanwhile<Answer>(loading, async () => {
        const held = await this.#fetchReachable(id);
        return held && held !== 'unreachable' ? { held, source: kind } : undefined;
      });
    } finally {
      this.#settled.add(id);
    }
  }

  async #fetchReachable(id: DatasetId): Promise<Held | 'unreachable' | undefined> {
    if (this.#now() < this.#storeRestsUntil) return 'unreachable';
    return this.#fetchPublished(id).catch(() => {
      this.#storeRestsUntil = this.#now() + STORE_REST_MS;
      return 'unreachable';
    });
  }

  /** Adopts what the store points to; undefined when nothing usable is published. */
  async #fetchPublished(id: DatasetId): Promise<Held | undefined> {
    const current = await this.#dependencies.store.current(id);
    if (current?.bytes === undefined || current.pointer.version === undefined) return undefined;
    if (!this.#held.has(id) && current.pointer.sequence < (this.#reached.get(id) ?? 0)) {
      this.#dependencies.onRefreshNeeded?.(id);
      return undefined;
    }
    try {
      return this.#adopt(id, current.pointer, new Snapshot(current.bytes));
    } catch (error) {
      this.#dependencies.log.error(
        { dataset: id, version: current.pointer.version, reason: reasonOf(error) },
        'Снимок в Redis повреждён, запрошено обновление (cache)',
      );
      this.#dependencies.onRefreshNeeded?.(id);
      return undefined;
    }
  }

  async #loadDirectly(id: DatasetId): Promise<Held> {
    const { directLoader } = this.#dependencies;
    const load = await directLoader.load(this.#dataset(id), this.#reached.get(id));
    return this.#adoptDirect(id, load);
  }

  #dataset(id: DatasetId): Dataset {
    const dataset = this.#dependencies.catalogue.dataset(id);
    if (dataset === undefined) throw new Error(`there is no dataset ${id}`);
    return dataset;
  }

  #adoptDirect(id: DatasetId, { snapshot, sequence, startedAt }: DirectLoad): Held {
    const { version, contentHash } = snapshot.header;
    const pointer = { sequence, version, contentHash, checkedAt: startedAt };
    return this.#adopt(id, { ...pointer, pinned: false, present: false }, snapshot, 'database');
  }

  #adopt(
    id: DatasetId,
    pointer: Pointer,
    snapshot: Snapshot,
    origin: Held['origin'] = 'published',
  ): Held {
    const before = this.#held.get(id);
    if (before && !follows(before, pointer, origin)) return before;
    const held: Held = {
      snapshot,
      version: pointer.version ?? snapshot.header.version,
      sequence: Math.max(pointer.sequence, before?.sequence ?? 0),
      checkedAt: pointer.checkedAt,
      pinned: pointer.pinned,
      origin,
    };
    if (this.#keep) this.#keepInMemory(id, held, before);
    return held;
  }

  #keepInMemory(id: DatasetId, held: Held, before: Held | undefined): void {
    const { snapshot } = held;
    this.#held.set(id, held);
    this.#settled.add(id);
    this.#reach(id, held.sequence);
    this.#missingSince.delete(id);
    for (const document of snapshot.documents()) this.#found.set(document.path, { document, held });
    if (before === undefined || before.snapshot !== snapshot) {
      for (const path of before?.snapshot.paths() ?? []) {
        if (snapshot.document(path) === undefined) this.#found.delete(path);
      }
      for (const listener of this.#swapListeners) listener(id, snapshot);
    }
  }

  /** Forgets what is in memory of a dataset. */
  drop(id: DatasetId): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    for (const path of held.snapshot.paths()) this.#found.delete(path);
    for (const listener of this.#swapListeners) listener(id, undefined);
  }

  #forgetGone(): void {
    const existing = new Set(this.ids());
    if (!this.#held.has(this.#dependencies.catalogue.root)) return;
    for (const id of this.#held.keys()) if (!existing.has(id)) this.drop(id);
  }

  async #reconcile(id: DatasetId, pointer: Pointer | undefined): Promise<void> {
    const held = this.#held.get(id);
    if (pointer) this.#reach(id, pointer.sequence);
    if (pointer?.version === undefined) {
      if (pointer && held && pointer.sequence > held.sequence) this.drop(id);
      if (!this.#held.has(id)) await this.#waitForPublication(id);
    } else if (held === undefined) {
      await this.#hold(id);
    } else if (pointer.contentHash === held.snapshot.header.contentHash) {
      this.#takeName(id, pointer, held);
    } else if (follows(held, pointer, 'published')) {
      await this.#fetchPublished(id);
    } else {
      this.#dependencies.onRefreshNeeded?.(id);
    }
  }

  /** The same content under the pointer's name: nothing to transfer. */
  #takeName(id: DatasetId, pointer: Pointer, held: Held): void {
    const sequence = Math.max(pointer.sequence, held.sequence);
    const checkedAt = Math.max(pointer.checkedAt, held.checkedAt);
    const version = pointer.version ?? held.version;
    if (sequence === held.sequence && version === held.version && held.origin === 'published')
      return;
    const { snapshot } = held;
    this.#keepInMemory(
      id,
      { snapshot, version, sequence, checkedAt, pinned: pointer.pinned, origin: 'published' },
      held,
    );
  }

  #reach(id: DatasetId, sequence: number): void {
    this.#reached.set(id, Math.max(sequence, this.#reached.get(id) ?? 0));
  }

  /** A worker is about to publish: give it time before asking the database as well. */
  async #waitForPublication(id: DatasetId): Promise<void> {
    const since = this.#missingSince.get(id) ?? this.#now();
    this.#missingSince.set(id, since);
    if (this.#now() - since >= NOTHING_PUBLISHED_GRACE_MS) await this.#hold(id);
  }
}

/**
 * Whether what a pointer names takes the place of what is held: never back in sequence. A pin stands above
 * this process's own loads, however late they were.
 */
function follows(held: Held, pointer: Pointer, origin: Held['origin']): boolean {
  if (origin === 'database' && held.pinned) return false;
  if (origin === 'published' && pointer.pinned && held.origin === 'database') return true;
  return pointer.sequence > held.sequence;
}
