import type { Finding } from './validation.ts';
import type { Snapshot } from './snapshot.ts';

/** Name of a dataset, unique in the system: `countries`, `catalog/1`. */
export type DatasetId = string;

/** What a dataset is built into: documents by URL path, and opaque sections such as a search index. */
export interface Content {
  documents: Map<string, unknown>;
  sections?: Record<string, Uint8Array>;
}

/** One consistent load of a dataset, not yet trusted. */
export interface Loaded {
  /** Rows as they came, duplicates included. */
  rows: number;
  /** Rows the database counted in a separate request. */
  expectedRows: number;
  /** What the rows are a state of, e.g. `revision 12`. */
  source: string;
  /** What the dataset's own rules found wrong; empty when all is well. */
  findings: Finding[];
  /** What was put right or left out, by rule and with counts, and does not stand in the way of publishing. */
  notes?: Finding[];
  build(): Content | Promise<Content>;
}

/** Limits of a change against the previous version; a larger one is refused. */
export interface ChangeLimits {
  /** Rows a dataset must at least have. */
  minimumRows: number;
  /** Share of the previous rows (0–1) that may appear at once… */
  maximumAddedShare: number;
  /** …or this many, whichever is more. */
  maximumAddedRows: number;
  maximumRemovedShare: number;
  maximumRemovedRows: number;
}

/** A named unit of data that is loaded, versioned and published whole. */
export interface Dataset {
  id: DatasetId;
  /** Age at which a refresh is due. */
  ttlMs: number;
  limits: ChangeLimits;
  /**
   * @throws LoadError when the database does not give the rows before `signal` aborts
   */
  load(signal: AbortSignal): Promise<Loaded>;
  /** The rows a document shows, as [identity, value], to tell what changed between versions. */
  rowsOf(path: string, body: unknown): Iterable<readonly [identity: string, value: unknown]>;
}

/** All datasets of an installation. One of them, the root, says which others exist. */
export interface DatasetCatalogue {
  root: DatasetId;
  /** The datasets that exist besides the root, in the order they are refreshed. */
  idsIn(root: Snapshot): DatasetId[];
  /** The dataset that owns a URL path, whether or not it exists. */
  ownerOf(path: string): DatasetId | undefined;
  dataset(id: DatasetId): Dataset | undefined;
  /**
   * What the database holds of each dataset now, as a load's `source` would say; absent where it cannot be asked.
   * @throws LoadError when the database does not tell before `signal` aborts
   */
  sources?(signal: AbortSignal): Promise<ReadonlyMap<DatasetId, string>>;
}
