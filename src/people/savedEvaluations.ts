import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Keys } from '../cache/keys.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { Database } from '../datasets/database.ts';
import type { Evaluation } from '../evaluations/evaluation.ts';
import { AcknowledgedEvaluations } from './acknowledgedEvaluations.ts';
import { EvaluationLookup, savedInPending } from './evaluationLookup.ts';
import type { SavedPage } from './evaluationPages.ts';
import {
  cleanedEvaluation,
  DELETED_AT,
  EVALUATION_ID,
  EVALUATIONS_TABLE,
  evaluationIn,
  OWNER,
  removedAt,
  rowOfPending,
  savedIn,
  SHARE_TOKEN,
  tokenIn,
  type SavedEvaluation,
} from './evaluationRows.ts';
import { createEvaluationSaving, type Saving } from './evaluationSaving.ts';
import { EvaluationsOutbox } from './evaluationsOutbox.ts';
import { Outbox } from './outbox.ts';
import { PeopleQueue } from './peopleQueue.ts';

const DEADLINE_MS = 4_000;
/** 144 bits: nobody guesses it. */
const TOKEN_BYTES = 18;
const TOKEN = /^[\w-]{24}$/;

export type { SavedEvaluation, SavedPage, Saving };

/**
 * The evaluations people keep. Those acknowledged but not yet written are listed, found, shared and removed like others,
 * as long as Redis answers. One that was removed stays removed, also when it is saved again under its id.
 */
export interface SavedEvaluations {
  readonly kept: boolean;
  /** Keeps an evaluation once under its id, however often it is asked; tells within a second. Never rejects. */
  save(telegramId: number, evaluation: Evaluation): Promise<Saving>;
  /** Rejects with LoadError when Supabase does not answer; so do all below. */
  list(telegramId: number, page: { limit: number; before?: string }): Promise<SavedPage>;
  /** Undefined for an id that is not there or belongs to somebody else. */
  find(telegramId: number, id: string): Promise<SavedEvaluation | undefined>;
  /** The token of an evaluation, made when it has none; undefined as for `find`. */
  share(telegramId: number, id: string): Promise<string | undefined>;
  /** Makes the token worthless; false as for `find`. */
  revoke(telegramId: number, id: string): Promise<boolean>;
  /** Whoever asks; undefined for a token that was never given, was revoked, or whose evaluation was removed. */
  shared(token: string): Promise<Evaluation | undefined>;
  /** False as for `find`. */
  remove(telegramId: number, id: string): Promise<boolean>;
  /** Brings what this process still holds to where it is safe, within two seconds. */
  close(): Promise<void>;
}

export interface SavedEvaluationsDependencies {
  database: Database;
  keys: Keys;
  log: Logger;
  /** Absent in memory mode: then this process writes to the database itself. */
  redis?: Pick<RedisLink, 'commands' | 'onUsable' | 'onLost'>;
  now?: () => number;
}

export function createSavedEvaluations(
  dependencies: SavedEvaluationsDependencies,
): SavedEvaluations {
  return dependencies.database.writable ? keepEvaluations(dependencies) : NOTHING_KEPT;
}

const NOTHING_KEPT: SavedEvaluations = {
  kept: false,
  save: async () => 'off',
  list: async () => ({ evaluations: [], next: null }),
  find: async () => undefined,
  share: async () => undefined,
  revoke: async () => false,
  shared: async () => undefined,
  remove: async () => false,
  close: async () => {},
};

function keepEvaluations({
  database,
  keys,
  log,
  redis,
  now = Date.now,
}: SavedEvaluationsDependencies): SavedEvaluations {
  const shared = redis && sharedBy({ redis, keys, log });
  const saving = createEvaluationSaving({ database, log, shared });
  const lookup = new EvaluationLookup({ database, outboxes: shared });

  const update = (
    matching: Record<string, string | number | null>,
    change: Record<string, unknown>,
  ) => database.update(EVALUATIONS_TABLE, matching, change, AbortSignal.timeout(DEADLINE_MS));
  /** Writes it first where that was not done yet, so that its row can be changed; false when it is not there. */
  const isWritten = async (telegramId: number, id: string): Promise<boolean> => {
    const found = await lookup.find(telegramId, id);
    if (found?.pending) {
      const rows = [rowOfPending(found.pending)];
      const signal = AbortSignal.timeout(DEADLINE_MS);
      await database.insertMissing(EVALUATIONS_TABLE, EVALUATION_ID, rows, signal);
      // what stays in the outbox is found written already when its turn comes
      await shared?.outbox.settle([found.pending]).catch(() => {});
    }
    return found !== undefined;
  };

  return {
    kept: true,
    save: (telegramId, evaluation) =>
      saving.save({ telegramId, savedAt: now(), evaluation: cleanedEvaluation(evaluation) }),
    list: (telegramId, page) => lookup.page(telegramId, page),
    async find(telegramId, id) {
      const found = await lookup.find(telegramId, id);
      if (found?.row) return savedIn(found.row);
      return found?.pending && savedInPending(found.pending);
    },
    async share(telegramId, id) {
      if (!(await isWritten(telegramId, id))) return undefined;
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      // of several who share it at once the first one's token is everybody's
      const unshared = { id, [OWNER]: telegramId, [DELETED_AT]: null, [SHARE_TOKEN]: null };
      await update(unshared, { [SHARE_TOKEN]: token });
      const found = await lookup.find(telegramId, id);
      return (found?.row && tokenIn(found.row)) ?? undefined;
    },
    async revoke(telegramId, id) {
      if (!(await isWritten(telegramId, id))) return false;
      await update({ id, [OWNER]: telegramId }, { [SHARE_TOKEN]: null });
      return true;
    },
    async shared(token) {
      if (!TOKEN.test(token)) return undefined;
      const row = await lookup.shared(token);
      return row && evaluationIn(row);
    },
    async remove(telegramId, id) {
      if (!(await isWritten(telegramId, id))) return false;
      await update({ id, [OWNER]: telegramId }, removedAt(now()));
      return true;
    },
    async close() {
      await saving.close();
    },
  };
}

/** What goes through Redis. */
function sharedBy({
  redis,
  keys,
  log,
}: Required<Pick<SavedEvaluationsDependencies, 'redis' | 'keys' | 'log'>>) {
  const { commands } = redis;
  const outbox = new EvaluationsOutbox({ commands, keys });
  const people = new Outbox({ commands, keys });
  const queue = new PeopleQueue({ connection: commands, keys });
  const acknowledged = new AcknowledgedEvaluations({ outbox, people, queue, redis, log });
  return { outbox, people, queue, acknowledged };
}
