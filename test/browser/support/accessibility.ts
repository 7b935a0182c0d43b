import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WithAxe {
  axe: { run(context: Document, options: object): Promise<AxeResults> };
}

/** The rules of WCAG 2.2 AA a page violates, each with where. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as WithAxe).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What can be pressed and is smaller than a fingertip, 44 px. */
export function smallTargetsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input, a, [role=option]')]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
      .map(({ element, box }) => `${box.width}×${box.height} ${element.outerHTML.slice(0, 80)}`),
  );
}

/** What is wider than its box: text that is cut, or a page that scrolls sideways. */
export function overflowsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut = [...document.querySelectorAll<HTMLElement>('#app *')]
      .filter(
        (element) =>
          element.checkVisibility() &&
          !element.closest('svg, .unseen, select, input, .scale') &&
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).display !== 'inline',
      )
      .map((element) => element.outerHTML.slice(0, 100));
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`page ${scrollWidth} > ${clientWidth}`, ...cut] : cut;
  });
}

/** Texts squeezed into a column of single letters. */
export function squeezedOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#app *')]
      .filter(
        (element) =>
          element.checkVisibility() &&
          element.children.length === 0 &&
          !element.closest('svg, .unseen, select') &&
          (element.textContent ?? '').length > 6 &&
          element.getBoundingClientRect().width <
            2 * Number.parseFloat(getComputedStyle(element).fontSize),
      )
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}
