import type { Content, Dataset } from '../cache/dataset.ts';
import type { PlaceLevel } from '../places/openIndex.ts';
import { paced } from '../stepwise.ts';
import type { Database } from './database.ts';
import { MARKET_LIMITS } from './limits.ts';
import { ATTRIBUTES, MARKET_TABLES, MarketRows, type PlaceMarket } from './marketRows.ts';
import { loadTables } from './marketTables.ts';
import { sourceOf } from './revisions.ts';

const PATH = /^\/api\/countries\/([1-9]\d{0,14})\/(?:(?:cities|counties|districts)\/\d+\/)?market$/;

/** The tables whose changes may alter a country's market: its currency stands in the settings. */
export const MARKET_SOURCES = [...MARKET_TABLES, 'country_settings'] as const;

const FOLDERS = { city: 'cities', county: 'counties', district: 'districts' } as const;

/** The document of one place: what is known of its own market, not of that above it. */
export interface MarketDocument extends PlaceMarket {
  /** ISO 4217 code of the prices' currency; null where the country has none set. */
  currency: string | null;
}

export interface MarketOptions {
  database: Database;
  countryId: number;
  ttlMs: number;
  now?: () => number;
}

export function marketId(countryId: number): string {
  return `market/${countryId}`;
}

/** Where the market of a place is; of a country its own id. */
export function marketPath(countryId: number, place: { level: PlaceLevel; id: number }): string {
  const base = `/api/countries/${countryId}`;
  const { level, id } = place;
  return level === 'country' ? `${base}/market` : `${base}/${FOLDERS[level]}/${id}/market`;
}

/** `market/1` for the paths of country 1's market. */
export function marketOwning(path: string): string | undefined {
  const countryId = PATH.exec(path)?.[1];
  return countryId && marketId(Number(countryId));
}

/** The market of one country: a document for the country and for each place below it that has figures of its own. */
export function marketDataset(options: MarketOptions): Dataset {
  const { database, countryId, ttlMs, now = Date.now } = options;
  return {
    id: marketId(countryId),
    ttlMs,
    limits: MARKET_LIMITS,
    async load(signal) {
      const settings = await database.row('country_settings', 'country_id', countryId, signal);
      const today = new Date(now()).toISOString().slice(0, 10);
      let market = new MarketRows({ countryId, today });
      const { revision, ...counted } = await loadTables({
        database,
        tables: MARKET_TABLES,
        countryId,
        signal,
        restart: () => (market = new MarketRows({ countryId, today })),
        take: (table, rows) => paced(market.take(table, rows)),
      });
      await paced(market.takeUnknown(await placesMissing(options, market, signal)));
      const places = await paced(market.places());
      const currency = settings?.['currency'];
      return {
        ...counted,
        source: sourceOf(revision),
        findings: market.findings(),
        notes: market.notes(),
        build: () => build(countryId, typeof currency === 'string' ? currency : null, places),
      };
    },
    *rowsOf(path, body) {
      const { general, segments, trend } = body as MarketDocument;
      if (general) yield [`${path}#general`, general];
      for (const attribute of ATTRIBUTES) {
        for (const { segment, ...indicators } of segments[attribute]) {
          yield [`${path}#${attribute}/${segment}`, indicators];
        }
      }
      if (trend) yield [`${path}#trend`, trend];
    },
  };
}

/** Those of the market's places that the catalogue does not have. */
async function placesMissing(
  { database, countryId }: MarketOptions,
  market: MarketRows,
  signal: AbortSignal,
): Promise<[level: string, id: number][]> {
  const places = market.named();
  if (places.length === 0) return [];
  const parameters = { p_country_id: countryId, p_places: places };
  return (await database.call('places_missing', parameters, signal)) as [string, number][];
}

function build(countryId: number, currency: string | null, places: PlaceMarket[]): Content {
  const nothing: PlaceMarket = {
    level: 'country',
    id: countryId,
    demo: false,
    general: null,
    segments: { bedrooms: [], age: [], floor: [], heating: [] },
    trend: null,
  };
  const documents = new Map<string, MarketDocument>();
  for (const place of [nothing, ...places]) {
    documents.set(marketPath(countryId, place), { ...place, currency });
  }
  return { documents };
}
