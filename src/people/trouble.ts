import type { Logger } from 'pino';
import { LoadError, reasonOf } from '../errors.ts';

export interface TroubleDependencies {
  log: Logger;
  /** What cannot be saved, at the beginning of a sentence: «Пользователи». */
  what: string;
  /** What becomes of it meanwhile: «Повторяем.» */
  meanwhile: string;
}

/** Tells the operator once that saving does not work, and once that it works again. */
export class Trouble {
  readonly #dependencies: TroubleDependencies;
  #isIn = false;

  constructor(dependencies: TroubleDependencies) {
    this.#dependencies = dependencies;
  }

  tell(error: unknown): void {
    if (this.#isIn) return;
    this.#isIn = true;
    const { log, what, meanwhile } = this.#dependencies;
    const reason = reasonOf(error);
    const passes = error instanceof LoadError && error.retryable;
    log[passes ? 'warn' : 'error'](
      { reason },
      `${what} пока не сохраняются: ${reason}. ${meanwhile}`,
    );
  }

  over(): void {
    if (!this.#isIn) return;
    this.#isIn = false;
    this.#dependencies.log.info(`${this.#dependencies.what} снова сохраняются в Supabase`);
  }
}
