import type { DatasetCatalogue, DatasetId } from '../cache/dataset.ts';
import type { Held, Reader } from '../cache/reader.ts';
import type { SnapshotStore } from '../cache/store.ts';
import type { Visibility } from '../datasets/visibility.ts';

export interface CacheStatisticsDependencies {
  mode: 'redis' | 'memory' | 'off';
  /** Undefined where there is no Redis. */
  isRedisUsable: (() => boolean) | undefined;
  reader: Reader;
  store: SnapshotStore;
  catalogue: DatasetCatalogue;
  visibility: Visibility;
}

/** What `/api/cache/stats` shows. */
export interface CacheStatistics {
  /** For everybody: the datasets open to them, as this process serves them. */
  summary(): Promise<object>;
  /** For admins: all datasets, with pointer, versions kept and the last refreshes. */
  details(): Promise<object>;
}

export function createCacheStatistics(dependencies: CacheStatisticsDependencies): CacheStatistics {
  const { mode, isRedisUsable, reader, store, catalogue, visibility } = dependencies;
  const general = () => ({
    mode,
    redis: isRedisUsable && (isRedisUsable() ? 'usable' : 'away'),
  });
  const state = (dataset: DatasetId) => {
    const held = reader.held(dataset);
    return { dataset, ...(held && heldState(held)) };
  };
  const heldState = (held: Held) => {
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
  const stored = async (dataset: DatasetId) => {
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

  const detailsOf = async (dataset: DatasetId) => ({
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
