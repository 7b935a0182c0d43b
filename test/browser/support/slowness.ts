import type { Page } from 'playwright-core';

/** A middling phone in a middling network. */
export const SLOWNESS = { processor: 4, roundTripMs: 150, bitsPerSecond: 1_600_000 };

/** Slows a page's network down, and its processor unless that is left out. */
export async function slowDown(
  page: Page,
  { processor, roundTripMs, bitsPerSecond }: typeof SLOWNESS = SLOWNESS,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: processor });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: bitsPerSecond / 8,
    uploadThroughput: bitsPerSecond / 8,
  });
}

interface Shifting {
  shifts: number[];
}

/** Notes from the start how much of what is on screen moves by itself. */
export async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Cumulative layout shift until now, all of it; see noteShifts. */
export async function layoutShiftOf(page: Page): Promise<number> {
  const shifts = await page.evaluate(() => (window as unknown as Shifting).shifts);
  return shifts.reduce((sum, shift) => sum + shift, 0);
}
