import type { Evaluation } from '../evaluations/evaluation.ts';

export const EVALUATIONS_TABLE = 'evaluations';
/** The column of the unique id, by which one evaluation is one row. */
export const EVALUATION_ID = 'id';
export const CREATED_AT = 'created_at';
export const SAVED_AT = 'saved_at';
export const DELETED_AT = 'deleted_at';
export const SHARE_TOKEN = 'share_token';
/** The column of the Telegram id. */
export const OWNER = 'telegram_id';

type Row = Record<string, unknown>;

/** A saved evaluation on its way to the database. */
export interface PendingEvaluation {
  telegramId: number;
  /** When it was saved, in milliseconds. */
  savedAt: number;
  evaluation: Evaluation;
}

/** A saved evaluation, as its owner sees it. */
export interface SavedEvaluation extends Evaluation {
  /** Whoever knows it may read the evaluation; null while it is not shared. */
  shareToken: string | null;
}

/** An evaluation whose texts PostgreSQL takes: no null characters, no half of a surrogate pair. */
export function cleanedEvaluation(evaluation: Evaluation): Evaluation {
  return JSON.parse(
    JSON.stringify(evaluation, (_, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    ),
  ) as Evaluation;
}

export function rowOfPending({ telegramId, savedAt, evaluation }: PendingEvaluation): Row {
  const { id, createdAt, request, place, result } = evaluation;
  return {
    [EVALUATION_ID]: id,
    [OWNER]: telegramId,
    [CREATED_AT]: createdAt,
    [SAVED_AT]: new Date(savedAt).toISOString(),
    request,
    place,
    result,
  };
}

/** What a removed evaluation is changed to: nothing of it stays but that it was there. */
export function removedAt(time: number): Row {
  const content = { request: null, place: null, result: null, [SHARE_TOKEN]: null };
  return { ...content, [DELETED_AT]: new Date(time).toISOString() };
}

export function evaluationIn(row: Row): Evaluation {
  return {
    id: String(row[EVALUATION_ID]),
    createdAt: new Date(String(row[CREATED_AT])).toISOString(),
    request: row['request'] as Evaluation['request'],
    place: (row['place'] ?? []) as Evaluation['place'],
    result: row['result'] as Evaluation['result'],
  };
}

export function tokenIn(row: Row): string | null {
  return (row[SHARE_TOKEN] ?? null) as string | null;
}

export function savedIn(row: Row): SavedEvaluation {
  return { ...evaluationIn(row), shareToken: tokenIn(row) };
}

/** Whether a row is there for its owner: theirs, not removed, and not from before they wanted to be forgotten. */
export function isThereFor(
  { telegramId, forgottenAt = -Infinity }: { telegramId: number; forgottenAt: number | undefined },
  row: Row,
): boolean {
  return (
    Number(row[OWNER]) === telegramId &&
    row[DELETED_AT] === null &&
    Date.parse(String(row[SAVED_AT])) > forgottenAt
  );
}
