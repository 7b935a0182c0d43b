import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { HOLD_LOCK, RELEASE_LOCK } from './redisScripts.ts';

export interface RedisLockDependencies {
  /** Should have a short commandTimeout. */
  commands: Redis;
  key: string;
  /** How long the lock lives when nobody holds it on. */
  lifetimeMs: number;
}

/** A lock one holder has at a time, for as long as it keeps holding it. Rejects with ioredis' error. */
export class RedisLock {
  readonly #dependencies: RedisLockDependencies;
  readonly #holder = randomUUID();

  constructor(dependencies: RedisLockDependencies) {
    this.#dependencies = dependencies;
  }

  /** Takes the lock where it is free, or holds it on; false when another has it. */
  async hold(): Promise<boolean> {
    const { commands, key, lifetimeMs } = this.#dependencies;
    return (await commands.eval(HOLD_LOCK, 1, key, this.#holder, lifetimeMs)) === 1;
  }

  async release(): Promise<void> {
    const { commands, key } = this.#dependencies;
    await commands.eval(RELEASE_LOCK, 1, key, this.#holder);
  }
}
