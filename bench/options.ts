import { parseArgs } from 'node:util';

/** How much to measure. */
export interface Options {
  /** Turns every server gets. */
  rounds: number;
  /** Length of a turn. */
  seconds: number;
}

// a client may be allowed a million requests a minute at most: longer turns would meet the limit
const LIMITS = { rounds: { fallback: 5, most: 50 }, seconds: { fallback: 3, most: 5 } };

/** Reads `--rounds=5 --seconds=3`; throws an error that names what is allowed. */
export function readOptions(parameters: string[]): Options {
  const { values } = parseArgs({
    args: parameters,
    options: { rounds: { type: 'string' }, seconds: { type: 'string' } },
  });
  const read = (name: keyof Options): number => {
    const { fallback, most } = LIMITS[name];
    const value = Number(values[name] ?? fallback);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new Error(`--${name} takes a whole number from 1 to ${most}`);
  };
  return { rounds: read('rounds'), seconds: read('seconds') };
}
