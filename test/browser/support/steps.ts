import type { Page } from 'playwright-core';
import type { OpenedPage } from './browser.ts';

/** Finds a place by name and goes on with the first that fits. */
export async function findPlace(page: Page, query: string, name: string): Promise<void> {
  await page.locator('#place-query').fill(query);
  await page.locator('[role=option]', { hasText: name }).first().click();
  await page.locator('#area').waitFor();
}

/** Presses the main button, whoever shows it. */
export async function pressMain({ page, telegram }: OpenedPage): Promise<void> {
  const own = page.locator('.bar .main');
  if (await own.isVisible()) await own.click();
  else await telegram.pressMain();
}

/** Goes from the first step to the result for Alanya. */
export async function evaluate(opened: OpenedPage): Promise<void> {
  const { page } = opened;
  await findPlace(page, 'Аланья', 'Alanya');
  await page.locator('#area').fill('85');
  await page.getByRole('button', { name: '2+1', exact: true }).click();
  await page.getByRole('button', { name: '5–10', exact: true }).click();
  await page.locator('#asking').fill('7 400 000');
  await pressMain(opened);
  await page.locator('.price').waitFor();
}
