import { setImmediate, setTimeout } from 'node:timers/promises';
import { processorShare } from './processorShare.ts';

/** Long work that may pause at each `yield`. */
export type Stepwise<Result> = Generator<void, Result, void>;

/** How long work goes on without a pause, ms. */
const SLICE_MS = 8;
const LONGEST_REST_MS = 500;

/**
 * Does long work without keeping this process to itself. In a container of less than a processor it takes half of
 * that only: a quota used up stops every program of the container for the rest of a tenth of a second.
 */
export async function paced<Result>(work: Stepwise<Result>): Promise<Result> {
  const share = processorShare();
  for (;;) {
    const startedAt = performance.now();
    let step = work.next();
    while (!step.done && performance.now() - startedAt < SLICE_MS) step = work.next();
    if (step.done) return step.value;
    const busyMs = performance.now() - startedAt;
    if (share < 1) await setTimeout(Math.min(busyMs * (2 / share - 1), LONGEST_REST_MS));
    else await setImmediate();
  }
}
