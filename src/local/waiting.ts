import { setTimeout as sleep } from 'node:timers/promises';

export interface Waiting {
  check: () => Promise<boolean>;
  signal: AbortSignal;
  limitMs: number;
  /** Called once when it takes longer than a second. */
  onSlow?: () => void;
}

const SLOW_MS = 1_000;
const INTERVAL_MS = 100;

/** Asks until the answer is yes (true), the time is up or the signal is given (false). */
export async function waitUntil({ check, signal, limitMs, onSlow }: Waiting): Promise<boolean> {
  const began = performance.now();
  let announced = onSlow === undefined;
  while (!signal.aborted) {
    if (await check()) return true;
    const elapsedMs = performance.now() - began;
    if (elapsedMs >= limitMs) return false;
    if (!announced && elapsedMs >= SLOW_MS) {
      announced = true;
      onSlow?.();
    }
    await sleep(INTERVAL_MS);
  }
  return false;
}

/** Whether GET of this address is answered with 200 within a second. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
