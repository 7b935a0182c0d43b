import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { overflowsOf, smallTargetsOf, squeezedOf, violationsOf } from './support/accessibility.ts';
import { startChromium, type Chromium, type OpenedPage } from './support/browser.ts';
import { layoutShiftOf, noteShifts, slowDown, SLOWNESS } from './support/slowness.ts';
import { evaluate } from './support/steps.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

/** To everybody, on the smallest phone, and with text of twice the size. */
async function expectFit({ page }: OpenedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 568 });
  expect(await overflowsOf(page)).toEqual([]);
  expect(await smallTargetsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
  expect(await overflowsOf(page)).toEqual([]);
  expect(await squeezedOf(page)).toEqual([]);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
}

/** Every step by day and by night, every language by one of them: colours know no language, and labels no colour. */
const THEME_OF = { ru: 'light', en: 'dark', de: 'light', fr: 'dark', tr: 'light' } as const;

test.each(LANGUAGES)('in %s every step fits, and nobody is shut out', async (language) => {
  const opened = await chromium.open({ language, theme: THEME_OF[language] });
  const { page } = opened;
  await page.locator('.row').first().waitFor();
  await expectFit(opened);
  await evaluate(opened);
  await page.locator('.hero .sign').first().waitFor();
  await expectFit(opened);
  await opened.telegram.pressBack();
  await page.locator('.chip').first().waitFor();
  await expectFit(opened);
  expect(opened.faults).toEqual([]);
});

test('so it is in a plain browser, by day and by night', async () => {
  const opened = await chromium.open({ plain: true, language: 'de', width: 320 });
  const { page } = opened;
  await evaluate(opened);
  expect(await violationsOf(page)).toEqual([]);
  expect(await overflowsOf(page)).toEqual([]);
  expect(await smallTargetsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOf(page)).toEqual([]);
});

test('the colours are Telegram’s, and change with them', async () => {
  const { page, telegram } = await chromium.open({ theme: 'light' });
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await ground()).toBe('rgb(239, 239, 243)');
  await telegram.receive('theme_changed', {
    theme_params: { bg_color: '#101820', text_color: '#ffffff', secondary_bg_color: '#050608' },
  });
  expect(await ground()).toBe('rgb(5, 6, 8)');
  for (const part of ['header', 'background']) {
    expect(await telegram.last(`web_app_set_${part}_color`)).toEqual({ color: '#050608' });
  }
});

test('the page keeps clear of the phone’s edges and of Telegram’s own buttons', async () => {
  const { page, telegram } = await chromium.open();
  await telegram.receive('safe_area_changed', { top: 50, bottom: 34, left: 0, right: 0 });
  await telegram.receive('content_safe_area_changed', { top: 46, bottom: 0, left: 0, right: 0 });
  const { height } = page.viewportSize()!;
  await telegram.receive('viewport_changed', { height: 300, is_state_stable: false });
  await telegram.receive('viewport_changed', { height: height - 60, is_state_stable: true });
  const measured = await page.evaluate(() => {
    const { paddingTop, paddingBottom } = getComputedStyle(document.querySelector('#app')!);
    return [paddingTop, paddingBottom, getComputedStyle(document.body).minHeight];
  });
  expect(measured).toEqual(['112px', '58px', `${height - 60}px`]);
});

test('nothing on screen jumps while answers are on their way', async () => {
  const opened = await chromium.open({
    before: async (page) => {
      // every skeleton is seen; a slow processor would only take time
      await slowDown(page, { ...SLOWNESS, processor: 1 });
      await noteShifts(page);
    },
  });
  await evaluate(opened);
  await opened.page.locator('.chart .chart-line').first().waitFor();
  expect(await layoutShiftOf(opened.page)).toBeLessThan(0.05);
});
