import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Ids of the running children of a process. */
export function childrenOf(processId: number): number[] {
  return readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Whether the process ends (or has ended) within the time. */
export async function isGone(processId: number, withinMs = 2_000): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (!isRunning(processId)) return true;
    await delay(10);
  }
  return false;
}

function isRunning(processId: number): boolean {
  const status = `/proc/${processId}/status`;
  // a zombie has ended: only its parent has not looked yet
  return existsSync(status) && !/^State:\s+Z/mu.test(readFileSync(status, 'utf8'));
}
