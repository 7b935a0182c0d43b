import type { Logger } from 'pino';
import type { Database } from '../datasets/database.ts';
import { reasonOf } from '../errors.ts';
import type { AcknowledgedEvaluations } from './acknowledgedEvaluations.ts';
import {
  EVALUATION_ID,
  EVALUATIONS_TABLE,
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
 * - `off`: there is no service key.
 */
export type Saving = 'saved' | 'failed' | 'off';

export interface EvaluationSavingDependencies {
  database: Pick<Database, 'insertMissing'>;
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
  const putIntoOutbox = async (pending: PendingEvaluation): Promise<boolean> => {
    if (shared === undefined) return false;
    const { outbox, queue, acknowledged } = shared;
    if (!(await isDoneWithin(outbox.put(pending), REDIS_DEADLINE_MS))) return false;
    acknowledged.add(pending);
    // when this fails the worker finds it by itself, a little later
    void tracked(
      queue
        .requestDrain()
        .catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'Очередь оценок')),
    );
    return true;
  };
  const writeDirectly = (pending: readonly PendingEvaluation[], signal: AbortSignal) =>
    database.insertMissing(EVALUATIONS_TABLE, EVALUATION_ID, pending.map(rowOfPending), signal);
  const write = async (pending: PendingEvaluation): Promise<'saved' | 'failed'> => {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    if (await putIntoOutbox(pending)) return 'saved';
    try {
      await writeDirectly([pending], deadline);
      trouble.over();
      return 'saved';
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

/** Never rejects; false where it failed or is not known. */
async function isDoneWithin(work: Promise<void>, limitMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, limitMs, false);
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
