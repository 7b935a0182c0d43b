import type { DatasetCatalogue, DatasetId } from '../cache/dataset.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import { catalogDataset, catalogId, catalogOwning } from './catalog.ts';
import {
  ADMIN_COUNTRIES_PATH,
  COUNTRIES,
  COUNTRIES_PATH,
  countriesDataset,
  type AdminCountry,
} from './countries.ts';
import type { Database } from './database.ts';

const CATALOG_ID = /^catalog\/([1-9]\d{0,14})$/;

const countriesOf = new WeakMap<Snapshot, AdminCountry[]>();

/** Every country a snapshot of `countries` lists, enabled or not; unpacked once. */
export function countriesIn(root: Snapshot): AdminCountry[] {
  let countries = countriesOf.get(root);
  if (countries === undefined) {
    ({ countries } = root.body(ADMIN_COUNTRIES_PATH) as { countries: AdminCountry[] });
    countriesOf.set(root, countries);
  }
  return countries;
}

/** The datasets a snapshot of `countries` names: a catalogue for each country with rows. */
export function datasetsIn(root: Snapshot): DatasetId[] {
  return countriesIn(root)
    .filter(({ rows }) => rows > 0)
    .map(({ id }) => catalogId(id));
}

/** The datasets of country data: `countries` is the root, each country with rows has its `catalog/<id>`. */
export function createDatasetCatalogue({
  database,
  ttlMs,
}: {
  database: Database;
  ttlMs: number;
}): DatasetCatalogue {
  const ids = new WeakMap<Snapshot, DatasetId[]>();
  return {
    root: COUNTRIES,
    idsIn(root) {
      let known = ids.get(root);
      if (known === undefined) {
        known = datasetsIn(root);
        ids.set(root, known);
      }
      return known;
    },
    ownerOf(path) {
      if (path === COUNTRIES_PATH || path === ADMIN_COUNTRIES_PATH) return COUNTRIES;
      return catalogOwning(path);
    },
    dataset(id) {
      if (id === COUNTRIES) return countriesDataset(database, ttlMs);
      const countryId = CATALOG_ID.exec(id)?.[1];
      return countryId === undefined
        ? undefined
        : catalogDataset(database, Number(countryId), ttlMs);
    },
  };
}
