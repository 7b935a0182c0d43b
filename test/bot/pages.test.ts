import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOf, pageRow, rowsOf } from '../../src/bot/pages.ts';

const list = Array.from({ length: 25 }, (_, index) => index);
const labels = (page: number, pages: number) =>
  pageRow({ items: [], page, pages }, (to) => `to:${to}`);

describe('a page', () => {
  test.each([
    [0, 0, 10],
    [2, 2, 5],
    [3, 2, 5],
    [-1, 0, 10],
    [1e15, 2, 5],
  ])('%d of a list of 25 is page %d', (asked, page, items) => {
    const given = pageOf(list, { page: asked, onAPage: 10 });
    expect(given).toMatchObject({ page, pages: 3 });
    expect(given.items).toHaveLength(items);
  });

  test('of nothing is the one empty page', () => {
    expect(pageOf([], { page: 4, onAPage: 10 })).toEqual({ items: [], page: 0, pages: 1 });
  });

  test('and the others show everything once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (items, onAPage) => {
        const { pages } = pageOf(items, { page: 0, onAPage });
        const all = Array.from({ length: pages }, (_, page) => pageOf(items, { page, onAPage }));
        expect(all.flatMap((page) => page.items)).toEqual(items);
      }),
    );
  });

  test('alone has no row to turn it', () => {
    expect(labels(0, 1)).toEqual([]);
  });

  test('leads round at both ends', () => {
    expect(labels(0, 3)).toMatchObject([
      { text: '‹', callback_data: 'to:2' },
      { text: '1 / 3', callback_data: 'to:0' },
      { text: '›', callback_data: 'to:1' },
    ]);
    expect(labels(2, 3)).toMatchObject([
      { callback_data: 'to:1' },
      { callback_data: 'to:2' },
      { callback_data: 'to:0' },
    ]);
  });
});

test('items stand in rows, the last one shorter', () => {
  expect(rowsOf([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(rowsOf([], 2)).toEqual([]);
});
