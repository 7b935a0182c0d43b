import { startApi } from './api/service.ts';
import { startBot } from './bot/service.ts';
import { createReading } from './cache/reading.ts';
import { createPlaceSearch } from './datasets/placeSearch.ts';
import { openMemoryMode } from './modes.ts';
import { createAdmins } from './people/admins.ts';
import { runProgram } from './program.ts';

await runProgram('solo', async ({ config, log }) => {
  const shared = openMemoryMode({ config, log });
  const { database, keeper } = shared;
  const reading = createReading({ ...shared, log, keep: config.cache.enabled });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const dependencies = { ...shared, config, log, reading, placeSearch, admins };
  const api = await startApi(dependencies);
  reading.start();
  admins.start();
  const bot = startBot(dependencies);
  if (config.cache.enabled) keeper.start();
  return async () => {
    keeper.stop();
    admins.stop();
    await Promise.all([api.stop(), bot.stop()]);
    await reading.stop();
  };
});
