import type { Logger } from 'pino';
import type { Dataset, DatasetId } from './dataset.ts';
import { reasonOf, UnavailableError } from '../errors.ts';
import { loadAndPack, sealLoad } from './loading.ts';
import type { Snapshot } from './snapshot.ts';

const USUAL_DEADLINE_MS = 10_000;
const COOL_DOWN_MS = 2_000;

export interface DirectLoad {
  snapshot: Snapshot;
  /** Orders the load among publications: when it started, but beyond all that was known then. */
  sequence: number;
  /** When the load started, ms since 1970. */
  startedAt: number;
}

export interface DirectLoaderDependencies {
  log: Logger;
  now?: () => number;
  /** How long one load may take, at most. */
  deadlineMs?: number;
}

/**
 * Loads datasets straight from the database into this process: one flight per dataset however many wait,
 * bounded by a deadline; after a failure the next seconds fail at once instead of queueing up.
 */
export class DirectLoader {
  readonly #flights = new Map<string, Promise<DirectLoad>>();
  readonly #failures = new Map<string, { until: number; error: UnavailableError }>();
  /** Datasets whose first success the operator was told of. */
  readonly #loaded = new Set<string>();
  readonly #log: Logger;
  readonly #deadlineMs: number;
  readonly #now: () => number;
  #lastSequence = 0;

  constructor({ log, now = Date.now, deadlineMs = USUAL_DEADLINE_MS }: DirectLoaderDependencies) {
    this.#log = log;
    this.#deadlineMs = deadlineMs;
    this.#now = now;
  }

  /**
   * @param floor greatest sequence known of the dataset; a load that starts now is later
   * @throws UnavailableError when the database does not give trustworthy rows in time
   */
  load(dataset: Dataset, floor = 0): Promise<DirectLoad> {
    const failure = this.#failures.get(dataset.id);
    if (failure && this.#now() < failure.until) return Promise.reject(failure.error);
    let flight = this.#flights.get(dataset.id);
    if (flight === undefined) {
      flight = this.#fly(dataset, floor).finally(() => this.#flights.delete(dataset.id));
      this.#flights.set(dataset.id, flight);
    }
    return flight;
  }

  /** Whether the last load of a dataset failed. */
  hasFailed(id: DatasetId): boolean {
    return this.#failures.has(id);
  }

  /** As load, but begun after this call, whatever is under way. */
  async reload(dataset: Dataset, floor = 0): Promise<DirectLoad> {
    await this.#flights.get(dataset.id)?.catch(() => {});
    const failure = this.#failures.get(dataset.id);
    if (failure) failure.until = 0;
    return this.load(dataset, floor);
  }

  async #fly(dataset: Dataset, floor: number): Promise<DirectLoad> {
    const startedAt = this.#now();
    const sequence = Math.max(startedAt, floor + 1, this.#lastSequence + 1);
    this.#lastSequence = sequence;
    try {
      const load = await loadAndPack(dataset, { signal: AbortSignal.timeout(this.#deadlineMs) });
      const snapshot = sealLoad(dataset, sequence, load);
      const isNews = this.#failures.delete(dataset.id) || !this.#loaded.has(dataset.id);
      this.#loaded.add(dataset.id);
      this.#log[isNews ? 'info' : 'debug'](
        { dataset: dataset.id, rows: load.rows, durationMs: this.#now() - startedAt },
        'Данные загружены из БД в память процесса (cache)',
      );
      return { snapshot, sequence, startedAt };
    } catch (cause) {
      const error = new UnavailableError(reasonOf(cause), { retryAfterSeconds: 5, cause });
      if (!this.#failures.has(dataset.id)) {
        this.#log.error(
          { dataset: dataset.id, reason: error.message },
          `Данные не загружены из БД: ${error.message} (cache)`,
        );
      }
      this.#failures.set(dataset.id, { until: this.#now() + COOL_DOWN_MS, error });
      throw error;
    }
  }
}
