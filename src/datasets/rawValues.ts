import type { Finding } from '../cache/validation.ts';

/** What reading the rows of an installation put right or left out: how often each rule applied, and an example. */
export class Tally {
  readonly #counts = new Map<string, { count: number; example: string }>();

  add(rule: string, example = '', count = 1): void {
    const known = this.#counts.get(rule);
    if (known) known.count += count;
    else this.#counts.set(rule, { count, example: example.slice(0, EXAMPLE_LENGTH) });
  }

  /** How often one of these rules applied. */
  count(...rules: string[]): number {
    return rules.reduce((sum, rule) => sum + (this.#counts.get(rule)?.count ?? 0), 0);
  }

  notes(): Finding[] {
    return [...this.#counts].map(([rule, { count, example }]) => ({
      rule,
      message: `случаев ${count}${example && `, например: ${example}`}`,
    }));
  }
}

const EXAMPLE_LENGTH = 60;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
/** Three digits after one comma: twelve and a third, or twelve thousand? */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const GROUPED_BY_DOTS = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$/;
const GROUPED_BY_COMMAS = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$/;

/**
 * A number as the database gives it, also as text with a decimal comma or grouped digits; null for none. What cannot
 * be read is null by a rule: `not-a-number`, `ambiguous-number`.
 */
export function numberOf(value: unknown, tally: Tally): number | null {
  if (typeof value === 'number') return finite(value, tally);
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return notANumber(value, tally);
  const text = value.replaceAll(/[\s'’_]/g, '');
  if (text === '') return null;
  if (AMBIGUOUS.test(text)) {
    tally.add('ambiguous-number', value);
    return null;
  }
  const plain = PLAIN.test(text) ? text : withoutGroups(text);
  if (plain === undefined) return notANumber(value, tally);
  tally.add('number-as-text', value);
  return finite(Number(plain), tally);
}

function withoutGroups(text: string): string | undefined {
  if (DECIMAL_COMMA.test(text)) return text.replace(',', '.');
  if (GROUPED_BY_DOTS.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (GROUPED_BY_COMMAS.test(text)) return text.replaceAll(',', '');
  return undefined;
}

function finite(number: number, tally: Tally): number | null {
  return Number.isFinite(number) ? number : notANumber(number, tally);
}

function notANumber(value: unknown, tally: Tally): null {
  tally.add('not-a-number', typeof value === 'string' ? value : JSON.stringify(value));
  return null;
}

/** As numberOf, but only above zero; anything else is null by the rule `not-positive`. */
export function positiveOf(value: unknown, tally: Tally): number | null {
  const number = numberOf(value, tally);
  if (number === null || number > 0) return number;
  tally.add('not-positive', String(value));
  return null;
}

/** As numberOf, but a count: rounded, and null by the rule `negative-count` below zero. */
export function countOf(value: unknown, tally: Tally): number | null {
  const number = numberOf(value, tally);
  if (number === null) return null;
  if (number >= 0) return Math.round(number);
  tally.add('negative-count', String(value));
  return null;
}

/** Nobody kept such tables before. */
export const EARLIEST_YEAR = 1990;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?/;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/;

/** A day as `2026-11-23`, also from a moment or from `23.11.2026`; a month is its first day. Null for none, or by the rule `unreadable-date`. */
export function dayOf(value: unknown, tally: Tally): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'string' ? value.trim() : '';
  const [, year, month, day = '1'] = YEAR_FIRST.exec(text) ?? [];
  const [, dayBefore, monthBefore, yearBehind] = DAY_FIRST.exec(text) ?? [];
  const at = Date.UTC(
    Number(year ?? yearBehind),
    Number(month ?? monthBefore) - 1,
    Number(year === undefined ? dayBefore : day),
  );
  const date = new Date(at);
  const isDay = date.getUTCMonth() + 1 === Number(month ?? monthBefore);
  if (!isDay || date.getUTCFullYear() < EARLIEST_YEAR) {
    tally.add('unreadable-date', typeof value === 'string' ? value : JSON.stringify(value));
    return null;
  }
  return date.toISOString().slice(0, 10);
}
