import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startChromium, type OpenOptions, type OpenedPage } from './support/browser.ts';
import { startDemo } from './support/demo.ts';
import { ADMIN_ID } from './support/people.ts';
import { evaluate } from './support/steps.ts';

const directory = join(import.meta.dirname, '../../docs/screenshots');

const place = async ({ page }: OpenedPage) => {
  await page.locator('#place-query').fill('Аланья');
  await page.locator('[role=option]').first().waitFor();
};
const object = async (opened: OpenedPage) => {
  await evaluate(opened);
  await opened.page.locator('.back').click();
  await opened.page.locator('.chip').first().waitFor();
};
const admin = async ({ page }: OpenedPage) => {
  await page.getByRole('button', { name: 'Управление' }).click();
  await page.locator('article').first().waitFor();
};
/** Over the chart, a forecast month chosen. */
const trend = async (opened: OpenedPage) => {
  await evaluate(opened);
  const { page } = opened;
  await page.locator('#trend-title').evaluate((title) => {
    window.scrollTo(0, title.getBoundingClientRect().top + window.scrollY - 24);
  });
  const { x, y, width, height } = (await page.getByRole('slider').boundingBox())!;
  await page.touchscreen.tap(x + width * 0.9, y + height / 2);
};

const SCENES: Record<string, [options: OpenOptions, go: (opened: OpenedPage) => Promise<void>]> = {
  place: [{ plain: true }, place],
  object: [{ plain: true }, object],
  result: [{ plain: true }, evaluate],
  trend: [{ plain: true }, trend],
  'result-dark-de': [{ plain: true, theme: 'dark', language: 'de' }, evaluate],
  'trend-dark-tr': [{ plain: true, theme: 'dark', language: 'tr' }, trend],
  admin: [{ id: ADMIN_ID }, admin],
};

const demo = await startDemo();
const chromium = await startChromium(demo.origin);
mkdirSync(directory, { recursive: true });
for (const [name, [options, go]] of Object.entries(SCENES)) {
  const opened = await chromium.open({ ...options, context: { deviceScaleFactor: 2 } });
  // as on a phone, where the machine has the font (Debian's fonts-roboto-unhinted)
  await opened.page.evaluate((family) => {
    document.documentElement.style.fontFamily = family;
  }, 'Roboto, system-ui, sans-serif');
  await go(opened);
  await setTimeout(300);
  await opened.page.screenshot({ path: join(directory, `${name}.png`) });
  await opened.context.close();
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}
await chromium.stop();
await demo.stop();
