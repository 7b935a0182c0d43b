import { BullRefreshQueue } from '../cache/bullRefreshQueue.ts';
import { createKeys } from '../cache/keys.ts';
import { createReading } from '../cache/reading.ts';
import { openRedisLink } from '../cache/redisLink.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { requireRedis } from '../config.ts';
import { createDatasetCatalogue } from '../datasets/catalogue.ts';
import { createDatabase } from '../datasets/database.ts';
import { createPlaceSearch } from '../datasets/placeSearch.ts';
import { createAdmins } from '../people/admins.ts';
import { runProgram } from '../program.ts';
import { BOT_OFF, startBot } from './service.ts';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

await runProgram('bot', async ({ config, log }) => {
  if (config.telegram.token === undefined) {
    log.warn(BOT_OFF);
    // a program that ended would be started again and again
    const idle = setInterval(() => {}, LONGEST_TIMER_MS);
    return async () => clearInterval(idle);
  }
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
  reading.start();
  admins.start();
  const bot = startBot({
    config,
    log,
    database,
    catalogue,
    keys,
    store,
    reading,
    placeSearch,
    admins,
    redis,
  });
  return async () => {
    admins.stop();
    await bot.stop();
    await reading.stop();
    await redis.close();
  };
});
