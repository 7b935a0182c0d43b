import { expect, test, vi } from 'vitest';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { paced, type Stepwise } from '../../src/stepwise.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { recordingLog } from '../support/logs.ts';

vi.mock('../../src/processorShare.ts', () => ({ processorShare: () => 0.25 }));

const STEPS = 20;
const STEP_MS = 2;

function* busy(): Stepwise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    const until = performance.now() + STEP_MS;
    while (performance.now() < until);
    yield;
  }
}

test('a worker in a small container makes only what is served already with rests', async () => {
  const catalogue = fakeCatalogue(new FakeDatabase({ 1: { row: 'one' } }));
  const tookMs: number[] = [];
  const slowly: typeof catalogue = {
    ...catalogue,
    dataset(id) {
      const dataset = catalogue.dataset(id);
      return (
        dataset && {
          ...dataset,
          async load(signal) {
            const startedAt = performance.now();
            await paced(busy());
            tookMs.push(performance.now() - startedAt);
            return dataset.load(signal);
          },
        }
      );
    },
  };
  const store = new MemoryStore();
  const { log } = recordingLog();
  const refresher = new Refresher({ catalogue: slowly, store, log, hurriesAtFirst: true });
  const refresh = () => refresher.refresh({ scope: 'shelf/1', reason: 'admin' });
  for (let time = 0; time < 2; time += 1) await refresh();
  await store.purge('shelf/1');
  await refresh();
  const [first = 0, second = 0, afterPurge = 0] = tookMs;
  expect(second).toBeGreaterThan(2 * first);
  expect(second).toBeGreaterThan(2 * afterPurge);
});
