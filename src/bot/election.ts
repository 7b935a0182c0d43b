import type { Logger } from 'pino';
import type { RedisLink } from '../cache/redisLink.ts';
import { RedisLock } from '../cache/redisLock.ts';

const USUAL_TIMES: ElectionTimes = {
  lockMs: 10_000,
  holdEveryMs: 4_000,
  tryEveryMs: 2_000,
  startWithoutLockAfterMs: 5_000,
  stepBackMs: 30_000,
};

export interface ElectionTimes {
  /** How long the lock of a leader that died lives. */
  lockMs: number;
  /** How often the leader holds it on. */
  holdEveryMs: number;
  /** How often the others try. */
  tryEveryMs: number;
  /** When a process that never met Redis leads without a lock. */
  startWithoutLockAfterMs: number;
  /** How long a leader without a lock that met another steps back. */
  stepBackMs: number;
}

export interface ElectionDependencies {
  /** Absent in memory mode: then this process leads at once. */
  redis?: Pick<RedisLink, 'commands' | 'onUsable'> | undefined;
  /** The lock's key: one for each bot. */
  key: string;
  /** Where it is that of a leader that died, this process leads at once. */
  instanceId: string;
  log: Logger;
  now?: () => number;
  times?: Partial<ElectionTimes>;
}

/**
 * Decides which of several processes with one bot token polls Telegram. Whoever holds the lock leads. While Redis is away nobody can be elected: the leader goes on, the others stay back;
 * only a process that has never met Redis leads after a while without a lock, for Telegram itself refuses a second poller.
 */
export class Election {
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #times: ElectionTimes;
  readonly #redis: ElectionDependencies['redis'];
  readonly #lock: RedisLock | undefined;
  #onChange: (isLeader: boolean) => void = () => {};
  #isLeader = false;
  #hasLock = false;
  /** When to lead although Redis is away, ms; never when absent. */
  #leadsAnywayAt: number | undefined;
  #hasMetRedis = false;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> | undefined;
  #stopped = false;

  constructor({ redis, key, instanceId, log, now = Date.now, times }: ElectionDependencies) {
    this.#log = log;
    this.#now = now;
    this.#redis = redis;
    this.#times = { ...USUAL_TIMES, ...times };
    if (redis === undefined) return;
    const { commands } = redis;
    this.#lock = new RedisLock({ commands, key, instanceId, lifetimeMs: this.#times.lockMs });
  }

  /** Calls back at each change; nobody leads before. */
  start(onChange: (isLeader: boolean) => void): void {
    this.#onChange = onChange;
    this.#leadsAnywayAt = this.#now() + (this.#lock ? this.#times.startWithoutLockAfterMs : 0);
    void this.#takeTurn();
    // those who wait do not run ahead of the leader when Redis is back
    this.#redis?.onUsable(() => {
      if (this.#isLeader || !this.#hasMetRedis) void this.#takeTurn();
    });
  }

  isLeader(): boolean {
    return this.#isLeader;
  }

  /** Another poller was met. Without a lock this process steps back for about 30 s; with one it stays. */
  yield(): void {
    if (this.#hasLock || !this.#isLeader) return;
    this.#leadsAnywayAt = this.#now() + this.#times.stepBackMs;
    this.#lead(false);
  }

  /** Gives up the lead, so that another can take it at once. Never rejects. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#turn;
    const hadLock = this.#hasLock;
    this.#hasLock = false;
    this.#isLeader = false;
    // while Redis is away the lock ends by itself
    if (hadLock) await this.#lock?.release().catch(() => {});
  }

  async #takeTurn(): Promise<void> {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#turn ??= this.#campaign().finally(() => {
      this.#turn = undefined;
    });
    await this.#turn;
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const { holdEveryMs, tryEveryMs } = this.#times;
    const delayMs = this.#isLeader ? holdEveryMs : tryEveryMs;
    this.#timer = setTimeout(() => void this.#takeTurn(), delayMs);
  }

  /** Never rejects. */
  async #campaign(): Promise<void> {
    const held = await this.#lock?.hold().catch(() => undefined);
    if (this.#stopped) {
      this.#hasLock = held === true;
      return;
    }
    if (held === undefined) {
      this.#hasLock = false;
      const at = this.#leadsAnywayAt;
      if (at !== undefined && this.#now() >= at) this.#lead(true);
      return;
    }
    this.#hasMetRedis = true;
    this.#hasLock = held;
    this.#leadsAnywayAt = undefined;
    this.#lead(held);
  }

  #lead(isLeader: boolean): void {
    if (this.#isLeader === isLeader) return;
    this.#isLeader = isLeader;
    this.#log.info({ hasLock: this.#hasLock }, this.#changeLine());
    this.#onChange(isLeader);
  }

  #changeLine(): string {
    if (!this.#isLeader) return 'Telegram опрашивает другой процесс: ждём своей очереди';
    if (this.#hasLock || !this.#lock) return 'Telegram опрашивает этот процесс';
    return 'Redis недоступен: опрашиваем Telegram без блокировки';
  }
}
