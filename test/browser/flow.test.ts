import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium, type Chromium } from './support/browser.ts';
import { mockTelegram, telegramOf } from './support/telegram.ts';
import { evaluate, findPlace, pressMain } from './support/steps.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

describe('the flow in Telegram', () => {
  test('leads by its buttons from the place to a result that adds up and back, and asks no other server', async () => {
    const opened = await chromium.open();
    const { page, telegram } = opened;
    expect(await telegram.last('web_app_setup_back_button')).toEqual({ is_visible: false });
    expect(await telegram.mainButton()).toEqual({ is_visible: false });
    await evaluate(opened);
    expect(await page.locator('h1').textContent()).toBe('Alanya, Antalya');
    const taps = (await telegram.posted())
      .filter(({ event }) => event === 'web_app_trigger_haptic_feedback')
      .map(({ data }) => data);
    expect(taps).toContainEqual({ type: 'selection_change' });
    expect(taps.at(-1)).toEqual({ type: 'notification', notification_type: 'success' });
    expect(await page.locator('.scale').getAttribute('aria-label')).toMatch(
      /продавца 7,4\sмлн\s₺$/,
    );
    expect(await page.locator('.price').textContent()).toMatch(/^\d\s\d{3}\s000\s₺$/u);
    expect(await telegram.mainButton()).toMatchObject({ is_visible: true, text: 'Поделиться' });
    expect(await telegram.last('web_app_setup_back_button')).toEqual({ is_visible: true });
    const amounts = await page.locator('.why-amount').allTextContents();
    const sum = await page.locator('.why-sum span').last().textContent();
    const numberIn = (text: string | null) =>
      Number((text ?? '').replace('−', '-').replaceAll(/[^\d-]/g, ''));
    expect(amounts.reduce((total, amount) => total + numberIn(amount), 0)).toBe(numberIn(sum));
    await telegram.pressBack();
    expect(await page.locator('#area').inputValue()).toBe('85');
    await telegram.pressBack();
    await page.locator('#place-query').waitFor();
    expect(await telegram.last('web_app_setup_back_button')).toEqual({ is_visible: false });
    expect([...opened.hosts]).toEqual([chromium.origin]);
    expect(opened.faults).toEqual([]);
  });

  test('goes through lists too, and says what is wrong beside the field', async () => {
    const opened = await chromium.open();
    const { page } = opened;
    await page.getByRole('button', { name: /Турция/ }).click();
    expect(await page.locator('.head').innerText()).toMatch(/^Шаг 1 из 3\s+Турция$/);
    await page.getByRole('button', { name: /^Antalya/ }).click();
    await page.getByRole('button', { name: /^Alanya/ }).click();
    await page.getByRole('button', { name: /всё целиком/ }).click();
    await page.locator('#area').waitFor();
    expect(await page.locator('.place .row-name').textContent()).toBe('Alanya');
    await page.locator('#area').fill('5');
    await pressMain(opened);
    expect(await page.locator('#area-note').textContent()).toMatch(/^Укажите от 10 до 10\s000 м²/);
    expect(await page.locator('#area').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  test('keeps what was typed when the page is closed, at Telegram for other devices too', async () => {
    const { page, context, telegram } = await chromium.open();
    await findPlace(page, 'kadikoy', 'Kadıköy');
    await page.locator('#area').fill('120');
    await expect
      .poll(async () => (await telegram.last('web_app_invoke_custom_method'))?.['params'])
      .toMatchObject({ key: 'draft', value: expect.stringMatching(/120.*Kadıköy/) });
    const address = page.url();
    await page.close();
    const again = await context.newPage();
    await mockTelegram(again);
    await again.goto(address);
    await expect
      .poll(() => telegramOf(again).mainButton())
      .toMatchObject({ is_visible: true, text: 'Продолжить: Kadıköy' });
    await telegramOf(again).pressMain();
    expect(await again.locator('#area').inputValue()).toBe('120');
  });

  test('opens a place a link names, and says so when there is none', async () => {
    const place = await chromium.open({ startParameter: 'place_1_7' });
    await place.page.locator('#area').waitFor();
    expect(await place.page.locator('.place .row-name').textContent()).toBe('Antalya');
    const gone = await chromium.open({ startParameter: 'place_1_7_999999' });
    await gone.page.getByRole('alert').waitFor();
    expect(await gone.page.getByRole('alert').textContent()).toMatch(/больше нет/);
  });
});

describe('the result', () => {
  test('is moved over by keys and touch, and shown in another currency from then on', async () => {
    const opened = await chromium.open();
    const { page } = opened;
    await evaluate(opened);
    const chart = page.getByRole('slider');
    await chart.focus();
    const before = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    const after = await chart.getAttribute('aria-valuetext');
    expect(after).not.toBe(before);
    expect(after).toMatch(/прогноз, от .+ до /);
    await page.keyboard.press('Home');
    expect(await chart.getAttribute('aria-valuenow')).toBe('0');
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const now = Number(await chart.getAttribute('aria-valuenow'));
    expect(now).toBeGreaterThan(20);
    expect(now).toBeLessThan(50);
    await page.locator('.hero').getByRole('button', { name: /^EUR/ }).click();
    expect(await page.locator('.price').textContent()).toMatch(/€$/);
    await page.locator('.chart').scrollIntoViewIfNeeded();
    await page
      .getByRole('group', { name: 'Валюта графика' })
      .getByRole('button', { name: '€' })
      .click();
    expect(await page.locator('.chart-price').textContent()).toMatch(/€$/);
    await page.reload();
    await evaluate(opened);
    expect(await page.locator('.price').textContent()).toMatch(/€$/);
  });
});

describe('in a plain browser', () => {
  test('the page has buttons of its own in place of Telegram’s', async () => {
    const opened = await chromium.open({ plain: true });
    const { page } = opened;
    await evaluate(opened);
    await page.locator('.back').click();
    expect(await page.locator('#area').inputValue()).toBe('85');
    await page.goBack();
    await page.locator('#place-query').waitFor();
    expect(opened.faults).toEqual([]);
  });
});
