import { changeIn } from './country.ts';

/** What a reader answered, as it came over the wire. */
export interface ReadAnswer {
  status: number;
  /** `X-Data-Version`; it ends with the beginning of its content's hash. */
  version: string;
  text: string;
}

/**
 * What was changed, acknowledged and answered while things broke, and which promises that breaks: every acknowledged
 * invalidation led to a version with its change, every answer was one whole document of one version, no reader went back,
 * every acknowledged evaluation is there once, every chat got its answer once.
 */
export class Ledger {
  readonly #violations = new Set<string>();
  readonly #acknowledged = new Map<number, number>();
  readonly #shown = new Map<string, number>();
  readonly #contents = new Map<string, number>();
  readonly #saved = new Set<string>();
  readonly #now: () => number;
  #newest = 0;
  #answers = 0;
  #longestMs = 0;
  /** Changes up to this one were seen. */
  #settled = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A change is about to be made; changes are numbered from 1. */
  begins(change: number): void {
    this.#newest = Math.max(this.#newest, change);
  }

  /** An invalidation after this change was accepted. */
  acknowledges(change: number): void {
    this.#acknowledged.set(change, this.#now());
  }

  /** What a process answered; those of one process in the order in which they were asked for. */
  answers(reader: string, { status, version, text }: ReadAnswer): void {
    this.#answers += 1;
    if (status !== 200) return this.#note(`${reader} failed a read: ${status} ${text}`);
    let change: number;
    try {
      change = changeIn(text);
    } catch (error) {
      return this.#note(`${reader}: ${String(error)}`);
    }
    if (change > this.#newest) this.#note(`${reader} showed change ${change}, never made`);
    this.#checkContent(version, change);
    const before = this.#shown.get(reader) ?? 0;
    if (change < before) this.#note(`${reader} went back from change ${before} to ${change}`);
    this.#shown.set(reader, change);
    this.#settle(change);
  }

  /** A read that ended without an answer. */
  fails(reader: string, error: unknown): void {
    this.#note(`${reader} failed a read: ${String(error)}`);
  }

  saves(evaluation: string): void {
    this.#saved.add(evaluation);
  }

  /** The change the reader showed last. */
  shownBy(reader: string): number {
    return this.#shown.get(reader) ?? 0;
  }

  /**
   * What was broken, at the end of all.
   * @param readers those still there
   * @param evaluations ids in the database
   */
  violations({
    readers,
    evaluations,
    chat,
  }: {
    readers: readonly string[];
    evaluations: readonly string[];
    chat: { asked: number; answered: number };
  }): string[] {
    const found = [...this.#violations];
    const newest = Math.max(0, ...this.#acknowledged.keys());
    for (const change of this.#acknowledged.keys()) {
      if (change > this.#settled) found.push(`change ${change} was acknowledged, and never seen`);
    }
    for (const reader of readers) {
      const shown = this.shownBy(reader);
      if (shown < newest) found.push(`${reader} never got from ${shown} to change ${newest}`);
    }
    for (const id of this.#saved) {
      const count = evaluations.filter((kept) => kept === id).length;
      if (count !== 1) found.push(`evaluation ${id} was acknowledged, and is there ${count} times`);
    }
    if (chat.asked !== chat.answered) {
      found.push(`${chat.asked} messages got ${chat.answered} answers`);
    }
    return found;
  }

  /** Figures of the run, for people. */
  summary(): string {
    return `${this.#newest} changes, ${this.#acknowledged.size} acknowledged, seen after ${Math.round(this.#longestMs)} ms at the latest; ${this.#answers} answers of ${this.#shown.size} readers; ${this.#saved.size} evaluations`;
  }

  /** Equal versions are equal content, and equal content has one hash. */
  #checkContent(version: string, change: number): void {
    const hash = version.split('Z-')[1] ?? '';
    for (const key of [`version ${version}`, `content ${hash}`]) {
      const known = this.#contents.get(key) ?? change;
      if (known !== change) this.#note(`${key} showed changes ${known} and ${change}`);
      this.#contents.set(key, known);
    }
  }

  /** How long acknowledged changes took to be seen. */
  #settle(change: number): void {
    for (; this.#settled < change; this.#settled += 1) {
      const since = this.#acknowledged.get(this.#settled + 1);
      if (since !== undefined) this.#longestMs = Math.max(this.#longestMs, this.#now() - since);
    }
  }

  #note(violation: string): void {
    this.#violations.add(violation);
  }
}
