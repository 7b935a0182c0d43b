/** Which field of a request is wrong, and what would be right; said to people by its code. */
export interface RequestFault {
  /** Path in the request: `area`, `asking.currency`; `/` is the request itself. */
  field: string;
  code:
    | 'required'
    | 'wrong-type'
    | 'too-small'
    | 'too-great'
    | 'unknown-place'
    | 'place-of-another'
    | 'unknown-segment'
    | 'unknown-currency'
    | 'unknown-field';
  /** What was given, shortened; empty where nothing was. */
  given: string;
  /** What is allowed: names, or bounds; empty where it cannot be said in short. */
  allowed: readonly string[];
}

const LONGEST_GIVEN = 60;
const MOST_ALLOWED = 40;

/** A value as people are reminded of it: text as it is, anything else as JSON, cut where it is long. */
export function shortened(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';
  const clean = text.toWellFormed().replaceAll(/\p{Cc}/gu, ' ');
  return clean.length > LONGEST_GIVEN ? `${clean.slice(0, LONGEST_GIVEN).toWellFormed()}…` : clean;
}

/** A list short enough to be read; the rest of it is an ellipsis. */
export function someOf(names: readonly string[]): string[] {
  return names.length > MOST_ALLOWED ? [...names.slice(0, MOST_ALLOWED), '…'] : [...names];
}
