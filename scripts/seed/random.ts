/** Numbers from 0 to 1 that look random and are the same for the same name, on every machine. */
export class SeededRandom {
  #state: number;

  constructor(name: string) {
    // FNV-1a
    this.#state = 0x811c9dc5;
    for (const byte of Buffer.from(name)) this.#state = Math.imul(this.#state ^ byte, 0x01000193);
  }

  /** mulberry32 by Tommy Ettinger, public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** About normal, with a deviation of 1. */
  deviation(): number {
    return (this.next() + this.next() + this.next() - 1.5) * 2;
  }
}
