import { DirectLoader } from '../src/cache/directLoader.ts';
import { MemoryStore } from '../src/cache/memoryStore.ts';
import { Reader } from '../src/cache/reader.ts';
import { ReadLog } from '../src/cache/readLog.ts';
import type { SnapshotStore } from '../src/cache/store.ts';
import type { DatasetCatalogue } from '../src/cache/dataset.ts';
import { answerOf, DOCUMENT_PATH } from './document.ts';
import { median, rounded } from './figures.ts';
import { quietLog } from './quietLog.ts';

/** How long the first read takes where the snapshot is not in memory, in ms (medians). */
export interface FirstReads {
  fromRedis: number;
  fromDatabase: number;
  /** CACHE_ENABLED=false: every read, over HTTP. */
  cacheOff: number;
}

const FROM_REDIS_TIMES = 9;
const FROM_DATABASE_TIMES = 3;

interface FirstReadsDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  /** Address of the api that keeps nothing. */
  cacheOffUrl: string;
}

/** Reads the document with a new reader each time, from Redis and from the database. */
export async function measureFirstReads(dependencies: FirstReadsDependencies): Promise<FirstReads> {
  const { catalogue, store, cacheOffUrl } = dependencies;
  const readWith = async (store: SnapshotStore, expected: string) => {
    const log = quietLog;
    const reader = new Reader({
      catalogue,
      store,
      directLoader: new DirectLoader({ log }),
      readLog: new ReadLog(log),
      log,
    });
    const found = await reader.read(DOCUMENT_PATH);
    if (found?.source !== expected) throw new Error(`read from ${found?.source}, not ${expected}`);
  };
  const readUncached = async () => {
    const { status } = await answerOf(cacheOffUrl + DOCUMENT_PATH);
    if (status !== 200) throw new Error(`CACHE_ENABLED=false answered ${status}`);
  };
  return {
    fromRedis: await medianTime(FROM_REDIS_TIMES, () => readWith(store, 'redis')),
    fromDatabase: await medianTime(FROM_DATABASE_TIMES, () =>
      readWith(new MemoryStore(), 'database'),
    ),
    cacheOff: await medianTime(FROM_DATABASE_TIMES, readUncached),
  };
}

async function medianTime(times: number, work: () => Promise<void>): Promise<number> {
  const durations = [];
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now();
    await work();
    durations.push(performance.now() - startedAt);
  }
  return rounded(median(durations), 1);
}
