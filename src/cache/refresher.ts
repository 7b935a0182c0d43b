import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { Dataset, DatasetCatalogue, DatasetId } from './dataset.ts';
import { compareSnapshots, type Difference } from './difference.ts';
import {
  ALL,
  type RefreshOutcome,
  type RefreshReason,
  type RefreshRecord,
  type RefreshStep,
  type Scope,
} from './events.ts';
import { loadAndPack, sealLoad, type PackedLoad } from './loading.ts';
import { Snapshot } from './snapshot.ts';
import type { SnapshotStore, StoredVersion } from './store.ts';
import { unrested } from '../stepwise.ts';
import { changeFindings, RefusedError } from './validation.ts';

const USUAL_DEADLINE_MS = 60_000;

export interface RefresherDependencies {
  catalogue: DatasetCatalogue;
  store: SnapshotStore;
  log: Logger;
  now?: () => number;
  /** How long the load of one dataset may take, at most. */
  deadlineMs?: number;
  /**
   * Whether the first version of a dataset is made without rests: nobody is served from it before. Not for a process that
   * serves as well: the garbage of such a load would stay in it.
   */
  hurriesAtFirst?: boolean;
}

export interface RefreshRequest {
  scope: Scope;
  reason: RefreshReason;
  /** Called as the work goes on, for whoever waits. */
  onProgress?: (progress: { dataset: DatasetId; step: RefreshStep }) => void;
}

type Result = Pick<
  RefreshRecord,
  'outcome' | 'rows' | 'source' | 'version' | 'difference' | 'notes'
>;

interface Work {
  sequence: number;
  /** Whether the newest version's bytes are known to be good. */
  isNewestTrusted: boolean;
  onStep: (step: RefreshStep) => void;
}

/** Makes refreshes: load, build, check, publish. A refresh that fails at any step leaves the old version current. */
export class Refresher {
  readonly #dependencies: RefresherDependencies;
  readonly #now: () => number;
  #lastSequence = 0;

  constructor(dependencies: RefresherDependencies) {
    this.#dependencies = dependencies;
    this.#now = dependencies.now ?? Date.now;
  }

  /**
   * Refreshes the datasets of a scope one after another, which bounds memory; with the root those that are new.
   * Never rejects.
   */
  async refresh(request: RefreshRequest): Promise<RefreshRecord[]> {
    const { catalogue } = this.#dependencies;
    const { scope } = request;
    if (scope !== ALL && scope !== catalogue.root) return this.#refreshNamed(scope, request);
    const records = await this.#refreshNamed(catalogue.root, request);
    const isNews = records[0]?.outcome === 'published';
    const ids = scope === ALL || isNews ? await this.#existing() : [];
    for (const id of scope === ALL ? ids : await this.#missing(ids))
      records.push(...(await this.#refreshNamed(id, request)));
    return records;
  }

  /** Those of which the store has no version. */
  async #missing(ids: DatasetId[]): Promise<DatasetId[]> {
    const pointers = await this.#dependencies.store.pointers(ids).catch(() => undefined);
    return pointers ? ids.filter((_, index) => pointers[index]?.present !== true) : [];
  }

  /** The datasets that exist besides the root, as the newest root snapshot says. */
  async #existing(): Promise<DatasetId[]> {
    const { catalogue } = this.#dependencies;
    const root = await this.#newest(catalogue.root).catch(() => undefined);
    return root ? catalogue.idsIn(root) : [];
  }

  /** The newest version loaded; undefined when there is none that can be read. */
  async #newest(id: DatasetId): Promise<Snapshot | undefined> {
    const newest = await this.#dependencies.store.newest(id);
    try {
      return newest && new Snapshot(newest.bytes);
    } catch {
      return undefined;
    }
  }

  async #refreshNamed(id: DatasetId, request: RefreshRequest): Promise<RefreshRecord[]> {
    const dataset = this.#dependencies.catalogue.dataset(id);
    return dataset ? [await this.#refreshOne(dataset, request)] : [];
  }

