import type { Logger } from 'pino';
import type { DatasetCatalogue } from './dataset.ts';
import { DirectLoader } from './directLoader.ts';
import { Follower } from './follower.ts';
import { Invalidator } from './invalidator.ts';
import { Reader } from './reader.ts';
import { ReadLog } from './readLog.ts';
import type { RedisLink } from './redisLink.ts';
import type { RefreshQueue } from './refreshQueue.ts';
import type { SnapshotStore } from './store.ts';

export interface ReadingDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  queue: RefreshQueue;
  log: Logger;
  /** `false`: nothing is kept, every read goes to the database. */
  keep: boolean;
  /** Absent in memory mode. */
  redis?: RedisLink | undefined;
}

/** A process's side of the cache: what it reads from, and how it asks for a refresh. */
export interface Reading {
  reader: Reader;
  readLog: ReadLog;
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
  /** Begins to follow the store; returns at once. */
  start(): void;
  stop(): Promise<void>;
}

/** Composes a reader with what keeps it in step with the store. */
export function createReading(dependencies: ReadingDependencies): Reading {
  const { catalogue, store, queue, log, keep, redis } = dependencies;
  const readLog = new ReadLog(log);
  const reader: Reader = new Reader({
    catalogue,
    store,
    directLoader: new DirectLoader({ log }),
    readLog,
    log,
    keep,
    onRefreshNeeded: (dataset) =>
      void invalidator.invalidate({ scope: dataset, reason: 'reader-ahead' }),
  });
  const onStoreUsable = redis && { onStoreUsable: redis.onUsable };
  const invalidator = new Invalidator({ store, queue, reader, log, ...onStoreUsable });
  const storeSettled = redis && { storeSettled: redis.settled };
  const follower = new Follower({ reader, store, log, ...onStoreUsable, ...storeSettled });
  return {
    reader,
    readLog,
    invalidator: keep ? invalidator : undefined,
    start() {
      if (keep) follower.start();
    },
    async stop() {
      await follower.stop();
      await invalidator.close();
    },
  };
}
