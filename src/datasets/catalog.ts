import type { Content, Dataset, Loaded } from '../cache/dataset.ts';
import { LoadError } from '../errors.ts';
import { buildPlaceIndex } from '../places/buildIndex.ts';
import { paced, type Stepwise } from '../stepwise.ts';
import { catalogTree, copiesOf, type City, type RawRow } from './catalogRows.ts';
import { countryNames } from './countryNames.ts';
import type { Database } from './database.ts';
import { CATALOG_LIMITS } from './limits.ts';
import { sourceOf } from './revisions.ts';

/** The tables whose changes may alter a country's catalogue: a country is found by its names as well. */
export const CATALOG_SOURCES = ['locations', 'country_settings', 'country_revisions'] as const;
/** Section of a catalogue's snapshot that holds the search index. */
export const PLACES_SECTION = 'places';

const PIECE_LEAVES = 100_000;
const LOAD_ATTEMPTS = 3;
const PATH =
  /^\/api\/countries\/([1-9]\d{0,14})\/(?:cities|cities\/\d+\/counties|counties\/\d+\/districts)$/;

/** `catalog/1` for the paths of country 1's catalogue. */
export function catalogOwning(path: string): string | undefined {
  const countryId = PATH.exec(path)?.[1];
  return countryId && catalogId(Number(countryId));
}

export function catalogId(countryId: number): string {
  return `catalog/${countryId}`;
}

/** The places of one country: its cities, their counties, their districts, and the index to search them. */
export function catalogDataset(database: Database, countryId: number, ttlMs: number): Dataset {
  return {
    id: catalogId(countryId),
    ttlMs,
    limits: CATALOG_LIMITS,
    async load(signal) {
      const [names, { rows, expectedRows, revision }] = await Promise.all([
        loadNames(database, countryId, signal),
        loadStill(database, countryId, signal),
      ]);
      const { cities, findings } = await paced(catalogTree(rows));
      return {
        rows: rowCount(rows),
        expectedRows,
        source: sourceOf(revision),
        findings,
        build: () => paced(build(countryId, names, cities)),
      } satisfies Loaded;
    },
    *rowsOf(path, body) {
      for (const [list, places] of Object.entries(
        body as Record<string, { id: number; name: string }[]>,
      )) {
        for (const { id, name } of places) yield [`${list}/${id}`, [path, name]];
      }
    },
  };
}

/** The country's own name first, then its names in every language. */
async function loadNames(
  database: Database,
  countryId: number,
  signal: AbortSignal,
): Promise<string[]> {
  const settings = await database.row('country_settings', 'country_id', countryId, signal);
  const leaf = await database.row('locations', 'country_id', countryId, signal);
  const name = textOf(settings?.['country_name']) ?? textOf(leaf?.['country_name']);
  const own = name ?? `№ ${countryId}`;
  return [...new Set([own, ...Object.values(countryNames(textOf(settings?.['iso2']), own))])];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() || null : null;
}

interface StillRows {
  /** As the database gave them: 74,000 rows as objects would take 30 MB more. */
  rows: RawRow[];
  expectedRows: number;
  revision: number;
}

/** The rows at one moment: taken again when the country changed between the pieces or the count. */
async function loadStill(
  database: Database,
  countryId: number,
  signal: AbortSignal,
): Promise<StillRows> {
  for (let attempt = 1; ; attempt += 1) {
    const expectedRows = await database.count('locations', 'country_id', countryId, signal);
    const { rows, revisions } = await loadPieces(database, countryId, signal);
    const [revision = 0, ...others] = revisions;
    const still = others.length === 0 && rowCount(rows) === expectedRows;
    if (still || (attempt === LOAD_ATTEMPTS && others.length === 0)) {
      return { rows, expectedRows, revision };
    }
    if (attempt === LOAD_ATTEMPTS) {
      throw new LoadError(`Данные страны ${countryId} менялись во время загрузки`, {
        retryable: true,
      });
    }
  }
}

function rowCount(rows: readonly RawRow[]): number {
  return rows.reduce((sum, row) => sum + copiesOf(row), 0);
}

async function loadPieces(database: Database, countryId: number, signal: AbortSignal) {
  const rows: RawRow[] = [];
  const revisions = new Set<number>();
  let after: unknown = null;
  do {
    const parameters = { p_country_id: countryId, p_after: after, p_limit: PIECE_LEAVES };
    const piece = pieceOf(await database.call('catalog_locations', parameters, signal));
    for (const row of piece.rows) rows.push(row);
    revisions.add(piece.revision);
    after = piece.next;
  } while (after !== null);
  return { rows, revisions };
}

function pieceOf(answer: unknown): { revision: number; rows: RawRow[]; next: unknown } {
  const { revision, rows, next } = (answer ?? {}) as Record<string, unknown>;
  if (typeof revision !== 'number' || !Array.isArray(rows)) {
    throw new LoadError('catalog_locations вернула неожиданное: нет revision или rows', {
      retryable: false,
    });
  }
  return { revision, rows: rows as RawRow[], next: next ?? null };
}

function* build(countryId: number, names: string[], cities: City[]): Stepwise<Content> {
  const base = `/api/countries/${countryId}`;
  const documents = new Map<string, unknown>();
  documents.set(`${base}/cities`, {
    cities: cities.map(({ id, name, counties }) => ({ id, name, countyCount: counties.length })),
  });
  for (const city of cities) {
    documents.set(`${base}/cities/${city.id}/counties`, {
      counties: city.counties.map(({ id, name, districts }) => ({
        id,
        name,
        districtCount: districts.length,
      })),
    });
    for (const county of city.counties) {
      documents.set(`${base}/counties/${county.id}/districts`, { districts: county.districts });
    }
  }
  const places = yield* buildPlaceIndex({ countryId, names, cities });
  return { documents, sections: { [PLACES_SECTION]: places } };
}
