import { DistanceTable } from './distanceTable.ts';
import type { PlaceColumns } from './format.ts';

type WordColumns = Pick<PlaceColumns, 'wordBytes' | 'wordStarts'>;

/**
 * How the words of an index meet the words of a query: bit i of a mask speaks of the query's word i. `full` is the whole
 * word, `loose` is the whole word or one that begins with the query's.
 */
export interface WordMasks {
  full: Uint8Array;
  loose: Uint8Array;
}

/** The sorted words of an index, looked up exactly, by prefix and with typing errors. */
export class Words {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  /** How many first bytes a word has in common with the word before it. */
  readonly #shared: Uint16Array;
  readonly #longest: number;
  readonly count: number;

  constructor({ wordBytes, wordStarts }: WordColumns) {
    this.#bytes = wordBytes;
    this.#starts = wordStarts;
    this.count = wordStarts.length - 1;
    this.#shared = new Uint16Array(this.count);
    let longest = 0;
    for (let word = 0; word < this.count; word++) {
      const start = wordStarts[word]!;
      const length = wordStarts[word + 1]! - start;
      longest = Math.max(longest, length);
      const before = wordStarts[Math.max(word - 1, 0)]!;
      const most = Math.min(length, start - before);
      let shared = 0;
      while (shared < most && wordBytes[before + shared] === wordBytes[start + shared]) shared++;
      this.#shared[word] = shared;
    }
    this.#longest = longest;
  }

  /** Marks the words that equal or begin with the key; false if there are none. */
  markPrefix(key: string, bit: number, masks: WordMasks): boolean {
    const wanted = Buffer.from(key);
    const from = this.#firstNotBelow(wanted);
    let word = from;
    while (word < this.count && this.#startsWith(word, wanted)) {
      masks.loose[word]! |= bit;
      if (this.#length(word) === wanted.length) masks.full[word]! |= bit;
      word++;
    }
    return word > from;
  }

  /**
   * Marks as `full` the words within so many typing errors of the key: a letter too many, missing, wrong, or two swapped
   * (see DistanceTable); with `prefix`, as `loose`, also those of which a beginning is. Letters of
   * several bytes count byte by byte. False if there are none.
   *
   * Words with a common beginning share the rows of the table, and a beginning out of reach is left at once, so that all
   * words together cost little more than their distinct beginnings within reach. (npm's packages for edit distance compare
   * one pair of strings at a time, and fastest-levenshtein does not know swapped letters.)
   */
  markNear(
    key: string,
    bit: number,
    masks: WordMasks,
    near: { errors: number; prefix: boolean },
  ): boolean {
    const bytes = this.#bytes;
    const starts = this.#starts;
    const table = new DistanceTable(Buffer.from(key), {
      errors: near.errors,
      longest: this.#longest,
    });
    let found = false;
    /** The length at which the beginning of the word before went out of reach. */
    let dead = Infinity;
    for (let word = 0; word < this.count; word++) {
      const start = starts[word]!;
      const length = starts[word + 1]! - start;
      let depth = this.#shared[word]!;
      if (depth >= dead) {
        depth = dead;
      } else {
        dead = Infinity;
        while (depth < length && dead === Infinity) {
          if (!table.step(depth + 1, bytes[start + depth]!)) dead = depth + 1;
          depth++;
        }
      }
      const whole = dead === Infinity && table.isWithin(length);
      if (whole) masks.full[word]! |= bit;
      if (whole || (near.prefix && table.isBeginningWithin(depth))) {
        masks.loose[word]! |= bit;
        found = true;
      }
    }
    return found;
  }

  #length(word: number): number {
    return this.#starts[word + 1]! - this.#starts[word]!;
  }

  #firstNotBelow(wanted: Uint8Array): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const word = this.#bytes.subarray(this.#starts[middle], this.#starts[middle + 1]);
      if (Buffer.compare(word, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #startsWith(word: number, wanted: Uint8Array): boolean {
    if (this.#length(word) < wanted.length) return false;
    const start = this.#starts[word]!;
    return wanted.every((byte, at) => this.#bytes[start + at] === byte);
  }
}
