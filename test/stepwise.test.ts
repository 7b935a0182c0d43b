import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paced, sortedStepwise, type Stepwise } from '../src/stepwise.ts';
import { atOnce } from './support/atOnce.ts';

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

test('sorting in steps gives what sorting at once gives, equal items in their order', () => {
  const lists = fc.array(fc.record({ rank: fc.nat(50), name: fc.string() }), { maxLength: 3_000 });
  const byRank = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
  fc.assert(
    fc.property(lists, (items) => {
      expect(atOnce(sortedStepwise(items, byRank))).toEqual(items.toSorted(byRank));
    }),
    {
      numRuns: 30,
      examples: [[Array.from({ length: 2_000 }, (_, at) => ({ rank: at % 7, name: String(at) }))]],
    },
  );
});
