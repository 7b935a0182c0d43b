import type { Content, Dataset } from '../cache/dataset.ts';
import type { Database } from './database.ts';
import { RATES_LIMITS } from './limits.ts';
import { loadTables } from './marketTables.ts';
import { Tally } from './rawValues.ts';
import {
  ratesHistory,
  ratesRow,
  type Currency,
  type DatedRates,
  type Rates,
  type RatesHistory,
} from './ratesRows.ts';
import { sourceOf } from './revisions.ts';

export const RATES = 'rates';
/** The tables whose changes may alter it. */
export const RATES_SOURCES = ['currency'] as const;
export const RATES_PATH = '/api/rates';
export const RATES_HISTORY_PATH = '/api/rates/history';

/** The document `/api/rates`. */
export interface RatesDocument {
  base: 'EUR';
  /** Units per one euro; a currency without any rate is absent. */
  rates: Rates;
  /** The day of each rate. */
  dates: Partial<Record<Currency, string>>;
  /** The newest row's day; null where there are no rates. */
  asOf: string | null;
  demo: boolean;
}

/** The document `/api/rates/history`: the last rates of up to 61 months, oldest first. */
export interface RatesHistoryDocument {
  base: 'EUR';
  months: (DatedRates & { month: string })[];
  demo: boolean;
}

export interface RatesOptions {
  database: Database;
  ttlMs: number;
  now?: () => number;
}

/** The rates of the euro: today's, and those by which five years of prices are converted. */
export function ratesDataset({ database, ttlMs, now = Date.now }: RatesOptions): Dataset {
  return {
    id: RATES,
    ttlMs,
    limits: RATES_LIMITS,
    async load(signal) {
      const today = new Date(now()).toISOString().slice(0, 10);
      let tally = new Tally();
      let rows: NonNullable<ReturnType<typeof ratesRow>>[] = [];
      const { revision, ...counted } = await loadTables({
        database,
        tables: RATES_SOURCES,
        signal,
        restart() {
          tally = new Tally();
          rows = [];
        },
        async take(_table, piece) {
          for (const raw of piece) {
            const row = ratesRow(raw, today, tally);
            if (row) rows.push(row);
          }
        },
      });
      const history = ratesHistory(rows, tally);
      const isUnusable = counted.rows > 0 && rows.length * 2 < counted.rows;
      return {
        ...counted,
        source: sourceOf(revision),
        findings: isUnusable
          ? [
              {
                rule: 'unusable-rows',
                message: `годны только ${rows.length} строк из ${counted.rows}`,
              },
            ]
          : [],
        notes: tally.notes(),
        build: () => build(history),
      };
    },
    *rowsOf(path, body) {
      if (path === RATES_PATH) {
        for (const entry of Object.entries((body as RatesDocument).rates)) yield entry;
      } else {
        for (const { month, ...dated } of (body as RatesHistoryDocument).months) {
          yield [month, dated];
        }
      }
    },
  };
}

function build({ months, historyDemo, ...newest }: RatesHistory): Content {
  const current: RatesDocument = { base: 'EUR', ...newest };
  const history: RatesHistoryDocument = { base: 'EUR', months, demo: historyDemo };
  return {
    documents: new Map<string, unknown>([
      [RATES_PATH, current],
      [RATES_HISTORY_PATH, history],
    ]),
  };
}
