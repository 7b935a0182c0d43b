import { BullRefreshQueue } from './cache/bullRefreshQueue.ts';
import type { DatasetCatalogue } from './cache/dataset.ts';
import { Keeper } from './cache/keeper.ts';
import { createKeys, type Keys } from './cache/keys.ts';
import { MemoryStore } from './cache/memoryStore.ts';
import { openRedisLink, type RedisLink } from './cache/redisLink.ts';
import { RedisStore } from './cache/redisStore.ts';
import { Refresher } from './cache/refresher.ts';
import { ProcessRefreshQueue, type RefreshQueue } from './cache/refreshQueue.ts';
import type { SnapshotStore } from './cache/store.ts';
import { requireRedis, type Config } from './config.ts';
import { createDatasetCatalogue } from './datasets/catalogue.ts';
import { createDatabase, type Database } from './datasets/database.ts';
import type { Logger } from './logger.ts';

/** What every program stands on, in whatever mode. */
export interface Mode {
  keys: Keys;
  database: Database;
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  queue: RefreshQueue;
}

export interface RedisMode extends Mode {
  redis: RedisLink;
}

export interface MemoryMode extends Mode {
  /** Asks for the refreshes that are due; to be started where anything is kept. */
  keeper: Keeper;
  redis?: never;
}

interface ModeDependencies {
  config: Config;
  log: Logger;
}

/**
 * A program beside a Redis; its owner closes the queue and `redis`.
 * @throws ConfigurationError where no Redis is named
 */
export function openRedisMode({ config, log }: ModeDependencies): RedisMode {
  const keys = createKeys();
  const redis = openRedisLink({ config: requireRedis(config), log });
  return {
    ...dataOf(config),
    keys,
    redis,
    store: new RedisStore({ ...redis, keys }),
    queue: new BullRefreshQueue({ connection: redis.commands, keys }),
  };
}

/** A program that is the whole system: what it holds ends with it. */
export function openMemoryMode({ config, log }: ModeDependencies): MemoryMode {
  const { database, catalogue } = dataOf(config);
  const store = new MemoryStore();
  const queue = new ProcessRefreshQueue(new Refresher({ catalogue, store, log }));
  const keeper = new Keeper({ catalogue, store, queue, log });
  return { keys: createKeys(), database, catalogue, store, queue, keeper };
}

function dataOf({ supabase, cache }: Config): Pick<Mode, 'database' | 'catalogue'> {
  const database = createDatabase(supabase);
  const { ttlMs, marketTtlMs } = cache;
  return { database, catalogue: createDatasetCatalogue({ database, ttlMs, marketTtlMs }) };
}
