import { startApi } from './api/service.ts';
import { startBot } from './bot/service.ts';
import { Keeper } from './cache/keeper.ts';
import { createKeys } from './cache/keys.ts';
import { MemoryStore } from './cache/memoryStore.ts';
import { createReading } from './cache/reading.ts';
import { Refresher } from './cache/refresher.ts';
import { ProcessRefreshQueue } from './cache/refreshQueue.ts';
import { createDatabase } from './datasets/database.ts';
import { createDatasetCatalogue } from './datasets/catalogue.ts';
import { createPlaceSearch } from './datasets/placeSearch.ts';
import { createAdmins } from './people/admins.ts';
import { runProgram } from './program.ts';

await runProgram('solo', async ({ config, log }) => {
  const database = createDatabase(config.supabase);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const catalogue = createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs });
  const store = new MemoryStore();
  const queue = new ProcessRefreshQueue(new Refresher({ catalogue, store, log }));
  const keeper = new Keeper({ catalogue, store, queue, log });
  const keys = createKeys();
  const reading = createReading({ catalogue, store, queue, log, keep: config.cache.enabled });
  const placeSearch = createPlaceSearch(reading.reader);
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
  });
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
  });
  if (config.cache.enabled) keeper.start();
  return async () => {
    keeper.stop();
    admins.stop();
    await Promise.all([api.stop(), bot.stop()]);
    await reading.stop();
  };
});
