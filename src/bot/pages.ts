import type { Speak } from './context.ts';
import { button, type Button } from './screens.ts';

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** Counted from 0, within what there is. */
  page: number;
  pages: number;
}

/** The page asked for, or the last one when the list has become shorter since. */
export function pageOf<Item>(
  list: readonly Item[],
  { page, onAPage }: { page: number; onAPage: number },
): Page<Item> {
  const pages = Math.max(1, Math.ceil(list.length / onAPage));
  const shown = Math.min(Math.max(page, 0), pages - 1);
  return { items: list.slice(shown * onAPage, (shown + 1) * onAPage), page: shown, pages };
}

/** The row that turns pages; empty where there is but one. */
export function pageRow(
  { page, pages }: Page<unknown>,
  dataOf: (page: number) => string,
): Button[] {
  if (pages === 1) return [];
  return [
    button('‹', dataOf(page === 0 ? pages - 1 : page - 1)),
    button(`${page + 1} / ${pages}`, dataOf(page)),
    button('›', dataOf(page === pages - 1 ? 0 : page + 1)),
  ];
}

/** «Страница 2 из 7»; undefined where there is but one. */
export function pageLine({ page, pages }: Page<unknown>, speak: Speak): string | undefined {
  return pages === 1 ? undefined : speak('places-page', { page: page + 1, pages });
}

/** Items in rows of so many columns. */
export function rowsOf<Item>(items: readonly Item[], columns: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
}
