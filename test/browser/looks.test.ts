import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { overflowsOf, smallTargetsOf, violationsOf } from './support/accessibility.ts';
import { startChromium, type Chromium, type OpenedPage } from './support/browser.ts';
import { evaluate, findPlace } from './support/steps.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

const expectFit = async ({ page }: OpenedPage) => {
  expect(await overflowsOf(page)).toEqual([]);
  expect(await smallTargetsOf(page)).toEqual([]);
};

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['light', 'dark'] as const)('nobody is shut out by day or night: %s', async (theme) => {
    const opened = await chromium.open({ language, theme });
    const { page } = opened;
    await page.locator('.row').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await findPlace(page, 'alanya', 'Alanya');
    await page.locator('.chip').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await opened.telegram.pressBack();
    await evaluate(opened);
    expect(await violationsOf(page)).toEqual([]);
    expect(opened.faults).toEqual([]);
  });

  test('everything fits a screen of 320 pixels', async () => {
    const opened = await chromium.open({ language, plain: true, width: 320, height: 568 });
    await opened.page.locator('.row').first().waitFor();
    await expectFit(opened);
    await evaluate(opened);
    await expectFit(opened);
    await opened.page.locator('.back').click();
    await opened.page.locator('.chip').first().waitFor();
    await expectFit(opened);
  });

  test('text of twice the size is not cut', async () => {
    const opened = await chromium.open({ language });
    const { page } = opened;
    await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
    await page.locator('.row').first().waitFor();
    expect(await overflowsOf(page)).toEqual([]);
    await evaluate(opened);
    expect(await overflowsOf(page)).toEqual([]);
  });
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
});
