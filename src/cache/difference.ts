import type { Dataset } from './dataset.ts';
import type { Snapshot } from './snapshot.ts';

/** Rows that came, went and changed between two versions. */
export interface Difference {
  added: number;
  removed: number;
  changed: number;
}

type Rows = Iterable<readonly [identity: string, value: unknown]>;

function rowsAt(dataset: Dataset, snapshot: Snapshot, path: string): Rows {
  return dataset.rowsOf(path, snapshot.body(path));
}

/** The rows of those documents that the other version does not have just so. */
function rowsApart(dataset: Dataset, snapshot: Snapshot, other: Snapshot): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { path, etag } of snapshot.documents()) {
    if (other.document(path)?.etag === etag) continue;
    for (const [identity, value] of rowsAt(dataset, snapshot, path)) {
      rows.set(identity, JSON.stringify(value));
    }
  }
  return rows;
}

function countRowsInCommon(dataset: Dataset, snapshot: Snapshot, other: Snapshot): number {
  let count = 0;
  for (const { path, etag } of snapshot.documents()) {
    if (other.document(path)?.etag !== etag) continue;
    count += [...rowsAt(dataset, snapshot, path)].length;
  }
  return count;
}

/**
 * The difference between two versions of a dataset, and how many rows the earlier one had. A row belongs to one
 * document, so documents that are the same in both differ in nothing.
 */
export function compareSnapshots(
  dataset: Dataset,
  previous: Snapshot,
  next: Snapshot,
): { difference: Difference; previousRows: number } {
  const before = rowsApart(dataset, previous, next);
  const after = rowsApart(dataset, next, previous);
  const difference: Difference = { added: 0, removed: 0, changed: 0 };
  for (const [identity, value] of after) {
    const earlier = before.get(identity);
    if (earlier === undefined) difference.added += 1;
    else if (earlier !== value) difference.changed += 1;
  }
  for (const identity of before.keys()) if (!after.has(identity)) difference.removed += 1;
  const previousRows = before.size + countRowsInCommon(dataset, previous, next);
  return { difference, previousRows };
}
