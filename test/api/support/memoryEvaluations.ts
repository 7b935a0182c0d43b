import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { LoadError } from '../../../src/errors.ts';
import type { Evaluation } from '../../../src/evaluations/evaluation.ts';
import type { SavedEvaluations, Saving } from '../../../src/people/savedEvaluations.ts';

interface Row {
  owner: number;
  evaluation: Evaluation;
  shareToken: string | null;
}

const cursorTo = ({ evaluation: { createdAt, id } }: Row) => `${createdAt}_${id}`;

/** Saved evaluations in the memory of a test; asked for what is no id it fails as the database would. */
export class MemoryEvaluations implements SavedEvaluations {
  readonly kept = true;
  readonly rows = new Map<string, Row>();
  saving: Saving = 'saved';
  /** While set, nothing can be read or written. */
  away = false;

  async save(owner: number, evaluation: Evaluation): Promise<Saving> {
    if (this.saving !== 'saved') return this.saving;
    const known = this.rows.get(evaluation.id);
    this.rows.set(evaluation.id, known ?? { owner, evaluation, shareToken: null });
    if (known === undefined) return 'saved';
    return isDeepStrictEqual(known.evaluation.request, evaluation.request) ? 'saved' : 'another';
  }

  async list(owner: number, { limit, before }: { limit: number; before?: string }) {
    this.#requireHere();
    const own = [...this.rows.values()].filter((row) => row.owner === owner).reverse();
    const start = own.findIndex((row) => cursorTo(row) === before) + 1;
    const page = own.slice(start, start + limit);
    const last = page.at(-1);
    const isLast = last === undefined || start + limit >= own.length;
    return { evaluations: page.map(savedIn), next: isLast ? null : cursorTo(last) };
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
