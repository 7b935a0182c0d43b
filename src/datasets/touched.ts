import type { DatasetId } from '../cache/dataset.ts';
import { CATALOG_SOURCES, catalogId } from './catalog.ts';
import { COUNTRIES, COUNTRIES_SOURCES } from './countries.ts';
import { MARKET_SOURCES, marketId } from './market.ts';
import { RATES, RATES_SOURCES } from './rates.ts';

/** A change of rows in the database, as its webhooks tell it. */
export interface TableChange {
  table: string;
  /** The rows before and after, as far as told; none where it may be any, as after a TRUNCATE. */
  rows: readonly Readonly<Record<string, unknown>>[];
}

/** Rows of this table name the dataset themselves. */
const DATASET_REVISIONS = 'dataset_revisions';
const OF_NO_DATASET = new Set(['users', 'evaluations']);

interface Source {
  tables: readonly string[];
  /** The dataset of a country; absent where there is one for all. */
  ofCountry?: (countryId: number) => DatasetId;
  id?: DatasetId;
}

const SOURCES: readonly Source[] = [
  { tables: COUNTRIES_SOURCES, id: COUNTRIES },
  { tables: CATALOG_SOURCES, ofCountry: catalogId },
  { tables: MARKET_SOURCES, ofCountry: marketId },
  { tables: RATES_SOURCES, id: RATES },
];

/**
 * The datasets whose content a change may alter, of those that exist; a new country's come with `countries`.
 * Undefined for a table the system knows nothing of.
 */
export function datasetsTouchedBy(
  { table, rows }: TableChange,
  existing: readonly DatasetId[],
): DatasetId[] | undefined {
  if (OF_NO_DATASET.has(table)) return [];
  if (table === DATASET_REVISIONS) return existing.filter((id) => isNamed(id, rows));
  const sources = SOURCES.filter(({ tables }) => tables.includes(table));
  if (sources.length === 0) return undefined;
  return existing.filter((id) => sources.some((source) => touches(source, id, rows)));
}

function isNamed(id: DatasetId, rows: TableChange['rows']): boolean {
  return rows.length === 0 || rows.some(({ dataset }) => dataset === id);
}

function touches(source: Source, id: DatasetId, rows: TableChange['rows']): boolean {
  const { ofCountry } = source;
  if (ofCountry === undefined) return id === source.id;
  const isOfCountry = (countryId: unknown) => id === ofCountry(Number(countryId));
  if (rows.length > 0) return rows.some((row) => isOfCountry(row['country_id']));
  return isOfCountry(id.split('/')[1]);
}
