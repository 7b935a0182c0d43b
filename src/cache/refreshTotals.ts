import type { RefreshOutcome, RefreshRecord } from './events.ts';

/** Upper bounds of the classes in which durations are counted; longer ones are in none. */
export const DURATION_BOUNDS_MS = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

/** All refreshes of a dataset so far. */
export interface RefreshTotals {
  outcomes: Partial<Record<RefreshOutcome, number>>;
  durationMs: number;
  /** How many took at most as long as each of DURATION_BOUNDS_MS. */
  within: number[];
}

const OUTCOME = 'outcome:';
const CLASS = 'class:';
const DURATION = 'durationMs';

/** What a refresh adds to the fields that a store keeps of a dataset. */
export function additionsOf({ outcome, durationMs }: RefreshRecord): [string, number][] {
  const bound = DURATION_BOUNDS_MS.find((most) => durationMs <= most);
  return [
    [`${OUTCOME}${outcome}`, 1],
    [DURATION, Math.round(durationMs)],
    ...(bound === undefined ? [] : [[`${CLASS}${bound}`, 1] satisfies [string, number]]),
  ];
}

/** The totals by the fields kept. */
export function totalsOf(fields: Readonly<Record<string, string | number>>): RefreshTotals {
  const outcomes = Object.entries(fields)
    .filter(([field]) => field.startsWith(OUTCOME))
    .map(([field, count]) => [field.slice(OUTCOME.length), Number(count)] as const);
  let within = 0;
  return {
    outcomes: Object.fromEntries(outcomes),
    durationMs: Number(fields[DURATION] ?? 0),
    within: DURATION_BOUNDS_MS.map((bound) => (within += Number(fields[`${CLASS}${bound}`] ?? 0))),
  };
}
