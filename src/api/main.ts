import { BullRefreshQueue } from '../cache/bullRefreshQueue.ts';
import { createKeys } from '../cache/keys.ts';
import { openRedisLink } from '../cache/redisLink.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { requireRedis } from '../config.ts';
import { createDatabase } from '../datasets/database.ts';
import { createDatasetCatalogue } from '../datasets/catalogue.ts';
import { createAdmins } from '../people/admins.ts';
import { runProgram } from '../program.ts';
import { startApi } from './service.ts';

await runProgram('api', async ({ config, log }) => {
  const keys = createKeys();
  const redis = openRedisLink({ config: requireRedis(config), log });
  const database = createDatabase(config.supabase);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const api = await startApi({
    config,
    log,
    database,
    admins,
    catalogue: createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs }),
    keys,
    store: new RedisStore({ ...redis, keys }),
    queue: new BullRefreshQueue({ connection: redis.commands, keys }),
    redis,
  });
  admins.start();
  return async () => {
    admins.stop();
    await api.stop();
    await redis.close();
  };
});
