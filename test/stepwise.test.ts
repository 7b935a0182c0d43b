import { expect, test } from 'vitest';
import { paced, type Stepwise } from '../src/stepwise.ts';

function* countTo(end: number, stepMs: number): Stepwise<number> {
  for (let count = 1; ; count += 1) {
    const until = performance.now() + stepMs;
    while (performance.now() < until);
    if (count === end) return count;
    yield;
  }
}

test('stepwise work gives its result and lets others run in between', async () => {
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  expect(await paced(countTo(40, 2))).toBe(40);
  clearInterval(others);
  expect(turns).toBeGreaterThan(4);
});

test('short work is done without a pause', async () => {
  let hasRun = false;
  queueMicrotask(() => {
    hasRun = true;
  });
  const work = paced(countTo(3, 0));
  expect(hasRun).toBe(false);
  expect(await work).toBe(3);
});

test('what stepwise work throws is what its caller gets', async () => {
  function* failing(): Stepwise<never> {
    yield;
    throw new RangeError('no');
  }
  await expect(paced(failing())).rejects.toThrow(new RangeError('no'));
});
