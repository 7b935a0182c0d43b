import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { processorShare } from './processorShare.ts';

/** Long work that may pause at each `yield`. */
export type Stepwise<Result> = Generator<void, Result, void>;

/** How long work goes on without a pause, ms. */
const SLICE_MS = 4;
const LONGEST_REST_MS = 500;

const unrestedWork = new AsyncLocalStorage<true>();

/** Does work whose long parts take no rests: nobody is served before it is done. */
export function unrested<Result>(work: () => Result): Result {
  return unrestedWork.run(true, work);
}

/**
 * Does long work without keeping this process to itself. In a container of less than a processor it takes a third of
 * that only: a quota used up stops every program of the container for the rest of a tenth of a second.
 */
export async function paced<Result>(work: Stepwise<Result>): Promise<Result> {
  const share = unrestedWork.getStore() ? 1 : processorShare();
  for (;;) {
    const startedAt = performance.now();
    let step = work.next();
    while (!step.done && performance.now() - startedAt < SLICE_MS) step = work.next();
    if (step.done) return step.value;
    const busyMs = performance.now() - startedAt;
    if (share < 1) await setTimeout(Math.min(busyMs * (3 / share - 1), LONGEST_REST_MS));
    else await setImmediate();
  }
}

/** How many items are sorted, or merged, without a pause. */
const RUN_ITEMS = 512;

/** The items in order, as `toSorted` gives them. */
export function* sortedStepwise<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Stepwise<Item[]> {
  let runs: Item[][] = [];
  for (let start = 0; start < items.length; start += RUN_ITEMS) {
    yield;
    runs.push(items.slice(start, start + RUN_ITEMS).sort(compare));
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(yield* merge(runs[index] ?? [], runs[index + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Stepwise<Item[]> {
  const merged: Item[] = [];
  let next = 0;
  for (const item of left) {
    if (merged.length % RUN_ITEMS === 0) yield;
    for (let other = right[next]; other !== undefined && compare(other, item) < 0;) {
      merged.push(other);
      next += 1;
      other = right[next];
    }
    merged.push(item);
  }
  return merged.concat(right.slice(next));
}
