import { BullRefreshQueue } from '../cache/bullRefreshQueue.ts';
import { Keeper } from '../cache/keeper.ts';
import { createKeys } from '../cache/keys.ts';
import { openRedisLink } from '../cache/redisLink.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { Refresher } from '../cache/refresher.ts';
import { requireRedis } from '../config.ts';
import { createDatabase } from '../datasets/database.ts';
import { createDatasetCatalogue } from '../datasets/catalogue.ts';
import { runProgram } from '../program.ts';
import { startPeopleJob } from './peopleJob.ts';
import { startRefreshJob } from './refreshJob.ts';

await runProgram('worker', async ({ config, log }) => {
  const keys = createKeys();
  const redis = openRedisLink({ config: requireRedis(config), log });
  const database = createDatabase(config.supabase);
  const catalogue = createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs });
  const store = new RedisStore({ ...redis, keys });
  const queue = new BullRefreshQueue({ connection: redis.commands, keys });
  const refresher = new Refresher({ catalogue, store, log });
  const job = startRefreshJob({ connection: redis.openWorker(), keys, refresher, log });
  const peopleJob = database.writable ? startPeopleJob({ redis, keys, database, log }) : undefined;
  const keeper = new Keeper({ catalogue, store, queue, log });
  redis.onUsable(() => keeper.start());
  redis.onLost(() => keeper.stop());
  log.info('Воркер ждёт событий обновления (cache)');
  return async () => {
    keeper.stop();
    await Promise.all([job.stop(), peopleJob?.stop()]);
    await queue.close();
    await redis.close();
  };
});