  async #refreshOne(dataset: Dataset, { reason, onProgress }: RefreshRequest) {
    const { store } = this.#dependencies;
    const startedAt = this.#now();
    let sequence = 0;
    let result: Result & Pick<RefreshRecord, 'findings' | 'error'>;
    try {
      sequence = await store.nextSequence(this.#lastSequence);
      this.#lastSequence = sequence;
      result = await this.#publish(dataset, {
        sequence,
        // a reader asks when it cannot use what is published: then equal content is published anew
        isNewestTrusted:
          reason !== 'reader-ahead' || (await this.#newest(dataset.id)) !== undefined,
        onStep: (step) => onProgress?.({ dataset: dataset.id, step }),
      });
    } catch (error) {
      result =
        error instanceof RefusedError
          ? { outcome: 'refused', findings: error.findings, error: error.message }
          : { outcome: 'failed', error: reasonOf(error) };
    }
    const durationMs = this.#now() - startedAt;
    const record = { dataset: dataset.id, reason, sequence, startedAt, durationMs, ...result };
    this.#tell(record);
    await store.record(record).catch(() => {});
    return record;
  }

  async #publish(dataset: Dataset, { sequence, isNewestTrusted, onStep }: Work): Promise<Result> {
    const { store } = this.#dependencies;
    const load = await this.#load(dataset, onStep);
    const { contentHash } = load.packed;
    const { rows, source, notes } = load;
    const told = { rows, source, ...(notes && { notes }) };
    const found = { sequence, contentHash, checkedAt: sequence };
    const confirmed = isNewestTrusted ? await store.confirm(dataset.id, found) : 'missing';
    if (confirmed === 'superseded') return { outcome: 'superseded', ...told };
    if (confirmed === 'confirmed') {
      const [newest] = await store.versions(dataset.id);
      return { outcome: 'unchanged', ...told, ...(newest && { version: newest.version }) };
    }
    onStep('checking');
    const snapshot = sealLoad(dataset, sequence, load);
    const difference = await this.#checkChange(dataset, snapshot);
    onStep('publishing');
    const outcome = await this.#stageAndPublish(dataset.id, sequence, snapshot, load);
    const { version } = snapshot.header;
    return { outcome, ...told, version, ...(difference && { difference }) };
  }

  /** Errors as loadAndPack. */
  async #load(dataset: Dataset, onStep: Work['onStep']): Promise<PackedLoad> {
    const { store, deadlineMs = USUAL_DEADLINE_MS, hurriesAtFirst = false } = this.#dependencies;
    const signal = AbortSignal.timeout(deadlineMs);
    const load = () => loadAndPack(dataset, { signal, onStep });
    if (!hurriesAtFirst) return load();
    const [pointer] = await store.pointers([dataset.id]);
    return pointer?.version === undefined ? unrested(load) : load();
  }

  /** @throws RefusedError when the change against the newest version is beyond the limits */
  async #checkChange(dataset: Dataset, next: Snapshot): Promise<Difference | undefined> {
    const newest = await this.#newest(dataset.id);
    if (newest === undefined) return undefined;
    const { difference, previousRows } = compareSnapshots(dataset, newest, next);
    const findings = changeFindings(difference, previousRows, dataset.limits);
    if (findings.length > 0) throw new RefusedError(dataset.id, findings);
    return difference;
  }

  async #stageAndPublish(
    id: DatasetId,
    sequence: number,
    snapshot: Snapshot,
    load: PackedLoad,
  ): Promise<RefreshOutcome> {
    const { store } = this.#dependencies;
    const { version, contentHash } = snapshot.header;
    const bytes = snapshot.blob.length;
    const entry: StoredVersion = {
      version,
      sequence,
      contentHash,
      checkedAt: sequence,
      rows: load.rows,
      bytes,
    };
    await store.stage(id, version, snapshot.blob);
    const outcome = await store.publish(id, entry);
    if (outcome === 'missing') {
      throw new Error(`байты версии ${version} пропали до публикации: Redis не хватает памяти?`);
    }
    return outcome;
  }

  #tell(record: RefreshRecord): void {
    const { log } = this.#dependencies;
    const { dataset, outcome } = record;
    if (outcome === 'refused' || outcome === 'failed') {
      log.error(record, `Обновление набора ${dataset} не удалось: ${record.error} (cache)`);
    } else {
      log.info(record, `Обновление набора ${dataset}: ${OUTCOME_TEXT[outcome]} (cache)`);
    }
  }
}

const OUTCOME_TEXT = {
  published: 'опубликована новая версия',
  unchanged: 'данные не изменились',
  held: 'новая версия сохранена, набор закреплён на прежней',
  superseded: 'более поздняя загрузка уже опубликована',
} as const;
