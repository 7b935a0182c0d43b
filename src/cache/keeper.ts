import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { DatasetCatalogue, DatasetId } from './dataset.ts';
import { ALL, type RefreshOutcome, type RefreshReason, type Scope } from './events.ts';
import type { RefreshQueue } from './refreshQueue.ts';
import { RevisionWatch } from './revisionWatch.ts';
import { Snapshot } from './snapshot.ts';
import type { Pointer, SnapshotStore } from './store.ts';

const INTERVAL_MS = 15_000;
/** A refresh is asked for before the age runs out, so that users never meet stale data in good times. */
const DUE_SHARE = 0.9;
/** More than the clocks of two workers may differ by: the clock was set back. */
const SET_BACK_MS = 60_000;
const WAIT_AFTER_MS: Partial<Record<RefreshOutcome, number>> = { failed: 30_000, refused: 300_000 };

export interface KeeperDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  queue: RefreshQueue;
  log: Logger;
  now?: () => number;
}

/**
 * Asks for the refreshes that are due: where nothing is published (first start, a lost or evicted Redis), where
 * the database changed and nobody told, and on schedule before a dataset's age runs out. Looks at the store itself rather than at a schedule kept
 * in Redis, so it survives the loss of everything there; with several workers the queue deduplicates.
 */
export class Keeper {
  readonly #dependencies: KeeperDependencies;
  readonly #now: () => number;
  readonly #watch: RevisionWatch;
  #root: { version: string; ids: DatasetId[] } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: KeeperDependencies) {
    this.#dependencies = dependencies;
    this.#now = dependencies.now ?? Date.now;
    this.#watch = new RevisionWatch({ ...dependencies, now: this.#now });
  }

  /** Looks at once and then every so often; starting again changes nothing. */
  start(): void {
    this.stop();
    const tick = () => void this.tick().catch((error) => this.#complain(error));
    this.#timer = setInterval(tick, INTERVAL_MS);
    tick();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Looks once at every dataset and asks for what is due. */
  async tick(): Promise<void> {
    const { catalogue } = this.#dependencies;
    const reasons = await this.#reasons();
    const due = [...reasons].flatMap(([id, reason]) => (reason ? [{ id, reason }] : []));
    if (due.length > 0 && (await this.#isAllActive())) return;
    if (reasons.get(catalogue.root) === 'cold-start') {
      await this.#ask(catalogue.root, 'cold-start', ALL);
      return;
    }
    for (const { id, reason } of due) await this.#ask(id, reason);
    // the database may take its time to answer, or not answer at all
    const others = [...reasons.keys()].filter((id) => reasons.get(id) === undefined);
    for (const id of await this.#watch.changed(others)) await this.#ask(id, 'revision');
  }

  async #isAllActive(): Promise<boolean> {
    return (await this.#dependencies.queue.active())?.scope === ALL;
  }

  /** Every dataset there is, and why it should be refreshed, if so. */
  async #reasons(): Promise<Map<DatasetId, RefreshReason | undefined>> {
    const { catalogue, store } = this.#dependencies;
    let ids = [catalogue.root, ...(this.#root?.ids ?? [])];
    let pointers = await store.pointers(ids);
    const known = this.#root;
    const others = await this.#idsOf(pointers[0]);
    if (this.#root !== known) {
      ids = [catalogue.root, ...others];
      pointers = await store.pointers(ids);
    }
    return new Map(ids.map((id, index) => [id, this.#reasonToRefresh(id, pointers[index])]));
  }

  async #idsOf(root: Pointer | undefined): Promise<DatasetId[]> {
    const { catalogue, store } = this.#dependencies;
    if (root?.version !== this.#root?.version || this.#root === undefined) {
      const current = await store.current(catalogue.root);
      if (current?.bytes === undefined || current.pointer.version === undefined) return [];
      const ids = catalogue.idsIn(new Snapshot(current.bytes));
      this.#root = { version: current.pointer.version, ids };
    }
    return this.#root.ids;
  }

  #reasonToRefresh(id: DatasetId, pointer: Pointer | undefined): RefreshReason | undefined {
    const dataset = this.#dependencies.catalogue.dataset(id);
    if (dataset === undefined) return undefined;
    if (!pointer?.present) return 'cold-start';
    return this.#now() - pointer.checkedAt >= dataset.ttlMs * DUE_SHARE ? 'schedule' : undefined;
  }

  /** Asks, unless the last try was a short while ago. */
  async #ask(id: DatasetId, reason: RefreshReason, scope: Scope = id): Promise<void> {
    const { catalogue, store, queue } = this.#dependencies;
    const [last] = await store.refreshes(id);
    const regularWaitMs =
      reason === 'schedule' ? (catalogue.dataset(id)?.ttlMs ?? 0) * DUE_SHARE : 0;
    const waitMs = (last && WAIT_AFTER_MS[last.outcome]) ?? regularWaitMs;
    const sinceLastMs = last ? this.#now() - last.startedAt : Infinity;
    if (sinceLastMs > -SET_BACK_MS && sinceLastMs < waitMs) return;
    await queue.add({ scope, reason });
  }

  #complain(error: unknown): void {
    this.#dependencies.log.debug({ reason: reasonOf(error) }, 'Расписание ждёт Redis (cache)');
  }
}
