import { randomUUID } from 'node:crypto';
import { LoadError } from '../../../src/errors.ts';
import type { Evaluation } from '../../../src/evaluations/evaluation.ts';
import type { SavedEvaluations, Saving } from '../../../src/people/savedEvaluations.ts';

interface Row {
  owner: number;
  evaluation: Evaluation;
  shareToken: string | null;
}

/** Saved evaluations in the memory of a test; asked for what is no id it fails as the database would. */
export class MemoryEvaluations implements SavedEvaluations {
  readonly kept = true;
  readonly rows = new Map<string, Row>();
  saving: Saving = 'saved';
  /** While set, nothing can be read or written. */
  away = false;

  async save(owner: number, evaluation: Evaluation): Promise<Saving> {
    if (this.saving !== 'saved') return this.saving;
    if (!this.rows.has(evaluation.id)) {
      this.rows.set(evaluation.id, { owner, evaluation, shareToken: null });
    }
    return 'saved';
  }

  async list(owner: number, { limit, before = '0' }: { limit: number; before?: string }) {
    this.#requireHere();
    const own = [...this.rows.values()].filter((row) => row.owner === owner).reverse();
    const next = Number(before) + limit;
    const page = own.slice(Number(before), next);
    return { evaluations: page.map(savedIn), next: next < own.length ? String(next) : null };
  }

  async find(owner: number, id: string) {
    const row = this.#own(owner, id);
    return row && savedIn(row);
  }

  async share(owner: number, id: string) {
    const row = this.#own(owner, id);
    if (row) row.shareToken ??= randomUUID();
    return row?.shareToken ?? undefined;
  }

  async revoke(owner: number, id: string) {
    const row = this.#own(owner, id);
    if (row) row.shareToken = null;
    return row !== undefined;
  }

  async shared(token: string) {
    this.#requireHere();
    return [...this.rows.values()].find(({ shareToken }) => shareToken === token)?.evaluation;
  }

  async remove(owner: number, id: string) {
    return this.#own(owner, id) !== undefined && this.rows.delete(id);
  }

  async close() {}

  #own(owner: number, id: string): Row | undefined {
    this.#requireHere();
    // as PostgreSQL does
    if (!/^[\da-f-]{36}$/.test(id)) throw new LoadError(`${id} is no uuid`, { retryable: false });
    const row = this.rows.get(id);
    return row?.owner === owner ? row : undefined;
  }

  #requireHere(): void {
    if (this.away) throw new LoadError('Supabase (test) недоступен', { retryable: true });
  }
}

const savedIn = ({ evaluation, shareToken }: Row) => ({ ...evaluation, shareToken });
