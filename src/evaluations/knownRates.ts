import type { Snapshot } from '../cache/snapshot.ts';
import {
  RATES_HISTORY_PATH,
  RATES_PATH,
  type RatesDocument,
  type RatesHistoryDocument,
} from '../datasets/rates.ts';
import type { DatedRates } from '../valuation/currency.ts';

/** The rates a snapshot holds, by ISO 4217 codes in capitals. */
export interface KnownRates {
  /** Units per euro: the newest of each currency, with its day. */
  perEuro: Readonly<Record<string, number>>;
  dates: Readonly<Record<string, string>>;
  demo: boolean;
  /** The last of each month, oldest first. */
  history: readonly DatedRates[];
  historyDemo: boolean;
}

export const NO_RATES: KnownRates = {
  perEuro: {},
  dates: {},
  demo: false,
  history: [],
  historyDemo: false,
};

const remembered = new WeakMap<Snapshot, KnownRates>();

/** Unpacked once a snapshot. */
export function ratesIn(snapshot: Snapshot): KnownRates {
  let known = remembered.get(snapshot);
  if (known === undefined) {
    const newest = snapshot.body(RATES_PATH) as RatesDocument;
    const past = snapshot.body(RATES_HISTORY_PATH) as RatesHistoryDocument;
    known = {
      perEuro: inCapitals(newest.rates),
      dates: inCapitals(newest.dates),
      demo: newest.demo,
      history: past.months.map(({ asOf, rates }) => ({ date: asOf, perEuro: inCapitals(rates) })),
      historyDemo: past.demo,
    };
    remembered.set(snapshot, known);
  }
  return known;
}

function inCapitals<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, one]) => [name.toUpperCase(), one]));
}

/** Rates for some currencies, dated by the oldest of theirs; null where nothing is known of any but the euro. */
export function ratesFor(known: KnownRates, currencies: readonly string[]): DatedRates | null {
  const dates = currencies.flatMap((currency) => known.dates[currency] ?? []);
  const [date] = dates.toSorted();
  return date === undefined ? null : { date, perEuro: known.perEuro };
}

/** What amounts in a currency can be given in: itself first, then whatever its rate leads to; null: any with a rate. */
export function currenciesFor(known: KnownRates, own: string | null): string[] {
  const withRate = Object.keys(known.perEuro);
  const all = withRate.length > 0 ? ['EUR', ...withRate] : [];
  if (own === null) return all;
  return all.includes(own) ? [own, ...all.filter((one) => one !== own)] : [own];
}
