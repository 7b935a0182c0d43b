import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startChromium, type Chromium } from './support/browser.ts';
import { evaluate } from './support/steps.ts';

/** A middling phone in a middling network. */
const SLOWER = 4;
const ROUND_TRIP_MS = 150;
const BYTES_A_SECOND = 1_600_000 / 8;

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
}

/** Milliseconds after the page was asked for until the first step could be seen. */
const contentMs = (page: Page) =>
  page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
  );

test('content is there within 1.5 seconds, on a slow phone in a slow network', async () => {
  const took: number[] = [];
  for (let visit = 0; visit < 3; visit += 1) {
    const { page, context } = await chromium.open({ before: slowDown });
    await page.locator('.row').first().waitFor();
    took.push(await contentMs(page));
    await context.close();
  }
  // the best of three: whatever else runs on this machine only makes it slower
  expect(Math.min(...took)).toBeLessThan(1_500);
});

test('found places are there 300 milliseconds and one round trip after the last key', async () => {
  const { page } = await chromium.open({ before: slowDown });
  await page.locator('.row').first().waitFor();
  const took = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#place-query')!;
    const list = document.querySelector('#found-places')!;
    const shown = new Promise<number>((resolve) => {
      new MutationObserver(() => {
        if (list.children.length > 0) requestAnimationFrame(() => resolve(performance.now()));
      }).observe(list, { childList: true });
    });
    input.setRangeText('alanya');
    const typed = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return (await shown) - typed;
  });
  expect(took).toBeLessThan(300 + ROUND_TRIP_MS);
});

test('nothing on screen jumps', async () => {
  const opened = await chromium.open({
    before: async (page) => {
      await slowDown(page);
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
    },
  });
  await evaluate(opened);
  await opened.page.locator('.chart .chart-line').first().waitFor();
  const shifts = await opened.page.evaluate(
    () => (window as unknown as { shifts: number[] }).shifts,
  );
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.05);
});
