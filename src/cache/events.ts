import type { DatasetId } from './dataset.ts';
import type { Difference } from './difference.ts';
import type { Finding } from './validation.ts';

/** Why a refresh was asked for. */
export type RefreshReason =
  | 'schedule'
  | 'admin'
  | 'webhook'
  | 'revision'
  | 'cold-start'
  | 'unpin'
  | 'reader-ahead';

/** What is refreshed: one dataset, or ALL of them. */
export type Scope = DatasetId;
export const ALL: Scope = 'all';

/** An event that asks for a refresh. */
export interface Invalidation {
  scope: Scope;
  reason: RefreshReason;
  /** How long the refresh waits for more events like it, which it then does together; default 0. */
  delayMs?: number;
}

/**
 * - `published`: a new version is current.
 * - `unchanged`: the content is what it was; nothing was published.
 * - `held`: a new version is kept, but the dataset is pinned.
 * - `superseded`: a later load was there first.
 * - `refused`: a rule was broken; the old version stays.
 * - `failed`: the load or a store failed; the old version stays.
 */
export type RefreshOutcome =
  | 'published'
  | 'unchanged'
  | 'held'
  | 'superseded'
  | 'refused'
  | 'failed';

export interface RefreshRecord {
  dataset: DatasetId;
  reason: RefreshReason;
  outcome: RefreshOutcome;
  /** Sequence taken when the load started. */
  sequence: number;
  startedAt: number;
  durationMs: number;
  rows?: number;
  /** What the rows are a state of, as the load said. */
  source?: string;
  version?: string;
  difference?: Difference;
  findings?: Finding[];
  /** What the load put right or left out, by rule. */
  notes?: Finding[];
  error?: string;
}

/** Steps of a refresh, in order, as shown to whoever waits for it. */
export type RefreshStep = 'loading' | 'building' | 'checking' | 'publishing';
