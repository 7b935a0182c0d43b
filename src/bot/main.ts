import { createReading } from '../cache/reading.ts';
import { createPlaceSearch } from '../datasets/placeSearch.ts';
import { createAdmins } from '../people/admins.ts';
import { createSavedEvaluations } from '../people/savedEvaluations.ts';
import { openRedisMode } from '../modes.ts';
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
  const shared = openRedisMode({ config, log });
  const reading = createReading({ ...shared, log, keep: config.cache.enabled });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: config.telegram.adminIds, database: shared.database, log });
  reading.start();
  admins.start();
  const evaluations = createSavedEvaluations({ ...shared, log });
  const bot = startBot({ ...shared, config, log, reading, placeSearch, admins, evaluations });
  return async () => {
    admins.stop();
    await bot.stop();
    await evaluations.close();
    await reading.stop();
    await shared.redis.close();
  };
});
