import { fold, foldStart, wordKeys } from './folding.ts';
import type { PlaceColumns } from './format.ts';
import { Greatest, isWholeName, readSortKey, score, sortKey } from './ranking.ts';
import { Words } from './words.ts';
import type { WordMasks } from './words.ts';

/** A place found, by its number in the columns; `key` orders places of this index, `score` those of several. */
export interface FoundPlace {
  key: number;
  place: number;
  score: number;
}

/** With fewer places than this, and none whose whole name was typed, the query is read as misspelt. */
const FEW = 3;

/** Letters of a word from which one and two typing errors are believable. */
const LETTERS_FOR_ERROR = 4;
const LETTERS_FOR_TWO_ERRORS = 8;

const NONE: readonly number[] = [];

/** Masks of a name, one number: bits 0–7 `loose`, 8–15 `full` (see WordMasks), then these. */
const EVERY_WORD_FULL = 1 << 16;
const FIRST_WORD_LOOSE = 1 << 17;

/** One reading of the query. */
interface Pass {
  /** One bit per word that must be covered. */
  wanted: number;
  errors: number;
  /** Whether the name is spelt as in the query and does not only sound so. */
  isLiteral: (name: number) => boolean;
  limit: number;
}

/**
 * Searches the columns of one country. A place is found if its own name has at least one of the query's words and it and
 * its ancestors have them all. A pass is one walk over words, names and places, whatever the query; there are at most
 * four (written together, as typed, with one and with two typing errors), with at most eight words to mark in each.
 * Passes share scratch memory, so a search must end before the next begins, as synchronous code does.
 */
export class Search {
  readonly #columns: PlaceColumns;
  readonly #words: Words;
  readonly #masks: WordMasks;
  readonly #nameMasks: Uint32Array;
  /** Masks of a place's own name and its ancestors' names together. */
  readonly #covered: Uint16Array;
  readonly #otherNames = new Map<number, number[]>();

  constructor(columns: PlaceColumns) {
    this.#columns = columns;
    this.#words = new Words(columns);
    const { count } = this.#words;
    this.#masks = { full: new Uint8Array(count), loose: new Uint8Array(count) };
    this.#nameMasks = new Uint32Array(columns.nameStarts.length - 1);
    this.#covered = new Uint16Array(columns.levels.length);
    for (const [place, name] of columns.otherNames) {
      this.#otherNames.set(place, [...(this.#otherNames.get(place) ?? []), name]);
    }
  }

