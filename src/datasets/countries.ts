import { z } from 'zod';
import type { Content, Dataset } from '../cache/dataset.ts';
import type { Finding } from '../cache/validation.ts';
import { LoadError } from '../errors.ts';
import type { Language } from '../i18n/languages.ts';
import { countryNames } from './countryNames.ts';
import type { Database } from './database.ts';
import { COUNTRIES_LIMITS } from './limits.ts';
import { newestCountryRevision, sourceOf } from './revisions.ts';

export const COUNTRIES = 'countries';
/** The tables whose changes may alter it. */
export const COUNTRIES_SOURCES = ['locations', 'country_settings', 'country_revisions'] as const;
export const COUNTRIES_PATH = '/api/countries';
export const ADMIN_COUNTRIES_PATH = '/api/admin/countries';

const countryRow = z.object({
  id: z.coerce.number().int(),
  name: z.string().nullable(),
  iso2: z.string().nullable(),
  currency: z.string().nullable(),
  enabled: z.boolean(),
  rows: z.number(),
  cities: z.number(),
});
type CountryRow = z.infer<typeof countryRow>;

/** A country as `/api/countries` shows it. */
export interface Country {
  id: number;
  name: string;
  names: Record<Language, string>;
  iso2: string | null;
  currency: string | null;
  cityCount: number;
}

/** A country as `/api/admin/countries` shows it. */
export interface AdminCountry extends Country {
  enabled: boolean;
  /** Rows of its catalogue in the database. */
  rows: number;
}

/** The list of countries: enabled ones with data for everybody, all of them for admins. */
export function countriesDataset(database: Database, ttlMs: number): Dataset {
  return {
    id: COUNTRIES,
    ttlMs,
    limits: COUNTRIES_LIMITS,
    async load(signal) {
      // asked first: what changes from now on is a later revision
      const revision = await newestCountryRevision(database, signal);
      const [answer, expectedRows] = await Promise.all([
        database.call('catalog_countries', {}, signal),
        database.call('catalog_country_count', {}, signal),
      ]);
      const rows = parseRows(answer);
      return {
        rows: rows.length,
        expectedRows: Number(expectedRows),
        source: sourceOf(revision),
        findings: findingsIn(rows),
        build: () => build(rows),
      };
    },
    *rowsOf(path, body) {
      if (path !== ADMIN_COUNTRIES_PATH) return;
      for (const country of (body as { countries: AdminCountry[] }).countries) {
        yield [`country/${country.id}`, country];
      }
    },
  };
}

function parseRows(answer: unknown): CountryRow[] {
  const parsed = z.array(countryRow).safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new LoadError(`catalog_countries вернула неожиданное: ${z.prettifyError(parsed.error)}`, {
    retryable: false,
    cause: parsed.error,
  });
}

function findingsIn(rows: CountryRow[]): Finding[] {
  const findings: Finding[] = [];
  const repeated = rows.length - new Set(rows.map(({ id }) => id)).size;
  if (repeated > 0)
    findings.push({ rule: 'unique-ids', message: `повторов id стран: ${repeated}` });
  const nameless = rows.filter(({ name }) => !name?.trim()).map(({ id }) => id);
  if (nameless.length > 0) {
    findings.push({
      rule: 'names-present',
      message: `страны без названия: ${nameless.join(', ')}`,
    });
  }
  return findings;
}

function build(rows: CountryRow[]): Content {
  const all = rows.map((row): AdminCountry => {
    const name = row.name?.trim() ?? '';
    return {
      id: row.id,
      name,
      names: countryNames(row.iso2, name),
      iso2: row.iso2,
      currency: row.currency,
      cityCount: row.cities,
      enabled: row.enabled,
      rows: row.rows,
    };
  });
  const open = all
    .filter(({ enabled, rows }) => enabled && rows > 0)
    .map(({ enabled: _enabled, rows: _rows, ...country }): Country => country);
  return {
    documents: new Map([
      [COUNTRIES_PATH, { countries: open }],
      [ADMIN_COUNTRIES_PATH, { countries: all }],
    ]),
  };
}
