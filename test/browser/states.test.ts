import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './support/accessibility.ts';
import { startChromium, type Chromium } from './support/browser.ts';
import { evaluate, findPlace, pressMain } from './support/steps.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.stop());

const problem = (status: number, code: string, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ status, code, detail: 'Подробность.' }),
});

describe('while there is no answer', () => {
  test('skeletons stand in its place', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const { page } = await chromium.open({
      before: (opened) =>
        opened.route('**/api/countries', async (route) => {
          await released;
          await route.continue();
        }),
    });
    await page.locator('.skeleton').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    release();
    await page.getByRole('button', { name: /Турция/ }).waitFor();
    expect(await page.locator('.skeleton').count()).toBe(0);
    // whoever is no admin is offered nothing of theirs
    expect(await page.getByRole('button', { name: 'Управление' }).count()).toBe(0);
  });

  test('a 503 is asked again after the time it names', async () => {
    let times = 0;
    const { page } = await chromium.open({
      before: (opened) =>
        opened.route('**/api/countries', (route) => {
          times += 1;
          return times === 1
            ? route.fulfill(problem(503, 'unavailable', { 'Retry-After': '1' }))
            : route.continue();
        }),
    });
    expect(await page.getByRole('timer').textContent()).toMatch(/через 1 секунду|Пробуем снова/);
    await page.getByRole('button', { name: /Турция/ }).waitFor();
    expect(times).toBe(2);
  });

  test('a search that finds nothing says so and what to do', async () => {
    const { page } = await chromium.open();
    await page.locator('#place-query').fill('xyzxyzxyz');
    await page.getByText('ничего не нашлось').waitFor();
    expect(await page.getByText('выберите место из списка').isVisible()).toBe(true);
  });
});

describe('without a connection', () => {
  test('the last answers are shown and marked, and new ones come with it', async () => {
    const opened = await chromium.open();
    const { page, context } = opened;
    await evaluate(opened);
    await opened.telegram.pressBack();
    await page.locator('.chip').first().waitFor();
    await context.setOffline(true);
    await pressMain(opened);
    await page.locator('.price').waitFor();
    expect(await page.locator('.notice').textContent()).toMatch(/^Нет связи/);
    await opened.telegram.pressBack();
    await page.locator('#area').fill('99');
    await pressMain(opened);
    await page.getByRole('heading', { name: 'Нет связи' }).waitFor();
    await context.setOffline(false);
    await pressMain(opened);
    await page.locator('.price').waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });

  test('the page works in a browser that keeps nothing, and asks before closing then', async () => {
    const { page, telegram } = await chromium.open({
      before: (opened) =>
        opened.addInitScript(() => {
          Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError');
          };
        }),
    });
    await findPlace(page, 'alanya', 'Alanya');
    await expect
      .poll(() => telegram.last('web_app_setup_closing_behavior'))
      .toEqual({ need_confirmation: true });
  });
});

describe('a session that has expired', () => {
  test('costs nobody what they typed: the property is valued all the same', async () => {
    const opened = await chromium.open({ hoursAgo: 25 });
    const { page } = opened;
    await evaluate(opened);
    expect(await page.getByText('Сеанс истёк').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Закрыть' }).click();
    expect(await opened.telegram.last('web_app_close')).toEqual({});
    expect(await savedDraft(page)).toMatchObject({ area: '85' });
  });
});

const savedDraft = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('valuation:draft') ?? 'null') as unknown);

describe('what is not there', () => {
  test('a shared evaluation that is gone is said to be gone', async () => {
    const { page } = await chromium.open({ startParameter: `e_${'x'.repeat(24)}` });
    await page.getByText('Этой оценки больше нет').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test('a place without prices is no reason to invent any', async () => {
    const opened = await chromium.open({
      before: (page) =>
        page.route('**/api/evaluations', async (route) => {
          const answer = await route.fetch();
          const json = (await answer.json()) as { evaluation: { result: unknown } };
          json.evaluation.result = { status: 'insufficient', missing: [{ what: 'sale-price' }] };
          await route.fulfill({ json });
        }),
    });
    const { page } = opened;
    await findPlace(page, 'alanya', 'Alanya');
    await page.locator('#area').fill('85');
    await pressMain(opened);
    await page.getByText('Недостаточно данных').waitFor();
    expect(await opened.telegram.mainButton()).toMatchObject({ text: 'Выбрать другое место' });
  });

  test('a refusal of the api is shown beside what it is about', async () => {
    const opened = await chromium.open({
      before: (page) =>
        page.route('**/api/evaluations', (route) =>
          route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              code: 'invalid-evaluation',
              errors: [{ field: 'area', message: 'Столько не бывает.' }],
            }),
          }),
        ),
    });
    const { page } = opened;
    await findPlace(page, 'alanya', 'Alanya');
    await page.locator('#area').fill('85');
    await pressMain(opened);
    await expect.poll(() => page.locator('#area-note').textContent()).toBe('Столько не бывает.');
  });
});
