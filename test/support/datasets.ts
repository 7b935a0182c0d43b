import type {
  ChangeLimits,
  Dataset,
  DatasetCatalogue,
  DatasetId,
} from '../../src/cache/dataset.ts';
import type { Snapshot } from '../../src/cache/snapshot.ts';
import type { Finding } from '../../src/cache/validation.ts';

export const ROOT = 'shelves';
export const ROOT_PATH = '/shelves';

const GENEROUS: ChangeLimits = {
  minimumRows: 1,
  maximumAddedShare: 1,
  maximumAddedRows: 1_000_000,
  maximumRemovedShare: 1,
  maximumRemovedRows: 1_000_000,
};

type Rows = Record<string, string>;

/** Tables in memory that a test changes, breaks and holds up as it likes. */
export class FakeDatabase {
  /** Rows by shelf number; the root lists the shelves. */
  readonly shelves = new Map<number, Rows>();
  /** Datasets in the order their loads began. */
  readonly loads: DatasetId[] = [];
  /** Thrown by every load while set. */
  failure: Error | undefined;
  /** What the database counts differently from what it gives. */
  miscount = 0;
  findings: Finding[] = [];
  /** How often it was asked for its sources. */
  asked = 0;
  limits: ChangeLimits = GENEROUS;
  /** What the rows are a state of, by dataset; what is not here cannot be told. */
  readonly sources = new Map<DatasetId, string>();
  ttlMs = 3_600_000;
  #gate: Promise<void> | undefined;

  constructor(shelves: Record<number, Rows> = { 1: { a: 'one' } }) {
    for (const [number, rows] of Object.entries(shelves)) this.shelves.set(Number(number), rows);
  }

  /** Lets the next load read, but not return until the result is called. */
  holdNext(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  loadsOf(id: DatasetId): number {
    return this.loads.filter((loaded) => loaded === id).length;
  }

  async read(id: DatasetId, rows: () => Rows | undefined, signal: AbortSignal): Promise<Rows> {
    this.loads.push(id);
    if (this.failure) throw this.failure;
    const seen = { ...rows() };
    const gate = this.#gate;
    this.#gate = undefined;
    await (gate && Promise.race([gate, aborted(signal)]));
    return seen;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return promise;
}

/** A root that lists the shelves, and one dataset a shelf, over a FakeDatabase. */
export function fakeCatalogue(database: FakeDatabase): DatasetCatalogue {
  const dataset = (
    id: DatasetId,
    rows: () => Rows | undefined,
    documents: (rows: Rows) => [string, unknown][],
  ): Dataset => ({
    id,
    ttlMs: database.ttlMs,
    limits: database.limits,
    async load(signal) {
      const loaded = await database.read(id, rows, signal);
      const count = Object.keys(loaded).length;
      return {
        rows: count,
        expectedRows: count + database.miscount,
        source: database.sources.get(id) ?? 'memory',
        findings: database.findings,
        build: () => ({ documents: new Map(documents(loaded)) }),
      };
    },
    *rowsOf(path, body) {
      if (path === ROOT_PATH || /^\/shelves\/\d+$/.test(path)) yield* Object.entries(body as Rows);
    },
  });
  return {
    root: ROOT,
    idsIn: (root: Snapshot) =>
      Object.keys(root.body(ROOT_PATH) as Rows).map((key) => `shelf/${key}`),
    async sources() {
      database.asked += 1;
      if (database.failure) throw database.failure;
      return database.sources;
    },
    ownerOf(path) {
      if (path === ROOT_PATH) return ROOT;
      const number = /^\/shelves\/(\d+)/.exec(path)?.[1];
      return number && `shelf/${number}`;
    },
    dataset(id) {
      if (id === ROOT) {
        const list = () => Object.fromEntries([...database.shelves.keys()].map((key) => [key, '']));
        return dataset(ROOT, list, (rows) => [[ROOT_PATH, rows]]);
      }
      const key = /^shelf\/(\d+)$/.exec(id)?.[1];
      if (key === undefined) return undefined;
      return dataset(
        id,
        () => database.shelves.get(Number(key)),
        (rows) => [
          [`/shelves/${key}`, rows],
          ...Object.entries(rows).map(([row, value]): [string, unknown] => [
            `/shelves/${key}/${row}`,
            { value },
          ]),
        ],
      );
    },
  };
}
