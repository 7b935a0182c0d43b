import type { SavedEvaluation } from './evaluationRows.ts';

const MOST_ON_A_PAGE = 100;
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

/** The last evaluation of a page. */
export interface Cursor {
  time: string;
  id: string;
}

export interface SavedPage {
  /** Newest first. */
  evaluations: SavedEvaluation[];
  /** What to give as `before` for the next page; null on the last. */
  next: string | null;
}

/** Sorts as the pages do: by time, then by id. */
function cursorOf({ createdAt, id }: SavedEvaluation): string {
  return `${createdAt}_${id}`;
}

/** Undefined for a text that `next` never was. */
export function cursorIn(before: string): Cursor | undefined {
  const [, time, id] = CURSOR.exec(before) ?? [];
  return time !== undefined && id !== undefined ? { time, id } : undefined;
}

export function limitOfPage(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit) || 1, 1), MOST_ON_A_PAGE);
}

/** Those that come after the page before, newest first. */
export function newestFirst(
  found: readonly SavedEvaluation[],
  before: string | undefined,
): SavedEvaluation[] {
  return found
    .map((evaluation) => ({ evaluation, cursor: cursorOf(evaluation) }))
    .filter(({ cursor }) => before === undefined || cursor < before)
    .sort((one, other) => (one.cursor < other.cursor ? 1 : -1))
    .map(({ evaluation }) => evaluation);
}

/** The page that begins these; they must reach one beyond its end, where there are that many. */
export function pageOf(sorted: readonly SavedEvaluation[], limit: number): SavedPage {
  const evaluations = sorted.slice(0, limit);
  const last = evaluations.at(-1);
  return { evaluations, next: last && sorted.length > limit ? cursorOf(last) : null };
}
