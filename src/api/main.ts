import { BullRefreshQueue } from '../cache/bullRefreshQueue.ts';
import { createKeys } from '../cache/keys.ts';
import { openRedisLink } from '../cache/redisLink.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { ConfigurationError } from '../errors.ts';
import { createDatabase } from '../datasets/database.ts';
import { createDatasetCatalogue } from '../datasets/catalogue.ts';
import { runProgram } from '../program.ts';
import { startApi } from './service.ts';

await runProgram('api', async ({ config, log }) => {
  if (config.redis === undefined) {
    throw new ConfigurationError(
      'Переменная REDIS_HOST не задана. Без Redis запускайте режим памяти: src/solo.ts.',
    );
  }
  const keys = createKeys();
  const redis = openRedisLink({ config: config.redis, log });
  const database = createDatabase(config.supabase);
  const api = await startApi({
    config,
    log,
    database,
    catalogue: createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs }),
    keys,
    store: new RedisStore({ ...redis, keys }),
    queue: new BullRefreshQueue({ connection: redis.commands, keys }),
    redis,
  });
  return async () => {
    await api.stop();
    await redis.close();
  };
});
