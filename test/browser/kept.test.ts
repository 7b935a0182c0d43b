import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overflowsOf, squeezedOf, violationsOf } from './support/accessibility.ts';
import { startChromium, type Chromium } from './support/browser.ts';
import { ADMIN_ID } from './support/people.ts';
import { evaluate, pressMain } from './support/steps.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

describe('an evaluation in Telegram', () => {
  test('is kept, shared by a message the bot prepared, read by others and removed', async () => {
    const opened = await chromium.open({
      id: 7_000_000_100,
      before: (page) => addToShare(page, () => ({ preparedMessageId: 'prepared-1' })),
    });
    const { page, telegram } = opened;
    await evaluate(opened);
    expect(await page.locator('.saving').textContent()).toBe('Сохранено в «Мои оценки»');
    const price = await page.locator('.price').textContent();
    const shared = page.waitForResponse('**/share');
    await pressMain(opened);
    const { startParameter } = (await (await shared).json()) as { startParameter: string };
    await expect
      .poll(() => telegram.last('web_app_send_prepared_message'))
      .toEqual({ id: 'prepared-1' });
    expect(await telegram.mainButton()).toMatchObject({ is_progress_visible: true });
    await telegram.receive('prepared_message_sent');
    await expect.poll(() => telegram.mainButton()).toMatchObject({ is_active: true });

    const other = await chromium.open({ id: 7_000_000_101, startParameter });
    await other.page.locator('.price').waitFor();
    expect(await other.page.locator('.price').textContent()).toBe(price);
    expect(await other.page.locator('.over').textContent()).toBe('С вами поделились этой оценкой');
    expect(await other.telegram.mainButton()).toMatchObject({ text: 'Оценить свой объект' });

    await page.getByRole('button', { name: 'Мои оценки' }).click();
    await page.locator('.mine').waitFor();
    expect(await page.locator('.mine').textContent()).toContain('по ссылке');
    expect(await violationsOf(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
    expect([...(await overflowsOf(page)), ...(await squeezedOf(page))]).toEqual([]);
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
    await page.locator('.mine .row').click();
    await page.getByRole('button', { name: 'Перестать делиться' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await confirm(page, 'Перестать делиться');
    await page.getByText('Ссылка больше не работает').waitFor();
    expect(await page.getByRole('button', { name: 'Перестать делиться' }).count()).toBe(0);
    await other.page.reload();
    await other.page.getByText('Этой оценки больше нет').waitFor();
    await telegram.pressBack();
    await page.locator('.mine').waitFor();
    expect(await page.locator('.mine').textContent()).not.toContain('по ссылке');
    await page.getByRole('button', { name: /^Удалить/ }).click();
    await confirm(page, 'Удалить');
    await page.getByText('Здесь появятся ваши оценки').waitFor();
    expect(opened.faults).toEqual([]);
  });

  test('is shared by its link where Telegram is older, inline where the bot answers so, and is removed', async () => {
    const link = 'https://t.me/valuer_bot?startapp=e_token';
    let inline: object = {};
    const opened = await chromium.open({
      id: 7_000_000_102,
      version: '7.0',
      before: (page) => addToShare(page, () => ({ link, ...inline })),
    });
    const { page, telegram } = opened;
    await evaluate(opened);
    await pressMain(opened);
    await expect
      .poll(async () => (await telegram.last('web_app_open_tg_link'))?.['path_full'])
      .toContain('startapp%3De_token');
    expect(await telegram.last('web_app_switch_inline_query')).toBeUndefined();
    inline = { inlineQuery: 'e_token' };
    await pressMain(opened);
    await expect
      .poll(() => telegram.last('web_app_switch_inline_query'))
      .toMatchObject({ query: 'e_token', chat_types: expect.arrayContaining(['groups']) });
    await page.getByRole('button', { name: 'Удалить' }).click();
    await confirm(page, 'Удалить');
    await page.locator('#area').waitFor();
  });
});

/** What Telegram gives a bot for sharing, which the tests have none of. */
const addToShare = (page: Page, given: () => object) =>
  page.route('**/share', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), ...given() } });
  });

/** Says yes to what is asked. */
const confirm = (page: Page, yes: string) =>
  page.getByRole('dialog').getByRole('button', { name: yes }).click();

describe('a guest', () => {
  test('is told where evaluations are kept, and copies the result', async () => {
    const opened = await chromium.open({
      plain: true,
      context: {
        permissions: ['clipboard-read', 'clipboard-write'],
        isMobile: false,
        hasTouch: false,
      },
    });
    const { page } = opened;
    await evaluate(opened);
    expect(await page.locator('.saving').textContent()).toMatch(/^Оценки сохраняются, если/);
    await pressMain(opened);
    await page.getByText('Итог скопирован').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Alanya, Antalya: .+₺\nhttp.+\?startapp=place_1_7_\d+$/);
    await page.getByRole('button', { name: 'Мои оценки' }).click();
    await page.getByText('Мои оценки доступны в Telegram').waitFor();
  });
});

describe('an admin', () => {
  test('sees the datasets, refreshes one, opens and closes a country, rolls back and unpins', async () => {
    const opened = await chromium.open({ id: ADMIN_ID });
    const { page } = opened;
    const dataset = (name: string) => page.getByRole('article', { name });
    await page.getByRole('button', { name: 'Управление' }).click();
    const rates = dataset('Курсы валют');
    await rates.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await rates.getByRole('button', { name: 'Обновить' }).click();
    await confirm(page, 'Обновить');
    await expect
      .poll(() => rates.getByRole('status').textContent())
      .toMatch(/без изменений|опубликовано/);
    await expect
      .poll(() => page.locator('section[aria-labelledby=history] .row').count())
      .toBeGreaterThan(5);

    const countries = dataset('Список стран');
    expect(await countries.locator('.facts').textContent()).toMatch(/Из памяти\d+\s%/);
    const country = page.getByRole('switch', { name: 'Открыта: Черногория' });
    const isOpen = () => country.getAttribute('aria-checked');
    expect(await isOpen()).toBe('false');
    await country.click();
    await page.getByText('опубликовано').first().waitFor();
    await expect.poll(isOpen).toBe('true');
    await country.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
    expect(await isOpen()).toBe('true');
    await country.click();
    await confirm(page, 'Да');
    await expect.poll(isOpen).toBe('false');

    await countries.getByRole('button', { name: 'Откатить' }).click();
    await confirm(page, 'Откатить');
    await countries.getByText('Прежняя версия возвращена и закреплена').waitFor();
    await countries.getByText('закреплено', { exact: true }).waitFor();
    await expect.poll(isOpen).toBe('true');
    await countries.getByRole('button', { name: 'Открепить' }).click();
    await confirm(page, 'Открепить');
    await expect.poll(isOpen).toBe('false');
    expect(await countries.getByText('закреплено', { exact: true }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(opened.faults).toEqual([]);
  });
});
