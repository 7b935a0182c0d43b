import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetCatalogue } from '../src/cache/dataset.ts';
import { compareSnapshots } from '../src/cache/difference.ts';
import { sealLoad } from '../src/cache/loading.ts';
import { packContent } from '../src/cache/snapshot.ts';
import type { SnapshotStore } from '../src/cache/store.ts';
import { nameChanger, requestClear, TURKIYE, versionAt } from './changes.ts';
import { median, rounded } from './figures.ts';
import type { System } from './system.ts';

const TIMES = 3;
const SERVED_LIMIT_MS = 30_000;
const ASK_AGAIN_MS = 5;

/** The steps of a refresh of Türkiye one after another, in ms (medians), and what comes of them. */
export interface RefreshFigures {
  steps: Record<'load' | 'build' | 'pack' | 'seal' | 'compare' | 'stage', number>;
  rows: number;
  documents: number;
  snapshotBytes: number;
}

/** Goes through a refresh step by step as the worker does, in this process, up to bytes staged in the store. */
export async function measureRefresh(
  catalogue: DatasetCatalogue,
  store: SnapshotStore,
): Promise<RefreshFigures> {
  const runs = [];
  for (let time = 0; time < TIMES; time += 1) runs.push(await refreshOnce(catalogue, store));
  const [{ steps, ...facts } = missing()] = runs;
  for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
    steps[step] = rounded(median(runs.map((run) => run.steps[step])));
  }
  return { steps, ...facts };
}

async function refreshOnce(
  catalogue: DatasetCatalogue,
  store: SnapshotStore,
): Promise<RefreshFigures> {
  const steps = { load: 0, build: 0, pack: 0, seal: 0, compare: 0, stage: 0 };
  const timed = async <Result>(step: keyof typeof steps, work: () => Result) => {
    const startedAt = performance.now();
    const result = await work();
    steps[step] = performance.now() - startedAt;
    return result;
  };
  const dataset = catalogue.dataset(TURKIYE) ?? missing();
  const loaded = await timed('load', () => dataset.load(AbortSignal.timeout(60_000)));
  const content = await timed('build', () => loaded.build());
  const packed = await timed('pack', () => packContent(content));
  const { rows, source } = loaded;
  const snapshot = await timed('seal', () =>
    sealLoad(dataset, Date.now(), { packed, rows, source }),
  );
  await timed('compare', () => compareSnapshots(dataset, snapshot, snapshot));
  await timed('stage', () => store.stage(TURKIYE, 'bench', snapshot.blob));
  return {
    steps,
    rows,
    documents: content.documents.size,
    snapshotBytes: snapshot.blob.length,
  };
}

/** From POST /api/cache/clear after a change to the first answer of the new version, in ms (median). */
export async function measureClear(system: System): Promise<number> {
  const { supabase, api, adminToken } = system;
  const changeOneName = await nameChanger(supabase);
  const durations = [];
  for (let time = 0; time < TIMES; time += 1) {
    await changeOneName(` ${time}`);
    const before = await versionAt(api.url);
    const startedAt = performance.now();
    await requestClear(api.url, adminToken);
    while ((await versionAt(api.url)) === before) {
      if (performance.now() - startedAt > SERVED_LIMIT_MS) throw new Error('clear had no effect');
      await sleep(ASK_AGAIN_MS);
    }
    durations.push(performance.now() - startedAt);
  }
  return rounded(median(durations));
}

function missing(): never {
  throw new Error('Türkiye is missing');
}
