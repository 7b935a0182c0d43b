import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { LoadError } from '../errors.ts';
import {
  EVALUATION_ID,
  EVALUATIONS_TABLE,
  rowOfPending,
  type PendingEvaluation,
} from './evaluationRows.ts';
import type { EvaluationsOutbox } from './evaluationsOutbox.ts';
import { Trouble } from './trouble.ts';

const REQUEST_DEADLINE_MS = 8_000;

export interface EvaluationsWriterDependencies {
  database: Pick<Database, 'insertMissing'>;
  log: Logger;
}

/** Writes saved evaluations to the database, each once under its id, also one that was removed meanwhile. */
export class EvaluationsWriter {
  readonly #database: Pick<Database, 'insertMissing'>;
  readonly #log: Logger;
  readonly #trouble: Trouble;
  readonly #refused = new Set<string>();

  constructor({ database, log }: EvaluationsWriterDependencies) {
    this.#database = database;
    this.#log = log;
    const meanwhile = 'Они не потеряны, повторяем';
    this.#trouble = new Trouble({ log, what: 'Оценки', meanwhile });
  }

  /**
   * Gives those that are in the database now: all but what it refuses for its content, which is told once.
   * @throws LoadError when it cannot be known whether all are
   */
  async write(
    pending: readonly PendingEvaluation[],
    signal: AbortSignal,
  ): Promise<PendingEvaluation[]> {
    try {
      const written = await this.#insert(pending, signal);
      this.#trouble.over();
      return written;
    } catch (error) {
      if (!signal.aborted) this.#trouble.tell(error);
      throw error;
    }
  }

  async #insert(
    pending: readonly PendingEvaluation[],
    signal: AbortSignal,
  ): Promise<PendingEvaluation[]> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_DEADLINE_MS)]);
    const rows = pending.map(rowOfPending);
    try {
      await this.#database.insertMissing(EVALUATIONS_TABLE, EVALUATION_ID, rows, deadline);
      return [...pending];
    } catch (error) {
      if (!(error instanceof LoadError) || !error.rowsRefused) throw error;
      const [first, ...others] = pending;
      if (first && others.length === 0) return this.#refuse(first.evaluation.id, error);
      const written: PendingEvaluation[] = [];
      for (const one of pending) written.push(...(await this.#insert([one], signal)));
      return written;
    }
  }

  /** Only the id is told, and no words of the database: they may quote the row. */
  #refuse(id: string, { code }: LoadError): [] {
    if (!this.#refused.has(id)) {
      this.#refused.add(id);
      this.#log.error(
        { id, code },
        'Supabase не принимает оценку: она ждёт, пока причина не устранена',
      );
    }
    return [];
  }
}

export interface EvaluationsDrainDependencies {
  outbox: EvaluationsOutbox;
  writer: EvaluationsWriter;
  signal: AbortSignal;
}

/**
 * Brings every evaluation in the outbox to the database. One leaves the outbox only after it was written.
 * @throws LoadError, or ioredis' error; what is left is for the next time
 */
export async function drainEvaluations({
  outbox,
  writer,
  signal,
}: EvaluationsDrainDependencies): Promise<void> {
  for await (const pending of outbox.batches()) {
    if (pending.length > 0) await outbox.settle(await writer.write(pending, signal));
  }
}
