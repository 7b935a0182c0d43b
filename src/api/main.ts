import { BullRefreshQueue } from '../cache/bullRefreshQueue.ts';
import { createKeys } from '../cache/keys.ts';
import { createReading } from '../cache/reading.ts';
import { openRedisLink } from '../cache/redisLink.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { requireRedis } from '../config.ts';
import { createDatabase } from '../datasets/database.ts';
import { createDatasetCatalogue } from '../datasets/catalogue.ts';
import { createPlaceSearch } from '../datasets/placeSearch.ts';
import { createAdmins } from '../people/admins.ts';
import { runProgram } from '../program.ts';
import { startApi } from './service.ts';

await runProgram('api', async ({ config, log }) => {
  const keys = createKeys();
  const redis = openRedisLink({ config: requireRedis(config), log });
  const database = createDatabase(config.supabase);
  const catalogue = createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs });
  const store = new RedisStore({ ...redis, keys });
  const queue = new BullRefreshQueue({ connection: redis.commands, keys });
  const reading = createReading({
    catalogue,
    store,
    queue,
    log,
    keep: config.cache.enabled,
    redis,
  });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const api = await startApi({
    config,
    log,
    database,
    admins,
    catalogue,
    keys,
    store,
    reading,
    placeSearch,
    redis,
  });
  reading.start();
  admins.start();
  return async () => {
    admins.stop();
    await api.stop();
    await reading.stop();
    await redis.close();
  };
});
