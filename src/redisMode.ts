import { BullRefreshQueue } from './cache/bullRefreshQueue.ts';
import type { DatasetCatalogue } from './cache/dataset.ts';
import { createKeys, type Keys } from './cache/keys.ts';
import { openRedisLink, type RedisLink } from './cache/redisLink.ts';
import { RedisStore } from './cache/redisStore.ts';
import type { RefreshQueue } from './cache/refreshQueue.ts';
import type { SnapshotStore } from './cache/store.ts';
import { requireRedis, type Config } from './config.ts';
import { createDatasetCatalogue } from './datasets/catalogue.ts';
import { createDatabase, type Database } from './datasets/database.ts';
import type { Logger } from './logger.ts';

/** What every program beside a Redis stands on. */
export interface RedisMode {
  keys: Keys;
  redis: RedisLink;
  database: Database;
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  queue: RefreshQueue;
}

/**
 * Opens the connections of one program; its owner closes the queue and `redis`.
 * @throws ConfigurationError where no Redis is named
 */
export function openRedisMode({ config, log }: { config: Config; log: Logger }): RedisMode {
  const keys = createKeys();
  const redis = openRedisLink({ config: requireRedis(config), log });
  const database = createDatabase(config.supabase);
  return {
    keys,
    redis,
    database,
    catalogue: createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs }),
    store: new RedisStore({ ...redis, keys }),
    queue: new BullRefreshQueue({ connection: redis.commands, keys }),
  };
}
