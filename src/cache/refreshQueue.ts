import type { DatasetId } from './dataset.ts';
import type { Invalidation, RefreshStep, Scope } from './events.ts';
import type { Refresher } from './refresher.ts';

/** A refresh that is under way. */
export interface ActiveRefresh {
  scope: Scope;
  dataset?: DatasetId;
  step?: RefreshStep;
}

export interface QueueDepth {
  active: number;
  waiting: number;
}

/**
 * Where invalidations wait for a refresh. One refresh of a scope is active and one pending: an event during
 * a refresh leads to another after it, however many come.
 */
export interface RefreshQueue {
  /** Rejects when the event could not be taken. */
  add(event: Invalidation): Promise<void>;
  active(): Promise<ActiveRefresh | undefined>;
  /** Whether a refresh of the scope waits, is under way, or will be tried again. */
  isPending(scope: Scope): Promise<boolean>;
  /** How many refreshes are under way, and how many wait: for their turn, for more events, or to be tried again. */
  depth(): Promise<QueueDepth>;
  close(): Promise<void>;
}

interface Waiting {
  event: Invalidation;
  /** Milliseconds since 1970. */
  dueAt: number;
}

/** The queue of memory mode: refreshes in this process, one after another. */
export class ProcessRefreshQueue implements RefreshQueue {
  readonly #refresher: Refresher;
  readonly #waiting = new Map<Scope, Waiting>();
  #active: ActiveRefresh | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(refresher: Refresher) {
    this.#refresher = refresher;
  }

  async add(event: Invalidation): Promise<void> {
    const dueAt = Date.now() + (event.delayMs ?? 0);
    const before = this.#waiting.get(event.scope)?.dueAt ?? Infinity;
    this.#waiting.set(event.scope, { event, dueAt: Math.min(before, dueAt) });
    this.#wake();
  }

  async active(): Promise<ActiveRefresh | undefined> {
    return this.#active;
  }

  async isPending(scope: Scope): Promise<boolean> {
    return this.#active?.scope === scope || this.#waiting.has(scope);
  }

  async depth(): Promise<QueueDepth> {
    return { active: this.#active ? 1 : 0, waiting: this.#waiting.size };
  }

  /** Forgets what waits; a refresh under way is not waited for: nothing of it outlives the process. */
  async close(): Promise<void> {
    this.#waiting.clear();
    clearTimeout(this.#timer);
  }

  #wake(): void {
    if (this.#active === undefined) void this.#run();
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      const { scope, reason } = next;
      this.#active = { scope };
      await this.#refresher.refresh({
        scope,
        reason,
        onProgress: (progress) => {
          this.#active = { scope, ...progress };
        },
      });
      this.#active = undefined;
    }
    const dueAt = Math.min(...[...this.#waiting.values()].map((waiting) => waiting.dueAt));
    if (dueAt < Infinity) this.#timer = setTimeout(() => this.#wake(), dueAt - Date.now());
  }

  #take(): Invalidation | undefined {
    const now = Date.now();
    for (const { event, dueAt } of this.#waiting.values()) {
      if (dueAt > now) continue;
      this.#waiting.delete(event.scope);
      return event;
    }
    return undefined;
  }
}
