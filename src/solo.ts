import { startApi } from './api/service.ts';
import { startBot } from './bot/service.ts';
import { createReading } from './cache/reading.ts';
import { createPlaceSearch } from './datasets/placeSearch.ts';
import { openMemoryMode } from './modes.ts';
import { createAdmins } from './people/admins.ts';
import { createSavedEvaluations } from './people/savedEvaluations.ts';
import { runProgram } from './program.ts';
import { RatesJob } from './worker/ratesJob.ts';

await runProgram('solo', async ({ config, log }) => {
  const shared = openMemoryMode({ config, log });
  const { database, keeper, queue } = shared;
  const reading = createReading({ ...shared, log, keep: config.cache.enabled });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: config.telegram.adminIds, database, log });
  const evaluations = createSavedEvaluations({ ...shared, log });
  const dependencies = { ...shared, config, log, reading, placeSearch, admins, evaluations };
  const api = await startApi(dependencies);
  reading.start();
  admins.start();
  const bot = startBot(dependencies);
  const ratesJob = database.writable ? new RatesJob({ database, queue, log }) : undefined;
  ratesJob?.start();
  if (config.cache.enabled) keeper.start();
  return async () => {
    keeper.stop();
    admins.stop();
    await Promise.all([api.stop(), bot.stop(), ratesJob?.stop()]);
    await evaluations.close();
    await reading.stop();
  };
});
