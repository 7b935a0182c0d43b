import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { DatasetId } from './dataset.ts';
import { ALL, type Invalidation, type RefreshRecord, type Scope } from './events.ts';
import type { Reader } from './reader.ts';
import type { ActiveRefresh, RefreshQueue } from './refreshQueue.ts';
import type { SnapshotStore } from './store.ts';

const TAKEN_WITHIN_MS = 10_000;
const REPEAT_AFTER_MS = 5_000;
/** More than Redis' clock may be ahead of this machine's, or either may be set back by. */
const CLOCKS_DIFFER_BY_MS = 86_400_000;
const LOCAL_JOBS_KEPT = 100;

export interface InvalidatorDependencies {
  store: SnapshotStore;
  queue: RefreshQueue;
  reader: Reader;
  log: Logger;
  /** Calls back whenever events that could not be queued may be tried again. */
  onStoreUsable?: (listener: () => void) => void;
  now?: () => number;
}

export interface Acceptance {
  jobId: string;
  scope: Scope;
  /** `queue`: a worker does it; `process`: Redis is away, this process refilled itself and repeats the event later. */
  via: 'queue' | 'process';
}

export interface JobStatus {
  jobId: string;
  scope: Scope;
  state: 'queued' | 'active' | 'completed' | 'failed';
  progress?: Omit<ActiveRefresh, 'scope'>;
  /** The refreshes that carried the job out, one a dataset; their loads began after the job was accepted. */
  refreshes: RefreshRecord[];
}

/** Waits for a worker to take a scope's events. */
interface Watch {
  timer: NodeJS.Timeout;
  /** The last event's job. */
  latest: string;
}

type Request = Invalidation & { purge?: boolean };

/**
 * Takes events that ask for a refresh, and tells what came of them. A job is known by its scope and by the
 * sequence at which it was accepted: it is done once each dataset was loaded after that, whoever asked for
 * that load. So merged events, a lost queue and a restarted worker leave no job without an outcome.
 */
export class Invalidator {
  readonly #dependencies: InvalidatorDependencies;
  readonly #now: () => number;
  readonly #unsent = new Map<Scope, Request>();
  readonly #localJobs = new LRUCache<string, JobStatus>({ max: LOCAL_JOBS_KEPT });
  readonly #watches = new Map<Scope, Watch>();
  #repeatTimer: NodeJS.Timeout | undefined;

  constructor(dependencies: InvalidatorDependencies) {
    this.#dependencies = dependencies;
    this.#now = dependencies.now ?? Date.now;
    dependencies.onStoreUsable?.(() => void this.#repeatUnsent());
  }

  /** Asks for a refresh now and returns at once; `purge` drops all versions first. Never rejects. */
  async invalidate(request: Request): Promise<Acceptance> {
    const { scope } = request;
    try {
      const sequence = await this.#send(request);
      const jobId = jobIdOf(scope, sequence);
      this.#watch(jobId, scope);
      return { jobId, scope, via: 'queue' };
    } catch (error) {
      return this.#takeLocally(request, reasonOf(error));
    }
  }

  /** What came of a job; undefined for an id that was never given or is long forgotten. */
  async job(jobId: string): Promise<JobStatus | undefined> {
    const local = this.#localJobs.get(jobId);
    if (local) return local;
    const parsed = parseJobId(jobId);
    if (parsed === undefined || !this.#exists(parsed.scope)) return undefined;
    if (parsed.sequence > this.#now() + CLOCKS_DIFFER_BY_MS) return undefined;
    return this.#statusOf(jobId, parsed);
  }

  async close(): Promise<void> {
    for (const { timer } of this.#watches.values()) clearTimeout(timer);
    clearTimeout(this.#repeatTimer);
    await this.#dependencies.queue.close();
  }

  async #send({ purge, ...event }: Request): Promise<number> {
    const { store, queue, reader } = this.#dependencies;
    for (const id of purge ? this.#datasetsIn(event.scope) : []) {
      await store.purge(id);
      reader.drop(id);
    }
    const sequence = await store.nextSequence();
    await queue.add(event);
    return sequence;
  }

  #takeLocally(request: Request, reason: string): Acceptance {
    const { log, reader } = this.#dependencies;
    const { scope } = request;
    if (!this.#unsent.has(scope)) {
      log.warn(
        { scope, reason },
        'Redis недоступен: обновляем память этого процесса, событие повторим (cache)',
      );
    }
    const purge = request.purge === true || this.#unsent.get(scope)?.purge === true;
    this.#unsent.set(scope, { ...request, purge });
    this.#repeatLater();
    if (request.purge) for (const id of this.#datasetsIn(scope)) reader.drop(id);
    const jobId = `local-${randomUUID()}`;
    this.#localJobs.set(jobId, { jobId, scope, state: 'active', refreshes: [] });
    void this.#refill(scope, request.reason).then((refreshes) =>
      this.#localJobs.set(jobId, { jobId, scope, state: stateOf(refreshes), refreshes }),
    );
    return { jobId, scope, via: 'process' };
  }

  /** Refills this process's memory from the database; one record a dataset. */
  async #refill(scope: Scope, reason: Invalidation['reason']): Promise<RefreshRecord[]> {
    const { reader } = this.#dependencies;
    const refreshes: RefreshRecord[] = [];
    for (const dataset of this.#datasetsIn(scope)) {
      const startedAt = this.#now();
      const base = { dataset, reason, sequence: startedAt, startedAt };
      try {
        const held = await reader.refill(dataset);
        const durationMs = this.#now() - startedAt;
        const { rows } = held.snapshot.header;
        const outcome = held.pinned ? 'held' : 'published';
        refreshes.push({ ...base, durationMs, outcome, rows, version: held.version });
      } catch (error) {
        const durationMs = this.#now() - startedAt;
        refreshes.push({ ...base, durationMs, outcome: 'failed', error: reasonOf(error) });
      }
    }
    return refreshes;
  }

  /** When no worker takes the event in time, at least this process serves fresh data. */
  #watch(jobId: string, scope: Scope): void {
    const watch = this.#watches.get(scope);
    if (watch) {
      watch.latest = jobId;
      return;
    }
    const timer = setTimeout(() => void this.#endWatch(jobId, scope), TAKEN_WITHIN_MS);
    timer.unref();
    this.#watches.set(scope, { timer, latest: jobId });
  }

  async #endWatch(jobId: string, scope: Scope): Promise<void> {
    const status = await this.job(jobId).catch(() => undefined);
    const latest = this.#watches.get(scope)?.latest;
    this.#watches.delete(scope);
    if (status && status.state !== 'queued') {
      if (latest !== undefined && latest !== jobId) this.#watch(latest, scope);
      return;
    }
    this.#dependencies.log.warn(
      { jobId, scope },
      'Воркер не взял событие за 10 с: обновляем память этого процесса (cache)',
    );
    await this.#refill(scope, 'admin');
  }

