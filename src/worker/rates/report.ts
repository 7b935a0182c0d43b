import type { Logger } from 'pino';
import { RATE_COLUMNS } from '../../datasets/currencyRows.ts';
import { LoadError, reasonOf } from '../../errors.ts';
import type { Answered } from './question.ts';

type State = 'usual' | 'fallback' | 'demo' | 'failed';

/** Tells the operator how the rates are, one line for each change. */
export class RatesReport {
  readonly #log: Logger;
  #state: State = 'usual';

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Whether the preferred bank was the last that answered, or nothing is to be asked. */
  get isSettled(): boolean {
    return this.#state === 'usual' || this.#state === 'demo';
  }

  demo(): void {
    if (!this.#moveTo('demo')) return;
    this.#log.info('Курсы валют демонстрационные: банки не спрашиваем');
  }

  answered({ bank, answer, refusals }: Answered): void {
    if (refusals === '') {
      if (this.#moveTo('usual')) this.#log.info('Курсы валют снова обновляются как обычно');
      return;
    }
    if (!this.#moveTo('fallback')) return;
    const missing = RATE_COLUMNS.filter((column) => answer.rates[column] === undefined);
    const without = missing.length > 0 ? `, без ${missing.join(', ').toUpperCase()}` : '';
    this.#log.warn({ refusals }, `Курсы валют даёт ${bank.name}${without}. ${refusals}`);
  }

  failed(error: unknown): void {
    if (!this.#moveTo('failed')) return;
    const reason = reasonOf(error);
    const needsPerson = error instanceof LoadError && !error.retryable;
    this.#log[needsPerson ? 'error' : 'warn'](
      { reason },
      `Курсы валют не обновляются: ${reason}. Показываем последние, повторяем`,
    );
  }

  #moveTo(state: State): boolean {
    const isNew = this.#state !== state;
    this.#state = state;
    return isNew;
  }
}
