import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { startChromium, type Chromium } from '../test/browser/support/browser.ts';
import { layoutShiftOf, noteShifts, slowDown, SLOWNESS } from '../test/browser/support/slowness.ts';
import { evaluate } from '../test/browser/support/steps.ts';
import { median, rounded } from './figures.ts';
import { machineFacts } from './machine.ts';
import { aligned } from './report.ts';
import { startServer } from './serverProcess.ts';
import { MOST_REQUESTS, startSupabase } from './system.ts';

const LIMITS = {
  contentMs: 1_500,
  searchMs: 300 + SLOWNESS.roundTripMs,
  layoutShift: 0.05,
};
/** What each visitor looks for. */
const QUERIES = [
  'alanya',
  'Kadıköy',
  'анталья',
  'izmir',
  'Аланья',
  'bodrum',
  'Üsküdar',
  'мерсин',
  'fethiye',
];
const RESULTS = `${import.meta.dirname}/webapp-results.json`;

interface Visit {
  /** From asking for the page to its first paint with content. */
  paintMs: number;
  /** From asking for the page to the first step whole, with what the api says. */
  contentMs: number;
  /** From the last key to what was found on screen. */
  searchMs: number;
  /** Over the whole flow up to the result. */
  layoutShift: number;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Timed {
  contentAt: Promise<number>;
}

/** Notes when the first row of countries has been painted. */
async function noteContent(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const contentAt = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('.row .row-detail') === null) return;
        observer.disconnect();
        // the frame that shows it ends before the second callback
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    Object.assign(window, { contentAt });
  });
}

const search = (page: Page, query: string) =>
  page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('#place-query')!;
    const list = document.querySelector('#found-places')!;
    const shown = new Promise<number>((resolve) => {
      new MutationObserver(() => {
        if (list.children.length === 0) return;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      }).observe(list, { childList: true });
    });
    input.setRangeText(text);
    const typed = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return (await shown) - typed;
  }, query);

/** A person who has never been here, on a slow phone in a slow network. */
async function visit(chromium: Chromium, query: string): Promise<Visit> {
  const opened = await chromium.open({
    plain: true,
    context: { reducedMotion: 'no-preference' },
    before: async (page) => {
      page.setDefaultTimeout(30_000);
      await slowDown(page);
      await noteContent(page);
      await noteShifts(page);
    },
  });
  const { page, context } = opened;
  const contentMs = await page.evaluate(() => (window as unknown as Timed).contentAt);
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
  );
  const searchMs = await search(page, query);
  await evaluate(opened);
  await page.locator('.chart .chart-line').first().waitFor();
  const layoutShift = await layoutShiftOf(page);
  await context.close();
  return { paintMs, contentMs, searchMs, layoutShift };
}

await using running = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
const date = new Date();
const machine = machineFacts();
const supabase = await startSupabase(running);
const { url } = running.use(
  await startServer({
    name: 'solo',
    file: 'src/solo.ts',
    environment: { ...supabase, ...MOST_REQUESTS, HOST: '127.0.0.1' },
    readyPath: '/ready',
  }),
);
const chromium = await startChromium(url);
running.defer(() => chromium.stop());
// the first visit warms up the server and Chromium, not the visitor
await visit(chromium, 'ankara');
const visits: Visit[] = [];
for (const query of QUERIES) {
  visits.push(await visit(chromium, query));
  say(`visit ${visits.length} of ${QUERIES.length} done`);
}
const middle = (figure: keyof Visit, digits = 0) =>
  rounded(median(visits.map((one) => one[figure])), digits);
const figures = {
  paintMs: middle('paintMs'),
  contentMs: middle('contentMs'),
  searchMs: middle('searchMs'),
  layoutShift: rounded(Math.max(...visits.map(({ layoutShift }) => layoutShift)), 4),
};
const verdictOn = (what: string, figure: number, limit: number) => ({
  what,
  figure,
  limit,
  isMet: figure <= limit,
});
const verdicts = [
  verdictOn('first step with its content, ms', figures.contentMs, LIMITS.contentMs),
  verdictOn('found places after the last key, ms', figures.searchMs, LIMITS.searchMs),
  verdictOn('layout shift of the flow, worst', figures.layoutShift, LIMITS.layoutShift),
];
say(
  `\n${QUERIES.length} first visits, medians: processor ÷ ${SLOWNESS.processor}, round trip ${SLOWNESS.roundTripMs} ms, ` +
    `${SLOWNESS.bitsPerSecond / 1e6} Mbit/s (first paint ${figures.paintMs} ms)`,
);
say(
  aligned([
    ['', 'wanted', 'measured', ''],
    ...verdicts.map(({ what, figure, limit, isMet }) => [
      what,
      `≤ ${limit}`,
      String(figure),
      isMet ? 'PASS' : 'MISS',
    ]),
  ]),
);
if (machine.loadBefore > machine.cores / 2) {
  say('⚠️ Other work was running before this run began: its times are not to be relied on.');
}
writeFileSync(
  RESULTS,
  `${JSON.stringify({ date, machine, settings: { rounds: QUERIES.length, ...SLOWNESS }, figures, verdicts, visits }, null, 2)}\n`,
);
