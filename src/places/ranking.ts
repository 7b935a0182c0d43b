/** How the own name of a place meets the query, at 0, 1 or 2 typing errors: as a whole, from its start, at a later word. */
export type Fit = 'whole' | 'start' | 'inner';

const FITS: Readonly<Record<Fit, number>> = { whole: 2, start: 1, inner: 0 };
const FIT_COUNT = 3;
const MOST_ERRORS = 2;
const MAX_LENGTH = 63;

const LITERAL = 64;
const LEVEL = 2 * LITERAL;
const TIER = 4 * LEVEL;
const TWENTY_BITS = 2 ** 20;
const LAST = TWENTY_BITS - 1;

/**
 * A whole number, greater is better, comparable across countries: first fewer typing errors, then the fit of the name,
 * then the higher level (0 country … 3 district), then the name spelt literally as in the query and not only sounding like
 * it, then the shorter name (in UTF-16 units). Less than 2^13.
 */
export function score(match: {
  errors: number;
  fit: Fit;
  level: number;
  literal: boolean;
  nameLength: number;
}): number {
  const tier = (MOST_ERRORS - match.errors) * FIT_COUNT + FITS[match.fit];
  const shortness = MAX_LENGTH - Math.min(match.nameLength, MAX_LENGTH);
  return tier * TIER + (3 - match.level) * LEVEL + Number(match.literal) * LITERAL + shortness;
}

/** How well the name meets the query, by errors and fit alone; greater is better. */
export function tierOf(score: number): number {
  return Math.floor(score / TIER);
}

/** How many typing errors the match forgives. */
export function errorsIn(score: number): number {
  return MOST_ERRORS - Math.floor(tierOf(score) / FIT_COUNT);
}

/** Whether the score is that of a place whose whole name is in the query. */
export function isWholeName(score: number): boolean {
  return tierOf(score) % FIT_COUNT === FITS.whole;
}

/** A place with its score and its name's alphabetical rank, as one number that sorts: 13 + 20 + 20 bits, exact in a double. */
export function sortKey(found: { score: number; name: number; place: number }): number {
  return (found.score * TWENTY_BITS + (LAST - found.name)) * TWENTY_BITS + (LAST - found.place);
}

/** What `sortKey` was made from. */
export function readSortKey(key: number): { key: number; score: number; place: number } {
  return {
    key,
    score: Math.floor(key / TWENTY_BITS / TWENTY_BITS),
    place: LAST - (key % TWENTY_BITS),
  };
}

/** Keeps the greatest `limit` of the numbers added, without sorting the rest. */
export class Greatest {
  #numbers: number[] = [];
  #floor = -1;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(number: number): void {
    if (number <= this.#floor) return;
    this.#numbers.push(number);
    if (this.#numbers.length >= 2 * this.#limit + 256) {
      this.#numbers = this.descending();
      this.#floor = this.#numbers.at(-1) ?? -1;
    }
  }

  /** The greatest first. */
  descending(): number[] {
    return Array.from(Float64Array.from(this.#numbers).sort().reverse().slice(0, this.#limit));
  }
}