  /** The best `limit` places for a query, the best first; none for a query without letters or digits. */
  find(query: string, limit: number): FoundPlace[] {
    const folded = foldStart(query);
    const keys = wordKeys(folded);
    if (keys.length === 0 || !(limit >= 1)) return [];
    const found: FoundPlace[] = [];
    // Passes look for no fewer than FEW, so that the limit does not decide what counts as misspelt.
    const shared = { errors: 0, limit: Math.max(limit, FEW) };

    if (keys.length > 1) {
      const together = folded.replaceAll(' ', '');
      const isLiteral = this.#literalCheck([together]);
      if (this.#mark(wordKeys(together)))
        found.push(...this.#scan({ ...shared, wanted: 1, isLiteral }));
    }

    const isLiteral = this.#literalCheck(folded.split(' '));
    const pass: Pass = { ...shared, wanted: (1 << keys.length) - 1, isLiteral };
    if (this.#mark(keys)) found.push(...this.#scan(pass));
    for (const errors of [1, 2]) {
      if (found.length >= FEW || found.some(({ score }) => isWholeName(score))) break;
      if (this.#markNear(keys, errors)) found.push(...this.#scan({ ...pass, errors }));
    }
    return bestOnce(found).slice(0, limit);
  }

  /** Marks the words the keys begin; false if some key begins none, so that nothing can be found. */
  #mark(keys: readonly string[]): boolean {
    this.#masks.full.fill(0);
    this.#masks.loose.fill(0);
    const marked = keys.map((key, at) => this.#words.markPrefix(key, 1 << at, this.#masks));
    return !marked.includes(false);
  }

  /**
   * Marks, besides what `#mark` did, the words within so many errors of the keys long enough to be misspelt so; false if
   * no key is, or some key has no word at all. The last key may be one that is still being typed.
   */
  #markNear(keys: readonly string[], errors: number): boolean {
    let relaxed = false;
    for (const [at, key] of keys.entries()) {
      const bit = 1 << at;
      const allowed =
        key.length >= LETTERS_FOR_TWO_ERRORS ? 2 : key.length >= LETTERS_FOR_ERROR ? 1 : 0;
      const near = { errors, prefix: at === keys.length - 1 };
      if (allowed >= errors && this.#words.markNear(key, bit, this.#masks, near)) relaxed = true;
      else if (!this.#masks.loose.some((mask) => (mask & bit) !== 0)) return false;
    }
    return relaxed;
  }

  #scan(pass: Pass): FoundPlace[] {
    const { levels, names } = this.#columns;
    const nameMasks = this.#coverNames();
    const covered = this.#covered;
    const greatest = new Greatest(pass.limit);
    const nearest = [0, 0, 0, 0];
    for (let place = 0; place < levels.length; place++) {
      const level = levels[place]!;
      const name = names[place]!;
      // Only countries and cities have other names: the many districts skip the look-up.
      const others = level < 2 ? this.#otherNames.get(place) : undefined;
      let own = nameMasks[name]! & 0xffff;
      if (others) for (const other of others) own |= nameMasks[other]! & 0xffff;
      const all = own | (level === 0 ? 0 : covered[nearest[level - 1]!]!);
      covered[place] = all;
      nearest[level] = place;
      if ((own & 0xff) === 0 || (all & 0xff) !== pass.wanted) continue;
      let best = this.#score(pass, { level, name, all });
      for (const other of others ?? NONE) {
        best = Math.max(best, this.#score(pass, { level, name: other, all }));
      }
      greatest.add(sortKey({ score: best, name, place }));
    }
    return greatest.descending().map(readSortKey);
  }

  /** Gathers the masks of each name's words. */
  #coverNames(): Uint32Array {
    const { nameWords, nameWordStarts } = this.#columns;
    const { full, loose } = this.#masks;
    const nameMasks = this.#nameMasks;
    let start = 0;
    for (let name = 0; name < nameMasks.length; name++) {
      const end = nameWordStarts[name + 1]!;
      let mask = 0;
      let every = end > start ? EVERY_WORD_FULL : 0;
      for (let at = start; at < end; at++) {
        const word = nameWords[at]!;
        const looseBits = loose[word]!;
        if (looseBits === 0) {
          every = 0;
        } else {
          const fullBits = full[word]!;
          if (fullBits === 0) every = 0;
          mask |= looseBits | (fullBits << 8) | (at === start ? FIRST_WORD_LOOSE : 0);
        }
      }
      nameMasks[name] = mask | every;
      start = end;
    }
    return nameMasks;
  }

  #score(pass: Pass, found: { level: number; name: number; all: number }): number {
    const mask = this.#nameMasks[found.name]!;
    const whole = (mask & EVERY_WORD_FULL) !== 0 && found.all >> 8 === pass.wanted;
    const fit = whole ? 'whole' : (mask & FIRST_WORD_LOOSE) !== 0 ? 'start' : 'inner';
    const { nameStarts } = this.#columns;
    return score({
      errors: pass.errors,
      fit,
      level: found.level,
      literal: whole && pass.errors === 0 && pass.isLiteral(found.name),
      nameLength: nameStarts[found.name + 1]! - nameStarts[found.name]!,
    });
  }

  /** Folds each name at most once: only names that are in the query as a whole are asked about, and those are few. */
  #literalCheck(typedWords: readonly string[]): (name: number) => boolean {
    const { nameText, nameStarts } = this.#columns;
    const typed = new Set(typedWords);
    const known = new Map<number, boolean>();
    return (name) => {
      let literal = known.get(name);
      if (literal === undefined) {
        const folded = fold(nameText.slice(nameStarts[name], nameStarts[name + 1]));
        literal = folded.split(' ').every((word) => typed.has(word));
        known.set(name, literal);
      }
      return literal;
    };
  }
}

/** Each place once, with its best score, the best first. */
function bestOnce(found: readonly FoundPlace[]): FoundPlace[] {
  const best = new Map<number, FoundPlace>();
  for (const candidate of found) {
    const known = best.get(candidate.place);
    if (!known || candidate.key > known.key) best.set(candidate.place, candidate);
  }
  return [...best.values()].sort((a, b) => b.key - a.key);
}
