import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { LoadError, reasonOf } from '../errors.ts';
import type { Outbox } from './outbox.ts';
import { rowOf, TELEGRAM_ID, USERS_TABLE, type Change } from './person.ts';

const REQUEST_DEADLINE_MS = 8_000;

export interface PeopleWriterDependencies {
  database: Database;
  log: Logger;
}

/**
 * Writes changes of people to the database. What the database refuses for its content is dropped with an error line;
 * all other trouble is a reason to try again, told to the operator once at its beginning and once at its end.
 */
export class PeopleWriter {
  readonly #database: Database;
  readonly #log: Logger;
  #inTrouble = false;

  constructor({ database, log }: PeopleWriterDependencies) {
    this.#database = database;
    this.#log = log;
  }

  /**
   * Writes at most one change a person; doing it again does no harm.
   * @throws LoadError when not all could be written
   */
  async write(changes: readonly Change[], signal: AbortSignal): Promise<void> {
    try {
      await this.#writeRows(rowsIn(changes), signal);
      await this.#remove(changes, signal);
    } catch (error) {
      if (!signal.aborted) this.#tellTrouble(error);
      throw error;
    }
    if (!this.#inTrouble) return;
    this.#inTrouble = false;
    this.#log.info('Пользователи снова сохраняются в Supabase');
  }

  async #writeRows(rows: Record<string, unknown>[], signal: AbortSignal): Promise<void> {
    if (rows.length === 0) return;
    try {
      await this.#database.upsert(USERS_TABLE, TELEGRAM_ID, rows, deadline(signal));
    } catch (error) {
      if (!(error instanceof LoadError) || !error.rowsRefused) throw error;
      if (rows.length === 1) return this.#drop(rows[0]?.[TELEGRAM_ID], error);
      for (const row of rows) await this.#writeRows([row], signal);
    }
  }

  async #remove(changes: readonly Change[], signal: AbortSignal): Promise<void> {
    const forgotten = changes.filter(({ person }) => person === null);
    if (forgotten.length === 0) return;
    const telegramIds = forgotten.map(({ telegramId }) => telegramId);
    await this.#database.remove(USERS_TABLE, TELEGRAM_ID, telegramIds, deadline(signal));
  }

  /** Only the id is told, and no words of the database: they may quote the row. */
  #drop(telegramId: unknown, error: LoadError): void {
    this.#log.error(
      { telegramId, code: error.code },
      'Supabase не принимает строку пользователя, изменение отброшено',
    );
  }

  #tellTrouble(error: unknown): void {
    if (this.#inTrouble) return;
    this.#inTrouble = true;
    const reason = reasonOf(error);
    const passes = error instanceof LoadError && error.retryable;
    this.#log[passes ? 'warn' : 'error'](
      { reason },
      `Пользователи пока не сохраняются: ${reason}. Изменения не потеряны, повторяем`,
    );
  }
}

function rowsIn(changes: readonly Change[]): Record<string, unknown>[] {
  return changes.flatMap(({ person, at }) => (person === null ? [] : [rowOf(person, at)]));
}

function deadline(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(REQUEST_DEADLINE_MS)]);
}

export interface DrainDependencies {
  outbox: Outbox;
  writer: PeopleWriter;
  signal: AbortSignal;
}

/**
 * Brings everything in the outbox to the database. A change leaves the outbox only after it was written.
 * @throws LoadError, or ioredis' error; what is left is for the next time
 */
export async function drainOutbox({ outbox, writer, signal }: DrainDependencies): Promise<void> {
  for await (const kept of outbox.batches()) {
    await writer.write(
      kept.map(({ change }) => change),
      signal,
    );
    await outbox.settle(kept);
  }
}
