import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buttonData, numbersIn, readButtonData } from '../../src/bot/buttonData.ts';

const ids = fc.array(fc.nat(2_000_000_000), { maxLength: 5 });

describe('the data of a button', () => {
  test('come back as they were given', () => {
    fc.assert(
      fc.property(ids, (numbers) => {
        const read = readButtonData(buttonData('list', ...numbers));
        expect(read?.action).toBe('list');
        expect(numbersIn(read!.values)).toEqual(numbers);
      }),
    );
  });

  test('fit into what Telegram allows for a page and the largest ids', () => {
    const id = 2 ** 31 - 1;
    expect(buttonData('card', id, id, id, id, 999).length).toBeLessThanOrEqual(64);
  });

  test('are refused when a button of ours could not carry them', () => {
    expect(() => buttonData('x'.repeat(65))).toThrow('does not fit');
    expect(() => buttonData('card', 'a:b')).toThrow('does not fit');
    expect(() => buttonData('card', 'é')).toThrow('does not fit');
  });

  test.each(['', ':1', 'a b', 'x'.repeat(65), 'card:1:é', 'card:\0', '\u202e'])(
    'that no button of ours sends are not read: %j',
    (data) => {
      expect(readButtonData(data)).toBeUndefined();
    },
  );

  test.each([
    [['-1']],
    [['1.5']],
    [['']],
    [['z'.repeat(11)]],
    [['z'.repeat(12)]],
    [['1', 'x_']],
    [['A']],
  ])('are no numbers: %j', (values) => {
    expect(numbersIn(values)).toBeUndefined();
  });
});
