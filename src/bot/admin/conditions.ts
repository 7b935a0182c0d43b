import type { DatasetCatalogue, DatasetId } from '../../cache/dataset.ts';
import type { RefreshRecord } from '../../cache/events.ts';
import type { Reader } from '../../cache/reader.ts';
import type { SnapshotStore } from '../../cache/store.ts';

/** Failures in a row that are no longer an accident. */
const FAILURES = 3;

export type DatasetTrouble = 'refused' | 'failing' | 'stale';

/** Whether a dataset is in a trouble, since when, and what last came of its refresh. */
export interface Condition {
  trouble: DatasetTrouble;
  dataset: DatasetId;
  isOn: boolean;
  since: number;
  record?: RefreshRecord | undefined;
}

export interface ConditionsDependencies {
  reader: Reader;
  store: SnapshotStore;
  catalogue: DatasetCatalogue;
  now: () => number;
}

/**
 * What can be told of a dataset just now; what cannot, because the store is away or nothing is in memory, is left out.
 * @param isOpen whether a trouble is known already: one failure keeps it up
 */
export async function conditionsOf(
  dataset: DatasetId,
  isOpen: (trouble: DatasetTrouble) => boolean,
  { reader, store, catalogue, now }: ConditionsDependencies,
): Promise<Condition[]> {
  const records = await store.refreshes(dataset).catch(() => undefined);
  const conditions: Condition[] = [];
  if (records) {
    const failures = leading(records, ({ outcome }) => outcome === 'failed');
    // a load that failed says nothing of the data
    const refusals = leading(
      records.slice(failures.length),
      ({ outcome }) => outcome === 'refused',
    );
    const oldest = (of: RefreshRecord[]) => of.at(-1)?.startedAt ?? now();
    conditions.push(
      {
        trouble: 'refused',
        dataset,
        isOn: refusals.length > 0,
        since: oldest(refusals),
        record: refusals[0],
      },
      {
        trouble: 'failing',
        dataset,
        isOn: failures.length >= (isOpen('failing') ? 1 : FAILURES),
        since: oldest(failures),
        record: failures[0],
      },
    );
  }
  const held = reader.held(dataset);
  const ttlMs = catalogue.dataset(dataset)?.ttlMs;
  if (held && ttlMs !== undefined) {
    // a pinned dataset is old because an admin wants it so
    const isOn = !held.pinned && now() - held.checkedAt > ttlMs;
    conditions.push({ trouble: 'stale', dataset, isOn, since: held.checkedAt + ttlMs });
  }
  return conditions;
}

function leading(
  records: readonly RefreshRecord[],
  isSuch: (record: RefreshRecord) => boolean,
): RefreshRecord[] {
  const end = records.findIndex((record) => !isSuch(record));
  return records.slice(0, end === -1 ? records.length : end);
}
