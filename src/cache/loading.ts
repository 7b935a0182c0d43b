import type { Dataset } from './dataset.ts';
import type { RefreshStep } from './events.ts';
import {
  packContent,
  sealSnapshot,
  versionOf,
  type PackedContent,
  type Snapshot,
} from './snapshot.ts';
import { RefusedError, rowFindings, type Finding } from './validation.ts';

/** A load that passed the dataset's own rules, packed but not yet a version. */
export interface PackedLoad {
  packed: PackedContent;
  rows: number;
  source: string;
  /** What the load put right or left out, by rule; absent where nothing was. */
  notes?: Finding[];
}

/**
 * Loads, checks and packs a dataset.
 * @throws LoadError when the database does not give the rows, RefusedError when they break a rule
 */
export async function loadAndPack(
  dataset: Dataset,
  { signal, onStep }: { signal: AbortSignal; onStep?: (step: RefreshStep) => void },
): Promise<PackedLoad> {
  onStep?.('loading');
  const loaded = await dataset.load(signal);
  const findings = [...rowFindings(loaded, dataset.limits), ...loaded.findings];
  if (findings.length > 0) throw new RefusedError(dataset.id, findings);
  onStep?.('building');
  const packed = await packContent(await loaded.build());
  const { rows, source, notes = [] } = loaded;
  return { packed, rows, source, ...(notes.length > 0 && { notes }) };
}

/** Makes a load the version of its sequence. */
export function sealLoad(dataset: Dataset, sequence: number, load: PackedLoad): Snapshot {
  return sealSnapshot(load.packed, {
    dataset: dataset.id,
    version: versionOf(sequence, load.packed.contentHash),
    rows: load.rows,
    builtAt: sequence,
    source: load.source,
  });
}
