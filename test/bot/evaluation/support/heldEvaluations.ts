import { randomBytes } from 'node:crypto';
import { LoadError } from '../../../../src/errors.ts';
import type { Evaluation } from '../../../../src/evaluations/evaluation.ts';
import type {
  SavedEvaluation,
  SavedEvaluations,
  SavedPage,
  Saving,
} from '../../../../src/people/savedEvaluations.ts';

/** The evaluations of a test, in memory. */
export class HeldEvaluations implements SavedEvaluations {
  kept = true;
  /** What `save` comes to. */
  saving: Saving = 'saved';
  /** While set, nothing can be read or changed. */
  away = false;
  readonly rows: (SavedEvaluation & { telegramId: number })[] = [];

  async save(telegramId: number, evaluation: Evaluation): Promise<Saving> {
    if (this.saving === 'saved' && !this.rows.some(({ id }) => id === evaluation.id)) {
      this.rows.unshift({ ...structuredClone(evaluation), shareToken: null, telegramId });
    }
    return this.saving;
  }

  async list(
    telegramId: number,
    { limit, before }: { limit: number; before?: string },
  ): Promise<SavedPage> {
    this.#requireHere();
    const own = this.rows.filter((row) => row.telegramId === telegramId);
    const from = before === undefined ? 0 : own.findIndex(({ id }) => id === before) + 1;
    const evaluations = own.slice(from, from + limit);
    const last = evaluations.at(-1);
    const next = last !== undefined && from + limit < own.length ? last.id : null;
    return { evaluations: structuredClone(evaluations), next };
  }

  async find(telegramId: number, id: string): Promise<SavedEvaluation | undefined> {
    this.#requireHere();
    return structuredClone(this.#own(telegramId, id));
  }

  async share(telegramId: number, id: string): Promise<string | undefined> {
    this.#requireHere();
    const row = this.#own(telegramId, id);
    if (row) row.shareToken ??= randomBytes(16).toString('base64url');
    return row?.shareToken ?? undefined;
  }

  async revoke(telegramId: number, id: string): Promise<boolean> {
    this.#requireHere();
    const row = this.#own(telegramId, id);
    if (row) row.shareToken = null;
    return row !== undefined;
  }

  async shared(token: string): Promise<Evaluation | undefined> {
    this.#requireHere();
    return structuredClone(this.rows.find(({ shareToken }) => shareToken === token));
  }

  async remove(telegramId: number, id: string): Promise<boolean> {
    this.#requireHere();
    const row = this.#own(telegramId, id);
    if (row) this.rows.splice(this.rows.indexOf(row), 1);
    return row !== undefined;
  }

  async close(): Promise<void> {}

  #own(telegramId: number, id: string) {
    return this.rows.find((row) => row.id === id && row.telegramId === telegramId);
  }

  #requireHere(): void {
    if (this.away) throw new LoadError('Supabase (test) недоступен', { retryable: true });
  }
}
