import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Keys } from '../cache/keys.ts';
import { Problem } from './problem.ts';

const MINUTE_SECONDS = 60;

/** Counts a client's requests: reads in this process, writes together with the other processes. */
export interface RateLimits {
  /** Counts a read that is answered at once; false when it is one too many. */
  admitsRead(client: string): Promise<boolean>;
  /** @throws Problem 429 with Retry-After */
  countRead(client: string): Promise<void>;
  /** @throws Problem 429 with Retry-After */
  countWrite(client: string): Promise<void>;
}

export interface RateLimitsDependencies {
  perMinute: number;
  /** Where writes are counted; in this process when absent or away. */
  redis?: Redis;
  keys: Keys;
}

export function createRateLimits({ perMinute, redis, keys }: RateLimitsDependencies): RateLimits {
  const limits = { points: perMinute, duration: MINUTE_SECONDS };
  const reads = new RateLimiterMemory(limits);
  const ownWrites = new RateLimiterMemory(limits);
  const writes =
    redis === undefined
      ? ownWrites
      : new RateLimiterRedis({
          ...limits,
          storeClient: redis,
          keyPrefix: keys.rateLimit,
          rejectIfRedisNotReady: true,
          insuranceLimiter: ownWrites,
        });
  return {
    admitsRead: (client) => reads.consume(client).then(admitted, refused),
    countRead: (client) => consume(reads, client),
    countWrite: (client) => consume(writes, client),
  };
}

const admitted = () => true;

function refused(rejection: unknown): false {
  if (rejection instanceof RateLimiterRes) return false;
  throw rejection;
}

async function consume(limiter: RateLimiterAbstract, client: string): Promise<void> {
  try {
    await limiter.consume(client);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
    throw new Problem('rate-limited', {
      variables: { seconds },
      headers: { 'Retry-After': String(seconds) },
    });
  }
}
