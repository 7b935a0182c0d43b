import { createReading } from '../cache/reading.ts';
import { createPlaceSearch } from '../datasets/placeSearch.ts';
import { createAdmins } from '../people/admins.ts';
import { createSavedEvaluations } from '../people/savedEvaluations.ts';
import { openRedisMode } from '../modes.ts';
import { runProgram } from '../program.ts';
import { startApi } from './service.ts';

await runProgram('api', async ({ config, log }) => {
  const shared = openRedisMode({ config, log });
  const reading = createReading({ ...shared, log, keep: config.cache.enabled });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: config.telegram.adminIds, database: shared.database, log });
  const evaluations = createSavedEvaluations({ ...shared, log });
  const api = await startApi({ ...shared, config, log, admins, evaluations, reading, placeSearch });
  reading.start();
  admins.start();
  return async () => {
    admins.stop();
    await api.stop();
    await evaluations.close();
    await reading.stop();
    await shared.redis.close();
  };
});
