import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { VARIABLES } from '../src/variables.ts';

interface Row {
  name: string;
  fallback: string;
  meaning: string;
}

/** The default a variable has, as the table shows it: nothing where there is none. */
function defaultOf(name: keyof typeof VARIABLES): string {
  const parsed = VARIABLES[name].schema.safeParse(undefined);
  const value = parsed.success ? parsed.data : undefined;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? '' : String(value);
}

/** The rows of the README's environment table. */
function rowsOf(readme: string): Row[] {
  const row = /^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm;
  return [...readme.matchAll(row)].map(([, name = '', fallback = '', meaning = '']) => ({
    name,
    fallback,
    meaning,
  }));
}

const byName = (a: Row, b: Row) => (a.name < b.name ? -1 : 1);

describe("the README's environment table", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

  test('names every variable once, with its default and its meaning as the code has them', () => {
    const wanted = (Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]).map((name) => ({
      name,
      fallback: defaultOf(name),
      meaning: VARIABLES[name].description,
    }));
    expect(rowsOf(readme).sort(byName)).toEqual(wanted.sort(byName));
  });

  test('names no variable anywhere that the code does not read', () => {
    const known = new Set([...Object.keys(VARIABLES), 'DATABASE_URL', 'NO_COLOR']);
    const prefix =
      /\b(?:TELEGRAM|ADMIN|SUPABASE|REDIS|CACHE|MARKET|LOG|RATE|TRUSTED|EMBEDDED)_[A-Z_]+\b/g;
    expect(
      [...readme.matchAll(prefix)].map(([name]) => name).filter((name) => !known.has(name)),
    ).toEqual([]);
  });

  test('tells the truth about what is needed: nothing but Supabase', () => {
    const needed = { SUPABASE_URL: 'https://x.supabase.co', SUPABASE_ANON_KEY: 'k' };
    expect(readConfig(needed)).toMatchObject({ http: { port: 8080 }, redis: undefined });
  });
});
