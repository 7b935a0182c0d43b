import type { SnapshotStore } from '../../src/cache/store.ts';

/**
 * Runs one job at a time in steps: the job stops before each thing it does outside its own process until
 * the test lets it go on. So a test can put anything between two steps, or leave the job dead there.
 */
export class Stepped {
  #goOn: (() => void) | undefined;
  #stopped = Promise.withResolvers<void>();
  #generation = 0;
  #isBusy = false;

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What the job calls before it touches the world. */
  readonly stop = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    this.#stopped.resolve();
    await promise;
  };

  /** A store each call of which is one step. */
  over(store: SnapshotStore): SnapshotStore {
    const { stop } = this;
    return new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...parameters: unknown[]) => {
          await stop();
          return Reflect.apply(member, target, parameters) as unknown;
        };
      },
    });
  }

  /** Begins a job and brings it to its first step. */
  async begin(job: () => Promise<unknown>): Promise<void> {
    this.#isBusy = true;
    this.#stopped = Promise.withResolvers();
    const generation = this.#generation;
    const end = () => {
      if (generation !== this.#generation) return;
      this.#isBusy = false;
      this.#stopped.resolve();
    };
    void job().then(end, end);
    await this.#stopped.promise;
  }

  /** Does one step; resolves at the next one or at the end. */
  async step(): Promise<void> {
    if (!this.#isBusy) return;
    this.#stopped = Promise.withResolvers();
    this.#goOn?.();
    await this.#stopped.promise;
  }

  async finish(): Promise<void> {
    while (this.#isBusy) await this.step();
  }

  /** The job stays where it is for ever, as in a process that was killed. */
  abandon(): void {
    this.#generation += 1;
    this.#isBusy = false;
    this.#goOn = undefined;
  }
}
