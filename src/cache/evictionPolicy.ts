import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { RedisLink } from './redisLink.ts';

const SAFE_POLICY = 'noeviction';

export interface EvictionPolicyDependencies {
  redis: Pick<RedisLink, 'commands' | 'onUsable'>;
  log: Logger;
}

/**
 * Tells the operator once, when Redis is first within reach, that it is set up to throw away what it cannot be filled
 * with again: locks of jobs, acknowledged evaluations. Snapshots are published anew, so reading goes on either way.
 */
export function warnOfEviction({ redis, log }: EvictionPolicyDependencies): void {
  let isTold = false;
  const look = async () => {
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.commands.info('memory'))?.[1];
    if (isTold || policy === undefined) return;
    isTold = true;
    if (policy === SAFE_POLICY) return;
    log.warn(
      { policy },
      `⚠️ Redis вытесняет ключи (maxmemory-policy ${policy}): могут пропасть замки очереди и несохранённые оценки. ` +
        `Задайте ${SAFE_POLICY}: CONFIG SET maxmemory-policy ${SAFE_POLICY} или в консоли облака`,
    );
  };
  // a user who may not ask, or a Redis that is away again: the doctor tells
  redis.onUsable(() => {
    look().catch((error: unknown) =>
      log.debug({ reason: reasonOf(error) }, 'Политика вытеснения Redis неизвестна'),
    );
  });
}
