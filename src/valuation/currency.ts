/** Units of each currency per one euro on a day. */
export interface DatedRates {
  /** YYYY-MM-DD */
  date: string;
  /** By ISO 4217 code in capitals; the euro is 1 even where it is not listed. */
  perEuro: Readonly<Record<string, number | null>>;
}

export interface Conversion {
  /** Unrounded. */
  amount: number;
  /** Units of the target for one unit of the source. */
  rate: number;
  /** Day of the rates used. */
  date: string;
}

const STALE_AFTER_DAYS = 3;
const DAY_MS = 86_400_000;

function unitsPerEuro(rates: DatedRates, currency: string): number | undefined {
  const units = currency === 'EUR' ? 1 : rates.perEuro[currency];
  return units != null && Number.isFinite(units) && units > 0 ? units : undefined;
}

/** Converts through the euro. Undefined where the rates do not hold one of the currencies; equal currencies need no rate. */
export function convert(conversion: {
  amount: number;
  from: string;
  to: string;
  rates: DatedRates;
}): Conversion | undefined {
  const { amount, from, to, rates } = conversion;
  if (from === to) return { amount, rate: 1, date: rates.date };
  const source = unitsPerEuro(rates, from);
  const target = unitsPerEuro(rates, to);
  if (source === undefined || target === undefined) return undefined;
  const rate = target / source;
  return { amount: amount * rate, rate, date: rates.date };
}

/** Whether rates are older than three days on a day (both YYYY-MM-DD). */
export function isStale(rates: DatedRates, today: string): boolean {
  return (Date.parse(today) - Date.parse(rates.date)) / DAY_MS > STALE_AFTER_DAYS;
}

/** The newest rates of a day or before it, if any. */
export function ratesOn(history: readonly DatedRates[], date: string): DatedRates | undefined {
  return history
    .filter((rates) => rates.date <= date)
    .reduce<DatedRates | undefined>(
      (newest, rates) => (newest === undefined || rates.date > newest.date ? rates : newest),
      undefined,
    );
}
