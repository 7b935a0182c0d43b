import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { isMissing } from '../datasets/migrations.ts';
import { LoadError } from '../errors.ts';
import { EVALUATIONS_TABLE, SAVED_AT } from './evaluationRows.ts';
import type { EvaluationsOutbox } from './evaluationsOutbox.ts';
import type { Outbox } from './outbox.ts';
import { rowOf, TELEGRAM_ID, USERS_TABLE, type Change } from './person.ts';
import { Trouble } from './trouble.ts';

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
  readonly #trouble: Trouble;

  constructor({ database, log }: PeopleWriterDependencies) {
    this.#database = database;
    this.#log = log;
    const meanwhile = 'Изменения не потеряны, повторяем';
    this.#trouble = new Trouble({ log, what: 'Пользователи', meanwhile });
  }

  /**
   * Writes at most one change a person, and removes the evaluations of those to be forgotten; doing it again does
   * no harm.
   * @throws LoadError when not all could be written
   */
  async write(changes: readonly Change[], signal: AbortSignal): Promise<void> {
    try {
      await this.#writeRows(rowsIn(changes), signal);
      await this.#remove(changes, signal);
      await this.#removeEvaluations(changes, signal);
    } catch (error) {
      if (!signal.aborted) this.#trouble.tell(error);
      throw error;
    }
    this.#trouble.over();
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

  async #removeEvaluations(changes: readonly Change[], signal: AbortSignal): Promise<void> {
    for (const { telegramId, forgottenAt } of changes) {
      if (forgottenAt === undefined) continue;
      const until = { column: SAVED_AT, time: new Date(forgottenAt).toISOString() };
      const theirs = { [TELEGRAM_ID]: telegramId };
      await this.#database
        .removeUntil(EVALUATIONS_TABLE, theirs, until, deadline(signal))
        .catch((error: unknown) => {
          // where the migration is missing none was ever kept
          if (!(error instanceof LoadError) || !isMissing(error.code)) throw error;
        });
    }
  }

  /** Only the id is told, and no words of the database: they may quote the row. */
  #drop(telegramId: unknown, error: LoadError): void {
    this.#log.error(
      { telegramId, code: error.code },
      'Supabase не принимает строку пользователя, изменение отброшено',
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
  evaluations: EvaluationsOutbox;
  writer: PeopleWriter;
  signal: AbortSignal;
}

/**
 * Brings everything in the outbox to the database. A change leaves the outbox only after it was written.
 * @throws LoadError, or ioredis' error; what is left is for the next time
 */
export async function drainOutbox({
  outbox,
  evaluations,
  writer,
  signal,
}: DrainDependencies): Promise<void> {
  for await (const kept of outbox.batches()) {
    for (const { change } of kept) {
      const { telegramId, forgottenAt } = change;
      if (forgottenAt !== undefined) await evaluations.drop(telegramId, forgottenAt);
    }
    await writer.write(
      kept.map(({ change }) => change),
      signal,
    );
    await outbox.settle(kept);
  }
}
