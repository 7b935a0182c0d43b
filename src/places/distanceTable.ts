/**
 * Edit distances between a key and a word that grows and shrinks at its end: a letter too many, missing, wrong, or two
 * neighbours swapped each count one (optimal string alignment; Damerau 1964, recurrence of Wagner and Fischer 1974). Only
 * the band of the table that can stay within the errors is kept: 2 × errors + 1 cells a row, however long the key is.
 */
export class DistanceTable {
  readonly #key: Uint8Array;
  readonly #errors: number;
  /** The band and a sentinel cell on either side, so that neighbours need no check. */
  readonly #width: number;
  /** Row r (letters of the word), column c (letters of the key) is at r × width + 1 + c − r + errors. */
  readonly #cells: Uint8Array;
  readonly #letters: Uint8Array;
  /** Whether a beginning of at most so many letters is within the errors, 0 or 1. */
  readonly #reachedBy: Uint8Array;

  /** `longest` is the most letters a word can have. */
  constructor(key: Uint8Array, { errors, longest }: { errors: number; longest: number }) {
    this.#key = key;
    this.#errors = errors;
    this.#width = 2 * errors + 3;
    this.#cells = new Uint8Array((longest + 1) * this.#width).fill(errors + 1);
    this.#letters = new Uint8Array(longest + 1);
    this.#reachedBy = new Uint8Array(longest + 1);
    for (let column = 0; column <= Math.min(errors, key.length); column++) {
      this.#cells[1 + column + errors] = column;
    }
    this.#reachedBy[0] = Number(this.isWithin(0));
  }

  /** Sets letter number `row` (from 1) of the word after rows 0 … row − 1; false if no longer word can be within reach. */
  step(row: number, letter: number): boolean {
    const key = this.#key;
    const cells = this.#cells;
    const errors = this.#errors;
    const width = this.#width;
    const tooFar = errors + 1;
    const letterBefore = row > 1 ? this.#letters[row - 1]! : -1;
    let least = tooFar;
    let at = row * width + 1;
    for (let column = row - errors; column <= row + errors; column++, at++) {
      let distance = tooFar;
      if (column === 0) {
        distance = row;
      } else if (column > 0 && column <= key.length) {
        const same = key[column - 1] === letter;
        const above = at - width;
        distance = Math.min(
          cells[above]! + (same ? 0 : 1),
          cells[above + 1]! + 1,
          cells[at - 1]! + 1,
          tooFar,
        );
        if (column > 1 && key[column - 2] === letter && key[column - 1] === letterBefore) {
          distance = Math.min(distance, cells[above - width]! + 1);
        }
      }
      cells[at] = distance;
      if (distance < least) least = distance;
    }
    this.#letters[row] = letter;
    this.#reachedBy[row] = this.#reachedBy[row - 1]! | Number(this.isWithin(row));
    return least <= errors;
  }

  /** Whether the word of the first `row` letters is within the errors. */
  isWithin(row: number): boolean {
    const offset = this.#key.length - row + this.#errors;
    if (offset < 0 || offset > 2 * this.#errors) return false;
    return this.#cells[row * this.#width + 1 + offset]! <= this.#errors;
  }

  /** Whether some beginning of at most `row` letters is within the errors. */
  isBeginningWithin(row: number): boolean {
    return this.#reachedBy[row] === 1;
  }
}
