export interface Rate {
  /** One goes through each so many ms, in the long run. */
  intervalMs: number;
  /** How many go through at once after a quiet time. */
  burst: number;
}

/** The generic cell rate algorithm: one number tells how much of the rate is used up. */
export class Pace {
  readonly #rate: Rate;
  /** When the whole burst will be free again, ms. */
  #restedAt = 0;
  #pausedUntil = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Takes the next place; gives how many ms to wait for it. */
  take(now: number): number {
    const { intervalMs, burst } = this.#rate;
    const restedAt = Math.max(this.#restedAt, now);
    this.#restedAt = restedAt + intervalMs;
    return Math.max(0, restedAt - (burst - 1) * intervalMs - now);
  }

  /** Lets nothing through until then, and no burst after it. Places taken before are void. */
  pause(until: number): void {
    const { intervalMs, burst } = this.#rate;
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    this.#restedAt = Math.max(this.#restedAt, until + (burst - 1) * intervalMs);
  }
}
