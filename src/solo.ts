import { startApi } from './api/service.ts';
import { Keeper } from './cache/keeper.ts';
import { createKeys } from './cache/keys.ts';
import { MemoryStore } from './cache/memoryStore.ts';
import { Refresher } from './cache/refresher.ts';
import { ProcessRefreshQueue } from './cache/refreshQueue.ts';
import { createDatabase } from './datasets/database.ts';
import { createDatasetCatalogue } from './datasets/catalogue.ts';
import { createAdmins } from './people/admins.ts';
import { runProgram } from './program.ts';

await runProgram('solo', async ({ config, log }) => {
  const database = createDatabase(config.supabase);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const catalogue = createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs });
  const store = new MemoryStore();
  const queue = new ProcessRefreshQueue(new Refresher({ catalogue, store, log }));
  const keeper = new Keeper({ catalogue, store, queue, log });
  const api = await startApi({
    config,
    log,
    database,
    admins,
    catalogue,
    keys: createKeys(),
    store,
    queue,
  });
  admins.start();
  if (config.cache.enabled) keeper.start();
  return async () => {
    keeper.stop();
    admins.stop();
    await api.stop();
  };
});
