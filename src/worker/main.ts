import { randomUUID } from 'node:crypto';
import { warnOfEviction } from '../cache/evictionPolicy.ts';
import { Keeper } from '../cache/keeper.ts';
import { RedisLock } from '../cache/redisLock.ts';
import { Refresher } from '../cache/refresher.ts';
import { openRedisMode } from '../modes.ts';
import { runProgram } from '../program.ts';
import { startPeopleJob } from './peopleJob.ts';
import { RATES_LOCK_MS, RatesJob } from './ratesJob.ts';
import { startRefreshJob } from './refreshJob.ts';

await runProgram('worker', async ({ config, log }) => {
  const shared = openRedisMode({ config, log });
  const { keys, redis, database, queue } = shared;
  warnOfEviction({ redis, log });
  const refresher = new Refresher({ ...shared, log, hurriesAtFirst: true });
  const job = startRefreshJob({ redis, keys, refresher, log });
  const peopleJob = database.writable ? startPeopleJob({ redis, keys, database, log }) : undefined;
  // an instance of its own: whoever follows a worker that died waits for what that one may still have on its way
  const lock = new RedisLock({
    commands: redis.commands,
    key: keys.ratesJob,
    lifetimeMs: RATES_LOCK_MS,
    instanceId: randomUUID(),
  });
  const ratesJob = database.writable ? new RatesJob({ database, queue, lock, log }) : undefined;
  ratesJob?.start();
  const keeper = new Keeper({ ...shared, log });
  redis.onUsable(() => keeper.start());
  redis.onLost(() => keeper.stop());
  log.info('Воркер ждёт событий обновления (cache)');
  return async () => {
    keeper.stop();
    await Promise.all([job.stop(), peopleJob?.stop(), ratesJob?.stop()]);
    await queue.close();
    await redis.close();
  };
});
