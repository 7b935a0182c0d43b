import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './support/accessibility.ts';
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
      before: (page) =>
        page.route('**/share', async (route) => {
          const answer = await route.fetch();
          const json = { ...((await answer.json()) as object), preparedMessageId: 'prepared-1' };
          await route.fulfill({ json });
        }),
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
    await page.getByRole('button', { name: /^Удалить/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await page.getByText('Здесь появятся ваши оценки').waitFor();
    expect(opened.faults).toEqual([]);
  });

  test('is shared by its link where Telegram is older', async () => {
    const opened = await chromium.open({
      id: 7_000_000_102,
      version: '7.0',
      before: (page) =>
        page.route('**/share', async (route) => {
          const answer = await route.fetch();
          const link = 'https://t.me/valuer_bot?startapp=e_token';
          await route.fulfill({ json: { ...((await answer.json()) as object), link } });
        }),
    });
    await evaluate(opened);
    await pressMain(opened);
    await expect
      .poll(async () => (await opened.telegram.last('web_app_open_tg_link'))?.['path_full'])
      .toContain('startapp%3De_token');
  });
});

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
  test('sees the datasets and refreshes one with its progress; a country is not closed by one tap', async () => {
    const opened = await chromium.open({ id: ADMIN_ID });
    const { page } = opened;
    await page.getByRole('button', { name: 'Управление' }).click();
    const rates = page.getByRole('article', { name: 'Курсы валют' });
    await rates.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await rates.getByRole('button', { name: 'Обновить' }).click();
    await expect
      .poll(() => rates.getByRole('status').textContent())
      .toMatch(/без изменений|опубликовано/);
    await expect
      .poll(() => page.locator('section[aria-labelledby=history] .row').count())
      .toBeGreaterThan(5);
    expect(
      await page.getByRole('switch', { name: 'Открыта: Турция' }).getAttribute('aria-checked'),
    ).toBe('true');
    await page.getByRole('switch', { name: 'Открыта: Турция' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(opened.faults).toEqual([]);
  });

  test('is nobody else: others are not offered it', async () => {
    const { page } = await chromium.open();
    await page.getByRole('button', { name: /Турция/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Управление' }).count()).toBe(0);
  });
});
