import type { Redis } from 'ioredis';
import type { RedisConfig } from '../config.ts';
import { graded, judged, type Report } from './findings.ts';
import { medianMs, milliseconds } from './latency.ts';
import { examineRedisFigures, readRedisInfo } from './redisFigures.ts';
import { openRedis } from './redisConnection.ts';
import { examineStoredData } from './storedData.ts';

const PINGS = 9;
/** From where a person notices it in the first read of a dataset. */
const SLOW_MS = 50;
/** Programs give a command up after 400 ms. */
const TOO_SLOW_MS = 300;

export interface RedisCheckOptions {
  config: RedisConfig;
  /** When a dataset of the catalogue is due for a refresh. */
  ttlMs: number;
  /** The same of market data and rates. */
  marketTtlMs: number;
}

/** Whether this Redis can be reached and is fit, and what it holds; changes nothing in it. */
export async function checkRedis(
  { config, ...ages }: RedisCheckOptions,
  report: Report,
): Promise<void> {
  const redis = await openRedis(config, report);
  if (redis === undefined) return;
  try {
    examineRedisFigures(await readRedisInfo(redis), report);
    await examineLatency(redis, report);
    await examineStoredData({ redis, ...ages }, report);
  } finally {
    redis.disconnect();
  }
}

async function examineLatency(redis: Redis, report: Report): Promise<void> {
  const median = await medianMs(PINGS, () => redis.ping());
  report(
    judged({
      name: 'Задержка',
      state: graded(median, { warning: SLOW_MS, problem: TOO_SLOW_MS }),
      found: `${milliseconds(median)} (медиана ${PINGS} PING)`,
      fix: 'Выберите Redis в том же регионе, что и сервер, или разгрузите машину, на которой он работает.',
    }),
  );
}
