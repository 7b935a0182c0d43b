import type { Database } from '../datasets/database.ts';
import { cursorIn, limitOfPage, newestFirst, pageOf, type SavedPage } from './evaluationPages.ts';
import {
  CREATED_AT,
  DELETED_AT,
  EVALUATION_ID,
  EVALUATIONS_TABLE,
  isThereFor,
  OWNER,
  savedIn,
  SHARE_TOKEN,
  type PendingEvaluation,
  type SavedEvaluation,
} from './evaluationRows.ts';
import type { EvaluationsOutbox } from './evaluationsOutbox.ts';
import type { Outbox } from './outbox.ts';

const DEADLINE_MS = 4_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Row = Record<string, unknown>;

export interface EvaluationLookupDependencies {
  database: Pick<Database, 'rows' | 'page'>;
  /** Absent in memory mode. */
  outboxes: { outbox: EvaluationsOutbox; people: Outbox } | undefined;
}

/** An evaluation that is there for its owner: in the database, on its way to it, or both. */
export interface FoundEvaluation {
  pending: PendingEvaluation | undefined;
  row: Row | undefined;
}

/** Finds saved evaluations in the database and on their way to it; what Redis holds is unknown while it is away. */
export class EvaluationLookup {
  readonly #database: Pick<Database, 'rows' | 'page'>;
  readonly #outboxes: EvaluationLookupDependencies['outboxes'];

  constructor({ database, outboxes }: EvaluationLookupDependencies) {
    this.#database = database;
    this.#outboxes = outboxes;
  }

  /**
   * What is on its way is asked first: what leaves the outbox is in the database by then.
   * @throws LoadError when the database does not answer, unless the evaluation is on its way to it
   */
  async find(telegramId: number, id: string): Promise<FoundEvaluation | undefined> {
    if (!UUID.test(id)) return undefined;
    const [forgottenAt, kept] = await Promise.all([
      this.#forgottenAt(telegramId),
      this.#outboxes?.outbox.find(telegramId, id).catch(() => undefined),
    ]);
    const [pending] = notForgotten(kept ? [kept] : [], forgottenAt);
    const [row] = await this.#rows([id]).catch((error: unknown): Row[] => {
      if (pending) return [];
      throw error;
    });
    if (row && !isThereFor({ telegramId, forgottenAt }, row)) return undefined;
    return row || pending ? { row, pending } : undefined;
  }

  /** @throws LoadError when the database does not answer */
  async page(
    telegramId: number,
    { limit: wanted, before }: { limit: number; before?: string },
  ): Promise<SavedPage> {
    const limit = limitOfPage(wanted);
    const cursor = before === undefined ? undefined : cursorIn(before);
    if (before !== undefined && cursor === undefined) return { evaluations: [], next: null };
    const [forgottenAt, kept = []] = await Promise.all([
      this.#forgottenAt(telegramId),
      this.#outboxes?.outbox.of(telegramId).catch((): PendingEvaluation[] => []),
    ]);
    const onTheirWay = newestFirst(notForgotten(kept, forgottenAt).map(savedInPending), before);
    const pending = await this.#notWritten(onTheirWay.slice(0, limit + 1));
    const rows = await this.#database.page(
      EVALUATIONS_TABLE,
      {
        matching: { [OWNER]: telegramId, [DELETED_AT]: null },
        column: CREATED_AT,
        limit: limit + 1,
        ...(cursor && { before: cursor }),
      },
      AbortSignal.timeout(DEADLINE_MS),
    );
    const there = rows.filter((row) => isThereFor({ telegramId, forgottenAt }, row)).map(savedIn);
    const saved = new Map(
      [...pending, ...there].map((evaluation) => [evaluation.id, evaluation] as const),
    );
    return pageOf(newestFirst([...saved.values()], before), limit);
  }

  /**
   * The row with this token, unless its owner wants to be forgotten.
   * @throws LoadError when the database does not answer
   */
  async shared(token: string): Promise<Row | undefined> {
    const [row] = await this.#rows([token], SHARE_TOKEN);
    const telegramId = Number(row?.[OWNER]);
    const forgottenAt = row && (await this.#forgottenAt(telegramId));
    return row && isThereFor({ telegramId, forgottenAt }, row) ? row : undefined;
  }

  /** Of what is written the database knows better, even when it is still in the outbox. */
  async #notWritten(pending: readonly SavedEvaluation[]): Promise<readonly SavedEvaluation[]> {
    if (pending.length === 0) return pending;
    const rows = await this.#rows(pending.map(({ id }) => id));
    const written = new Set(rows.map((row) => row[EVALUATION_ID]));
    return pending.filter(({ id }) => !written.has(id));
  }

  #rows(values: readonly string[], column = EVALUATION_ID): Promise<Row[]> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    return this.#database.rows(EVALUATIONS_TABLE, column, values, signal);
  }

  async #forgottenAt(telegramId: number): Promise<number | undefined> {
    const changes = await this.#outboxes?.people.find([telegramId]).catch(() => []);
    return changes?.[0]?.forgottenAt;
  }
}

function notForgotten(pending: PendingEvaluation[], forgottenAt = -Infinity): PendingEvaluation[] {
  return pending.filter(({ savedAt }) => savedAt > forgottenAt);
}

export function savedInPending({ evaluation }: PendingEvaluation): SavedEvaluation {
  return { ...evaluation, shareToken: null };
}
