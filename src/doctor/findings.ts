/** `unused`: there is nothing to examine, and need not be. */
export type State = 'ok' | 'warning' | 'problem' | 'unused';

/** One row: what was looked at, what was found, and what to do about it (Russian). */
export type Finding = { name: string; found: string } & (
  | { state: 'ok' }
  | { state: 'unused'; fix?: string }
  | { state: 'warning' | 'problem'; fix: string }
);

export interface Section {
  title: string;
  findings: Finding[];
}

/** Takes a finding as soon as it is made, so that it counts even when the check never ends. */
export type Report = (finding: Finding) => void;

/** Compiled, it stands in an image without `npm start` and without `.env`. */
export const IS_COMPILED = !import.meta.filename.endsWith('.ts');

/** Where an operator sets variables. */
export const IN_SETTINGS = IS_COMPILED
  ? 'в переменных контейнера (Amvera: интерфейс, раздел «Переменные»)'
  : 'в .env';

/** The graver of two thresholds wins: at or above `problem` a problem, at or above `warning` a warning. */
export function graded(
  value: number,
  { warning, problem = Infinity }: { warning: number; problem?: number },
): 'ok' | 'warning' | 'problem' {
  if (value >= problem) return 'problem';
  return value >= warning ? 'warning' : 'ok';
}

/** A finding whose fix is shown only where something is to be put right. */
export function judged({
  state,
  fix,
  ...rest
}: {
  name: string;
  found: string;
  state: 'ok' | 'warning' | 'problem';
  fix: string;
}): Finding {
  return state === 'ok' ? { ...rest, state } : { ...rest, state, fix };
}
