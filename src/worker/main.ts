import { Keeper } from '../cache/keeper.ts';
import { Refresher } from '../cache/refresher.ts';
import { openRedisMode } from '../modes.ts';
import { runProgram } from '../program.ts';
import { startPeopleJob } from './peopleJob.ts';
import { startRefreshJob } from './refreshJob.ts';

await runProgram('worker', async ({ config, log }) => {
  const shared = openRedisMode({ config, log });
  const { keys, redis, database, queue } = shared;
  const refresher = new Refresher({ ...shared, log });
  const job = startRefreshJob({ connection: redis.openWorker(), keys, refresher, log });
  const peopleJob = database.writable ? startPeopleJob({ redis, keys, database, log }) : undefined;
  const keeper = new Keeper({ ...shared, log });
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
