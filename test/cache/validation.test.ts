import { describe, expect, test } from 'vitest';
import { changeFindings, RefusedError, rowFindings } from '../../src/cache/validation.ts';

const LIMITS = {
  minimumRows: 3,
  maximumAddedShare: 0.5,
  maximumAddedRows: 10,
  maximumRemovedShare: 0.2,
  maximumRemovedRows: 1,
};

const rulesOf = (findings: { rule: string }[]) => findings.map(({ rule }) => rule);

describe('the number of rows of a load', () => {
  test.each([
    [3, 3, []],
    [1_000, 1_000, []],
    [2, 2, ['minimum-rows']],
    [10, 11, ['row-count']],
    [11, 10, ['row-count']],
    [0, 5, ['minimum-rows', 'row-count']],
    [10, Number.NaN, ['row-count']],
  ])('%d of %d counted breaks %j', (rows, expectedRows, rules) => {
    expect(rulesOf(rowFindings({ rows, expectedRows }, LIMITS))).toEqual(rules);
  });
});

describe('a change against the previous version', () => {
  test.each([
    ['few rows added', 100, { added: 50, removed: 0 }, []],
    ['too many added', 100, { added: 51, removed: 0 }, ['added-limit']],
    ['a small set growing', 4, { added: 10, removed: 0 }, []],
    ['a small set growing too much', 4, { added: 11, removed: 0 }, ['added-limit']],
    ['few rows removed', 100, { added: 0, removed: 20 }, []],
    ['too many removed', 100, { added: 0, removed: 21 }, ['removed-limit']],
    ['one of two removed', 2, { added: 0, removed: 1 }, []],
    ['every id replaced', 100, { added: 100, removed: 100 }, ['added-limit', 'removed-limit']],
  ])('%s', (_, previousRows, change, rules) => {
    const difference = { ...change, changed: 0 };
    expect(rulesOf(changeFindings(difference, previousRows, LIMITS))).toEqual(rules);
  });

  test.each([0, 100])('of %d rows may add any number where the share is unlimited', (rows) => {
    const limits = { ...LIMITS, maximumAddedShare: Infinity, maximumAddedRows: 0 };
    const difference = { added: 9, removed: 0, changed: 0 };
    expect(changeFindings(difference, rows, limits)).toEqual([]);
  });

  test('is not limited in how many rows have other values', () => {
    expect(changeFindings({ added: 0, removed: 0, changed: 100 }, 100, LIMITS)).toEqual([]);
  });
});

test('a refusal names the dataset, the rules and the figures', () => {
  const findings = rowFindings({ rows: 2, expectedRows: 5 }, LIMITS);
  expect(new RefusedError('shelf/1', findings).message).toBe(
    'Набор shelf/1 отклонён: minimum-rows: строк 2, должно быть не меньше 3; ' +
      'row-count: загружено строк 2, база насчитала 5',
  );
});
