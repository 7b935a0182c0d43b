import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { DatasetCatalogue, DatasetId } from './dataset.ts';
import { ALL } from './events.ts';
import type { RefreshQueue } from './refreshQueue.ts';
import type { SnapshotStore } from './store.ts';

const DEADLINE_MS = 10_000;
const FIRST_PAUSE_MS = 10_000;
/** A database that is back is asked again within this: a change is to be seen within a minute. */
const LONGEST_PAUSE_MS = 30_000;

export interface RevisionWatchDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  queue: RefreshQueue;
  log: Logger;
  now: () => number;
}

/**
 * Notices changes of the database that nobody told of, by one small question for all datasets. What it compares with
 * are the loads the store remembers, whoever asked for them: a change that was told and loaded is none any more.
 */
export class RevisionWatch {
  readonly #dependencies: RevisionWatchDependencies;
  /** Sources that were found to be loaded. */
  readonly #loaded = new Map<DatasetId, string>();
  #failures = 0;
  #askAgainAt = 0;

  constructor(dependencies: RevisionWatchDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Which of the datasets the database holds in another state than the last load found, and are not about to be loaded;
   * none while the database does not tell. Rejects when the store is out of reach.
   */
  async changed(ids: readonly DatasetId[]): Promise<Set<DatasetId>> {
    const { queue } = this.#dependencies;
    const sources = await this.#ask();
    const open = ids.flatMap((id) => {
      const source = sources?.get(id);
      return source === undefined || this.#loaded.get(id) === source ? [] : [{ id, source }];
    });
    const changed = new Set<DatasetId>();
    // first whether a load is on its way, then what the last one found: between them it cannot slip through
    if (open.length === 0 || (await queue.isPending(ALL))) return changed;
    for (const { id, source } of open) {
      if (await queue.isPending(id)) continue;
      if ((await this.#lastLoaded(id)) === source) this.#loaded.set(id, source);
      else changed.add(id);
    }
    return changed;
  }

  async #lastLoaded(id: DatasetId): Promise<string | undefined> {
    const refreshes = await this.#dependencies.store.refreshes(id);
    return refreshes.find(
      ({ outcome }) => outcome === 'published' || outcome === 'unchanged' || outcome === 'held',
    )?.source;
  }

  async #ask(): Promise<ReadonlyMap<DatasetId, string> | undefined> {
    const { catalogue, log, now } = this.#dependencies;
    if (now() < this.#askAgainAt) return undefined;
    try {
      const sources = await catalogue.sources?.(AbortSignal.timeout(DEADLINE_MS));
      if (this.#failures > 0) log.info('Опрос изменений базы снова работает (cache)');
      this.#failures = 0;
      return sources;
    } catch (error) {
      const reason = reasonOf(error);
      if (this.#failures === 0) log.warn({ reason }, `Опрос изменений базы: ${reason} (cache)`);
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
      this.#failures += 1;
      // several workers do not ask all at once
      this.#askAgainAt = now() + pauseMs * (0.75 + Math.random() / 4);
      return undefined;
    }
  }
}
