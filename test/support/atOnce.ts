import type { Stepwise } from '../../src/stepwise.ts';

/** Does stepwise work without a pause. */
export function atOnce<Result>(work: Stepwise<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
