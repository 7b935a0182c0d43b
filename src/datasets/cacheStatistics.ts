import type { DatasetCatalogue, DatasetId } from '../cache/dataset.ts';
import type { Held, Reader } from '../cache/reader.ts';
import type { RefreshRecord } from '../cache/events.ts';
import type { Pointer, SnapshotStore, StoredVersion } from '../cache/store.ts';
import type { Visibility } from './visibility.ts';

export interface CacheStatisticsDependencies {
  mode: 'redis' | 'memory' | 'off';
  /** Undefined where there is no Redis. */
  isRedisUsable: (() => boolean) | undefined;
  reader: Reader;
  store: SnapshotStore;
  catalogue: DatasetCatalogue;
  visibility: Visibility;
}

/** What this process has in memory of a dataset. */
export interface HeldState {
  version: string;
  ageSeconds: number;
  /** Older than its refresh is due. */
  stale: boolean;
  rows: number;
  bytes: number;
  origin: Held['origin'];
  pinned: boolean;
}

/** A dataset as this process serves it; without the facts where nothing is in memory. */
export type DatasetState = { dataset: DatasetId } | ({ dataset: DatasetId } & HeldState);

type StoredState =
  | { pointer: Pointer | undefined; versions: StoredVersion[]; refreshes: RefreshRecord[] }
  | { store: 'away' };

export type DatasetDetails = DatasetState & {
  /** Whether only admins may see it. */
  hidden: boolean;
  source: string | undefined;
} & StoredState;

export interface CacheOverview<State> {
  mode: CacheStatisticsDependencies['mode'];
  /** Undefined where there is no Redis. */
  redis: 'usable' | 'away' | undefined;
  datasets: State[];
}

/** What `/api/cache/stats` and `/cachestats` show. */
export interface CacheStatistics {
  /** For everybody: the datasets open to them, as this process serves them. */
  summary(): Promise<CacheOverview<DatasetState>>;
  /** For admins: all datasets, with pointer, versions kept and the last refreshes. */
  details(): Promise<CacheOverview<DatasetDetails>>;
}

export function createCacheStatistics(dependencies: CacheStatisticsDependencies): CacheStatistics {
  const { mode, isRedisUsable, reader, store, catalogue, visibility } = dependencies;
  const general = () => ({
    mode,
    redis: isRedisUsable && (isRedisUsable() ? ('usable' as const) : ('away' as const)),
  });
  const state = (dataset: DatasetId): DatasetState => {
    const held = reader.held(dataset);
    return { dataset, ...(held && heldState(held)) };
  };
  const heldState = (held: Held): HeldState => {
    const ageSeconds = reader.ageSeconds(held);
    const ttlMs = catalogue.dataset(held.snapshot.header.dataset)?.ttlMs ?? Infinity;
    return {
      version: held.version,
      ageSeconds,
      stale: ageSeconds * 1000 > ttlMs,
      rows: held.snapshot.header.rows,
      bytes: held.snapshot.blob.length,
      origin: held.origin,
      pinned: held.pinned,
    };
  };
  const stored = async (dataset: DatasetId): Promise<StoredState> => {
    try {
      const [[pointer], versions, refreshes] = await Promise.all([
        store.pointers([dataset]),
        store.versions(dataset),
        store.refreshes(dataset),
      ]);
      return { pointer, versions, refreshes };
    } catch {
      return { store: 'away' };
    }
  };

  const detailsOf = async (dataset: DatasetId): Promise<DatasetDetails> => ({
    ...state(dataset),
    hidden: visibility.isHidden(dataset) ?? false,
    source: reader.held(dataset)?.snapshot.header.source,
    ...(await stored(dataset)),
  });

  return {
    async summary() {
      const open = reader.ids().filter((id) => visibility.isHidden(id) === false);
      return { ...general(), datasets: open.map((id) => state(id)) };
    },
    async details() {
      const datasets = await Promise.all(reader.ids().map((id) => detailsOf(id)));
      return { ...general(), datasets };
    },
  };
}
