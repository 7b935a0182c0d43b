import type { Dataset } from './dataset.ts';
import type { Snapshot } from './snapshot.ts';

/** Rows that came, went and changed between two versions. */
export interface Difference {
  added: number;
  removed: number;
  changed: number;
}

function rowsIn(dataset: Dataset, snapshot: Snapshot): Map<string, string> {
  const rows = new Map<string, string>();
  for (const path of snapshot.paths()) {
    for (const [identity, value] of dataset.rowsOf(path, snapshot.body(path))) {
      rows.set(identity, JSON.stringify(value));
    }
  }
  return rows;
}

/** The difference between two versions of a dataset, and how many rows the earlier one had. */
export function compareSnapshots(
  dataset: Dataset,
  previous: Snapshot,
  next: Snapshot,
): { difference: Difference; previousRows: number } {
  const before = rowsIn(dataset, previous);
  const after = rowsIn(dataset, next);
  const difference: Difference = { added: 0, removed: 0, changed: 0 };
  for (const [identity, value] of after) {
    const earlier = before.get(identity);
    if (earlier === undefined) difference.added += 1;
    else if (earlier !== value) difference.changed += 1;
  }
  for (const identity of before.keys()) if (!after.has(identity)) difference.removed += 1;
  return { difference, previousRows: before.size };
}
