import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Words } from '../../src/places/words.ts';

/** Optimal string alignment over the whole table, as in the textbook. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_, column) =>
      row === 0 ? column : column === 0 ? row : 0,
    ),
  );
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        table[row - 1]![column - 1]! + (same ? 0 : 1),
        table[row - 1]![column]! + 1,
        table[row]![column - 1]! + 1,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, table[row - 2]![column - 2]! + 1);
      }
      table[row]![column] = least;
    }
  }
  return table[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 7 });
const dictionary = fc
  .uniqueArray(word, { minLength: 1, maxLength: 40 })
  .map((words) => words.sort());

function open(words: readonly string[]): Words {
  const wordStarts = new Uint32Array(words.length + 1);
  words.forEach((word, at) => {
    wordStarts[at + 1] = wordStarts[at]! + word.length;
  });
  return new Words({ wordBytes: Buffer.from(words.join('')), wordStarts });
}

function marked(words: readonly string[], mask: Uint8Array): string[] {
  return words.filter((_, at) => mask[at] === 4);
}

it('words begun by a key are those that start with it, whole ones those that equal it', () => {
  fc.assert(
    fc.property(dictionary, word, (words, key) => {
      const masks = { full: new Uint8Array(words.length), loose: new Uint8Array(words.length) };
      open(words).markPrefix(key, 4, masks);
      expect(marked(words, masks.loose)).toEqual(words.filter((word) => word.startsWith(key)));
      expect(marked(words, masks.full)).toEqual(words.filter((word) => word === key));
    }),
  );
});

it('words near a key are those within the edit distance, or with a beginning that is', () => {
  fc.assert(
    fc.property(
      dictionary,
      word,
      fc.constantFrom(1, 2),
      fc.boolean(),
      (words, key, errors, prefix) => {
        const masks = { full: new Uint8Array(words.length), loose: new Uint8Array(words.length) };
        const found = open(words).markNear(key, 4, masks, { errors, prefix });
        const near = (text: string): boolean => distance(text, key) <= errors;
        const begins = (text: string): boolean =>
          Array.from(text, (_, at) => text.slice(0, at + 1)).some(near) || near('');
        const loose = words.filter(prefix ? begins : near);
        expect(marked(words, masks.full)).toEqual(words.filter(near));
        expect(marked(words, masks.loose)).toEqual(loose);
        expect(found).toBe(loose.length > 0);
      },
    ),
    { numRuns: 1000 },
  );
});
