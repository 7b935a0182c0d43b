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
import { marketDataset, marketId, marketOwning } from './market.ts';
import { RATES, RATES_HISTORY_PATH, RATES_PATH, ratesDataset } from './rates.ts';
import { currentSources } from './revisions.ts';

const OF_A_COUNTRY = /^(catalog|market)\/([1-9]\d{0,14})$/;

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

/** The datasets a snapshot of `countries` names: rates, and a catalogue and a market for each country with rows. */
export function datasetsIn(root: Snapshot): DatasetId[] {
  const ids = countriesIn(root)
    .filter(({ rows }) => rows > 0)
    .map(({ id }) => id);
  return [...ids.map(catalogId), RATES, ...ids.map(marketId)];
}

/** Whether MARKET_TTL_HOURS applies to it rather than CACHE_TTL_HOURS. */
export function isMarketData(id: DatasetId): boolean {
  return id === RATES || OF_A_COUNTRY.exec(id)?.[1] === 'market';
}

export interface DatasetCatalogueOptions {
  database: Database;
  /** Age at which a refresh of countries and catalogues is due. */
  ttlMs: number;
  /** The same of markets and rates. */
  marketTtlMs: number;
}

/**
 * The datasets of country data: `countries` is the root, `rates` are always there, and each country with rows has its
 * `catalog/<id>` and its `market/<id>`, which is empty where nothing is known of it.
 */
export function createDatasetCatalogue(options: DatasetCatalogueOptions): DatasetCatalogue {
  const { database, ttlMs, marketTtlMs } = options;
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
      if (path === RATES_PATH || path === RATES_HISTORY_PATH) return RATES;
      return catalogOwning(path) ?? marketOwning(path);
    },
    dataset(id) {
      if (id === COUNTRIES) return countriesDataset(database, ttlMs);
      if (id === RATES) return ratesDataset({ database, ttlMs: marketTtlMs });
      const [, kind, given] = OF_A_COUNTRY.exec(id) ?? [];
      if (kind === undefined) return undefined;
      const countryId = Number(given);
      return kind === 'catalog'
        ? catalogDataset(database, countryId, ttlMs)
        : marketDataset({ database, countryId, ttlMs: marketTtlMs });
    },
    sources: (signal) => currentSources(database, signal),
  };
}
