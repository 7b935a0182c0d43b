import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { HOLD_LOCK, RELEASE_LOCK } from './redisScripts.ts';

export interface RedisLockDependencies {
  /** Should have a short commandTimeout. */
  commands: Redis;
  key: string;
  /** How long the lock lives when nobody holds it on. */
  lifetimeMs: number;
  /** What holders have in common of whom the older is dead when the younger starts; holds no colon. */
  instanceId: string;
}

/**
 * A lock one holder has at a time, for as long as it keeps holding it. Where a holder of the same instance died, its
 * successor takes the lock over at once; nothing the dead one still sent can release it. Rejects with ioredis' error.
 */
export class RedisLock {
  readonly #dependencies: RedisLockDependencies;
  readonly #instance: string;
  readonly #holder: string;

  constructor(dependencies: RedisLockDependencies) {
    this.#dependencies = dependencies;
    this.#instance = `${dependencies.instanceId}:`;
    this.#holder = `${this.#instance}${randomUUID()}`;
  }

  /** Takes the lock where it is free or its instance's, or holds it on; false when another has it. */
  async hold(): Promise<boolean> {
    const { commands, key, lifetimeMs } = this.#dependencies;
    const holder = [this.#holder, this.#instance];
    return (await commands.eval(HOLD_LOCK, 1, key, ...holder, lifetimeMs)) === 1;
  }

  async release(): Promise<void> {
    const { commands, key } = this.#dependencies;
    await commands.eval(RELEASE_LOCK, 1, key, this.#holder);
  }
}
