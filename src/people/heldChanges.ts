import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import pRetry from 'p-retry';
import { BATCH } from './outbox.ts';
import type { Change } from './person.ts';

const FIRST_RETRY_MS = 200;
const MOST_HELD = 10_000;

type Deliver = (changes: readonly Change[], signal: AbortSignal) => Promise<void>;

export interface HeldChangesDependencies {
  /** Takes at most BATCH changes to where they are safe. */
  deliver: Deliver;
  /** How long changes are gathered, to leave together. */
  gatherMs: number;
  longestRetryMs: number;
  log: Logger;
}

/** The newest change of each person that this process has not handed on yet; it goes on trying. */
export class HeldChanges {
  readonly #dependencies: HeldChangesDependencies;
  readonly #held = new Map<number, Change>();
  readonly #closing = new AbortController();
  #delivering = false;
  #delivery: Promise<void> = Promise.resolve();
  #overflowed = false;

  constructor(dependencies: HeldChangesDependencies) {
    this.#dependencies = dependencies;
  }

  get(telegramId: number): Change | undefined {
    return this.#held.get(telegramId);
  }

  put(change: Change): void {
    const { forgottenAt } = this.#held.get(change.telegramId) ?? {};
    this.#held.delete(change.telegramId);
    this.#held.set(change.telegramId, {
      ...(forgottenAt !== undefined && { forgottenAt }),
      ...change,
    });
    if (this.#held.size > MOST_HELD) this.#dropOne();
    if (!this.#delivering && !this.#closing.signal.aborted) this.#delivery = this.#deliverAll();
  }

  /** Ends the retries and hands everything on one last time, by the second way when the first fails. */
  async close(lastResort: Deliver, deadline: AbortSignal): Promise<void> {
    this.#closing.abort();
    await this.#delivery;
    let deliver = this.#dependencies.deliver;
    while (this.#held.size > 0) {
      try {
        await this.#deliverSome(deliver, deadline);
      } catch {
        if (deliver === lastResort) break;
        deliver = lastResort;
      }
    }
    const { size } = this.#held;
    if (size > 0) {
      this.#dependencies.log.error({ people: size }, 'Изменения о пользователях не сохранены');
    }
  }

  /** Never rejects. */
  async #deliverAll(): Promise<void> {
    const { deliver, gatherMs, longestRetryMs } = this.#dependencies;
    const { signal } = this.#closing;
    this.#delivering = true;
    try {
      await delay(gatherMs, undefined, { signal });
      while (this.#held.size > 0) {
        await pRetry(() => this.#deliverSome(deliver, signal), {
          retries: Infinity,
          minTimeout: FIRST_RETRY_MS,
          maxTimeout: longestRetryMs,
          randomize: true,
          unref: true,
          signal,
        });
      }
      this.#overflowed = false;
    } catch (error) {
      if (!signal.aborted) this.#dependencies.log.error({ error }, 'Сбой сохранения пользователей');
    } finally {
      this.#delivering = false;
    }
  }

  async #deliverSome(deliver: Deliver, signal: AbortSignal): Promise<void> {
    const changes = [...this.#held.values()].slice(0, BATCH);
    await deliver(changes, signal);
    for (const change of changes) {
      if (this.#held.get(change.telegramId) === change) this.#held.delete(change.telegramId);
    }
  }

  /** The oldest goes, but a wish to be forgotten is the last to be lost. */
  #dropOne(): void {
    const changes = [...this.#held.values()];
    const dropped = changes.find((change) => !isWishToBeForgotten(change)) ?? changes[0];
    if (dropped) this.#held.delete(dropped.telegramId);
    if (this.#overflowed) return;
    this.#overflowed = true;
    this.#dependencies.log.error(
      { most: MOST_HELD },
      'Слишком много несохранённых пользователей, самые старые изменения отбрасываем',
    );
  }
}

function isWishToBeForgotten({ person, forgottenAt }: Change): boolean {
  return person === null || forgottenAt !== undefined;
}
