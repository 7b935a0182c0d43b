import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../src/evaluations/checkRequest.ts';
import { evaluationRequest } from '../../src/evaluations/request.ts';

const GOOD = { country: 1, city: 7, area: 85 };
const check = (wishes: object) => checkRequest(evaluationRequest, { ...GOOD, ...wishes });

describe('a request', () => {
  test('is given in one spelling', () => {
    const { request } = check({ bedrooms: ' 2 + 1 ', age: '5 – 10', currency: ' eur ' });
    expect(request).toEqual({ ...GOOD, bedrooms: '2+1', age: '5-10', currency: 'EUR' });
  });

  test.each<[object, string[]]>([
    [{ area: 'x' }, ['10–10000']],
    [{ bedrooms: 2.5 }, ['0, 1 … 20']],
    [{ floor: 999 }, ['-5, -4 … 200']],
    [{ city: 0 }, ['1, 2, …']],
    [{ asking: 5 }, ['amount', 'currency']],
  ])('like %j is told what is allowed, whole numbers as such', (wrong, allowed) => {
    expect(check(wrong).faults).toMatchObject([{ allowed }]);
  });

  test.each(['\0', 'gas\u0007', '\ud800'])(
    'with text no database keeps is refused: %j',
    (heating) => {
      expect(check({ heating }).faults).toMatchObject([
        { field: 'heating', code: 'unknown-segment' },
      ]);
    },
  );

  test.each([1e16, 1e308])('with an amount of %d is refused before arithmetic ends', (amount) => {
    const { faults } = check({ asking: { amount, currency: 'EUR' } });
    expect(faults).toMatchObject([{ field: 'asking.amount', code: 'too-great' }]);
  });

  test.each([null, [], 'text', 5])('that is %j is no request', (input) => {
    const { faults } = checkRequest(evaluationRequest, input);
    expect(faults).toMatchObject([{ field: '/', code: 'wrong-type' }]);
  });

  test('with thousands of faults is told the first, each shortened', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 900 }, (_, at) => [`${at}`.repeat(99), 1]),
    );
    const { faults = [] } = check({ ...unknown, area: 'x'.repeat(9_000) });
    expect(faults).toHaveLength(20);
    expect(JSON.stringify(faults).length).toBeLessThan(9_000);
  });
});
