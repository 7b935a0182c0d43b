import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { Reader } from './reader.ts';
import type { SnapshotStore } from './store.ts';

const POLL_INTERVAL_MS = 10_000;
const INCOMPLETE_INTERVAL_MS = 500;

export interface FollowerDependencies {
  reader: Reader;
  store: SnapshotStore;
  log: Logger;
  /** Calls back whenever pointers should be read again, e.g. after an outage. */
  onStoreUsable?: (listener: () => void) => void;
  /** What to wait for before the first look, so that a store still connecting is not taken for one that is away. */
  storeSettled?: Promise<void>;
}

/** Keeps a reader in step with the store: at each announcement, and by polling because hints get lost. */
export class Follower {
  readonly #dependencies: FollowerDependencies;
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #unsubscribe: (() => Promise<void>) | undefined;

  constructor(dependencies: FollowerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Returns at once; the reader fills as data is to be had. */
  start(): void {
    const { store, onStoreUsable, storeSettled, log } = this.#dependencies;
    store
      .subscribe(() => this.#wake())
      .then((unsubscribe) => {
        this.#unsubscribe = unsubscribe;
      })
      .catch((error) => log.debug({ reason: reasonOf(error) }, 'Нет подписки на анонсы (cache)'));
    onStoreUsable?.(() => this.#wake());
    void Promise.resolve(storeSettled).then(() => this.#wake());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#unsubscribe?.().catch(() => {});
    await this.#syncing;
  }

  #wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#syncing ??= this.#run().finally(() => {
      this.#syncing = undefined;
      if (this.#again) this.#wake();
    });
  }

  async #run(): Promise<void> {
    let whole = false;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      clearTimeout(this.#timer);
      whole = await this.#dependencies.reader.sync();
    }
    if (this.#stopped) return;
    const delay = whole ? POLL_INTERVAL_MS : INCOMPLETE_INTERVAL_MS;
    this.#timer = setTimeout(() => this.#wake(), delay);
  }
}
