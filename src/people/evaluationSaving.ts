import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { reasonOf } from '../errors.ts';
import { requestFingerprint } from '../evaluations/identity.ts';
import type { AcknowledgedEvaluations } from './acknowledgedEvaluations.ts';
import {
  DELETED_AT,
  EVALUATION_ID,
  EVALUATIONS_TABLE,
  evaluationIn,
  rowOfPending,
  type PendingEvaluation,
} from './evaluationRows.ts';
import type { EvaluationsOutbox } from './evaluationsOutbox.ts';
import type { PeopleQueue } from './peopleQueue.ts';
import { Trouble } from './trouble.ts';

const REDIS_DEADLINE_MS = 250;
/** For both together. */
const DEADLINE_MS = 850;

/**
 * - `saved`: Redis or Supabase holds it, and it will be written, whatever else fails.
 * - `failed`: neither has acknowledged it. Where one of them had been asked and did not answer it may turn up later all the
 *   same; where both refused it never will. Saving it again, under the same id, is safe either way.
 * - `another`: under its id one of another request is kept, or was; this one is not saved.
 * - `removed`: it was saved under its id and removed since; it stays removed.
 * - `off`: there is no service key.
 */
export type Saving = 'saved' | 'failed' | 'another' | 'removed' | 'off';

export interface EvaluationSavingDependencies {
  database: Pick<Database, 'insertMissing' | 'rows'>;
  log: Logger;
  /** Absent in memory mode. */
  shared:
    | { outbox: EvaluationsOutbox; queue: PeopleQueue; acknowledged: AcknowledgedEvaluations }
    | undefined;
}

/** Brings an evaluation to where it is safe: to the outbox, or else to the database. */
export interface EvaluationSaving {
  /** Tells within a second. Never rejects. */
  save(pending: PendingEvaluation): Promise<Exclude<Saving, 'off'>>;
  /** Waits for what is under way, and writes what a Redis that is away now had acknowledged. */
  close(): Promise<void>;
}

export function createEvaluationSaving({
  database,
  log,
  shared,
}: EvaluationSavingDependencies): EvaluationSaving {
  const underWay = new Set<Promise<unknown>>();
  const trouble = new Trouble({ log, what: 'Оценки', meanwhile: 'Люди видят, что не сохранено' });
  const tracked = <Value>(work: Promise<Value>): Promise<Value> => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return work;
  };
  /** Undefined where Redis has not acknowledged it. */
  const putIntoOutbox = async (pending: PendingEvaluation) => {
    if (shared === undefined) return undefined;
    const { outbox, queue, acknowledged } = shared;
    const put = await valueWithin(outbox.putOnce(pending), REDIS_DEADLINE_MS);
    if (put === undefined || put === 'another') return put;
    acknowledged.add(pending);
    // when this fails the worker finds it by itself, a little later
    void tracked(
      queue
        .requestDrain()
        .catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'Очередь оценок')),
    );
    return put;
  };
  const writeDirectly = (pending: readonly PendingEvaluation[], signal: AbortSignal) =>
    database.insertMissing(EVALUATIONS_TABLE, EVALUATION_ID, pending.map(rowOfPending), signal);
  /** What the row under its id says; one that is not written yet says nothing against it. */
  const standingOf = async ({ evaluation }: PendingEvaluation, signal: AbortSignal) => {
    const { id, request } = evaluation;
    const [row] = await database.rows(EVALUATIONS_TABLE, EVALUATION_ID, [id], signal);
    if (row === undefined) return 'saved';
    if (row[DELETED_AT] !== null) return 'removed';
    const isSame = requestFingerprint(evaluationIn(row).request) === requestFingerprint(request);
    return isSame ? 'saved' : 'another';
  };
  const write = async (pending: PendingEvaluation): Promise<Exclude<Saving, 'off'>> => {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const put = await putIntoOutbox(pending);
    if (put === 'put') return 'saved';
    if (put === 'another') return 'another';
    // it was acknowledged, now and before: a database that does not answer changes nothing of that
    if (put === 'again') return standingOf(pending, deadline).catch(() => 'saved' as const);
    try {
      const inserted = await writeDirectly([pending], deadline);
      const standing = inserted > 0 ? 'saved' : await standingOf(pending, deadline);
      trouble.over();
      return standing;
    } catch (error) {
      trouble.tell(error);
      return 'failed';
    }
  };
  return {
    save: (pending) => tracked(write(pending)),
    async close() {
      while (underWay.size > 0) await Promise.all(underWay);
      const inDoubt = shared?.acknowledged.close() ?? [];
      if (inDoubt.length > 0) {
        const deadline = AbortSignal.timeout(DEADLINE_MS);
        await writeDirectly(inDoubt, deadline).catch(trouble.tell.bind(trouble));
      }
      await shared?.queue.close();
    },
  };
}

/** Never rejects; undefined where it failed or is not known. */
async function valueWithin<Value>(
  work: Promise<Value>,
  limitMs: number,
): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, limitMs, undefined);
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
