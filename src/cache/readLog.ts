import type { Logger } from 'pino';

/** Where an answer came from, as X-Cache says it. */
export type ReadSource = 'memory' | 'redis' | 'database' | 'off';

const QUIET_MS = 60_000;

/** Tells the operator that reads come from the cache: at each change of source, then at most once a minute. */
export class ReadLog {
  readonly #log: Logger;
  readonly #now: () => number;
  #source: ReadSource | undefined;
  #count = 0;
  #quietUntil = 0;

  constructor(log: Logger, now: () => number = Date.now) {
    this.#log = log;
    this.#now = now;
  }

  count(source: ReadSource): void {
    this.#count += 1;
    const now = this.#now();
    if (source === this.#source && now < this.#quietUntil) return;
    this.#source = source;
    this.#quietUntil = now + QUIET_MS;
    if (source === 'memory' || source === 'redis') {
      this.#log.info({ source, count: this.#count }, '🚀 Данные стран получены из кэша');
    }
    this.#count = 0;
  }
}