  /** A short outage may end without being noticed as one. */
  #repeatLater(): void {
    clearTimeout(this.#repeatTimer);
    this.#repeatTimer = setTimeout(() => void this.#repeatUnsent(), REPEAT_AFTER_MS);
    this.#repeatTimer.unref();
  }

  async #repeatUnsent(): Promise<void> {
    for (const [scope, request] of this.#unsent) {
      try {
        await this.#send(request);
        if (this.#unsent.get(scope) === request) this.#unsent.delete(scope);
        this.#dependencies.log.info({ scope }, 'Redis снова доступен: событие повторено (cache)');
      } catch {
        this.#repeatLater();
        return;
      }
    }
  }

  async #statusOf(
    jobId: string,
    { scope, sequence }: { scope: Scope; sequence: number },
  ): Promise<JobStatus> {
    const { store, queue } = this.#dependencies;
    const refreshes: RefreshRecord[] = [];
    let missing = false;
    for (const id of this.#datasetsIn(scope)) {
      const later = (await store.refreshes(id)).filter((refresh) => refresh.sequence > sequence);
      const refresh = later.findLast((candidate) => succeeded(candidate)) ?? later[0];
      if (refresh) refreshes.push(refresh);
      else missing = true;
    }
    const active = await queue.active();
    const isCarriedOut = active?.scope === scope || active?.scope === ALL;
    // while all are refreshed, datasets may yet turn up that this reader has not heard of
    const isWhole = !missing && (scope !== ALL || active?.scope !== ALL);
    if (isWhole && (await this.#isTriedAgain(scope, refreshes))) {
      return { jobId, scope, state: 'active', refreshes };
    }
    if (isWhole) return { jobId, scope, state: stateOf(refreshes), refreshes };
    if (!isCarriedOut) return { jobId, scope, state: 'queued', refreshes };
    const { scope: _, ...progress } = active;
    return { jobId, scope, state: 'active', progress, refreshes };
  }

  /** A failed load is tried again; refused data are not, they wait for somebody to put them right. */
  async #isTriedAgain(scope: Scope, refreshes: RefreshRecord[]): Promise<boolean> {
    const { queue } = this.#dependencies;
    if (!refreshes.some(({ outcome }) => outcome === 'failed')) return false;
    return (await queue.isPending(scope)) || (await queue.isPending(ALL));
  }

  #exists(scope: Scope): boolean {
    return scope === ALL || this.#dependencies.reader.ids().includes(scope);
  }

  #datasetsIn(scope: Scope): DatasetId[] {
    return scope === ALL ? this.#dependencies.reader.ids() : [scope];
  }
}

function succeeded({ outcome }: RefreshRecord): boolean {
  return outcome !== 'failed' && outcome !== 'refused';
}

function stateOf(refreshes: RefreshRecord[]): 'completed' | 'failed' {
  return refreshes.every((refresh) => succeeded(refresh)) ? 'completed' : 'failed';
}

/** `catalog/1` accepted at 1763857412345 → `catalog.1-1763857412345`: fit for a URL path. */
function jobIdOf(scope: Scope, sequence: number): string {
  return `${scope.replaceAll('/', '.')}-${sequence}`;
}

function parseJobId(jobId: string): { scope: Scope; sequence: number } | undefined {
  const [, scope, sequence] = /^([a-z]+(?:\.\d{1,15})?)-(\d{1,15})$/.exec(jobId) ?? [];
  if (scope === undefined || sequence === undefined) return undefined;
  return { scope: scope.replace('.', '/'), sequence: Number(sequence) };
}
