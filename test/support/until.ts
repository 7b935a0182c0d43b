import { setImmediate as nextTurn } from 'node:timers/promises';

const PATIENCE_MS = 10_000;

/**
 * Lets the event loop turn until the condition holds, or until it is clear that it never will: the assertion
 * that follows then says what is wrong. Unlike vi.waitFor it moves no fake clock.
 */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition()) && performance.now() < deadline) await nextTurn();
}
