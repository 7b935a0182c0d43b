interface Lane {
  tail: Promise<unknown>;
  length: number;
  moved: PromiseWithResolvers<void>;
}

/** Runs tasks of one key one after another, in the order given, and those of different keys side by side. */
export class Lanes<Key> {
  readonly #lanes = new Map<Key, Lane>();
  #size = 0;
  #moved = Promise.withResolvers<void>();

  /** How many tasks run or wait. */
  get size(): number {
    return this.#size;
  }

  /** How many tasks of one key run or wait. */
  lengthOf(key: Key): number {
    return this.#lanes.get(key)?.length ?? 0;
  }

  /** Settles as the task does, which begins when all earlier ones of its key have ended, well or not. */
  run<Result>(key: Key, task: () => Promise<Result>): Promise<Result> {
    const lane = this.#laneOf(key);
    lane.length += 1;
    this.#size += 1;
    const result = lane.tail.then(task).finally(() => this.#end(key, lane));
    lane.tail = result.catch(() => {});
    return result;
  }

  /** Resolves when the next task ends: of this key, or of any when none is given. */
  async moved(key?: Key): Promise<void> {
    const lane = key === undefined ? undefined : this.#lanes.get(key);
    if (key === undefined || lane) await (lane ?? { moved: this.#moved }).moved.promise;
  }

  /** Resolves when no task runs or waits. */
  async idle(): Promise<void> {
    while (this.#size > 0) await this.moved();
  }

  #laneOf(key: Key): Lane {
    const existing = this.#lanes.get(key);
    if (existing) return existing;
    const lane = { tail: Promise.resolve(), length: 0, moved: Promise.withResolvers<void>() };
    this.#lanes.set(key, lane);
    return lane;
  }

  #end(key: Key, lane: Lane): void {
    this.#size -= 1;
    lane.length -= 1;
    lane.moved.resolve();
    lane.moved = Promise.withResolvers();
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
    if (lane.length === 0) this.#lanes.delete(key);
  }
}
