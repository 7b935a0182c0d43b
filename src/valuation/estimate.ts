import { baselinePrice } from './baseline.ts';
import { confidenceOf, type Confidence } from './confidence.ts';
import { contributionsOf, type Contribution } from './contributions.ts';
import { convert, isStale, type DatedRates } from './currency.ts';
import type { Attribute, Evidence, Property } from './evidence.ts';
import { reasonedPrice, type Reasoned } from './method.ts';
import { newestByLevel } from './records.ts';

export interface Inquiry {
  evidence: Evidence;
  property: Property;
  /** ISO 4217 code of the currency the evidence is in. */
  currency: string;
  /** What is asked for the property; of a currency without a rate it cannot be judged. */
  asking: { amount: number; currency: string } | null;
  /** Currency the amounts are wanted in. */
  display: string;
  rates: DatedRates | null;
  /** YYYY-MM-DD */
  today: string;
}

/** What would be needed for more. */
export type Missing =
  | { what: 'sale-price' | 'rent-price' }
  /** Of the whole country nothing is known. */
  | { what: 'market' }
  | { what: 'segment'; attribute: Attribute }
  | { what: 'rate'; currency: string }
  /** The country has no currency set, so its prices are figures without a unit. */
  | { what: 'currency' };

export interface Range {
  low: number;
  high: number;
}

/** An amount with the range that is held to contain it in four cases of five. */
export interface Ranged extends Range {
  amount: number;
}

/** Amounts are unrounded and in `currency`. */
export interface Estimated {
  status: 'estimated';
  /** The display currency; that of the evidence where no rate for the wanted one is known. */
  currency: string;
  pricePerSquareMetre: Ranged;
  total: Ranged;
  /** Total by the method usual in the market, for comparison. */
  baselineTotal: number | null;
  /** A month, and where it is from; null where neither rents nor yields are known. */
  rent: { perMonth: number; basis: 'rents' | 'yield' } | null;
  /** Twelve rents against the total; a fraction. */
  grossYield: number | null;
  asking: {
    amount: number;
    /** Against the estimate: 0.1 is ten per cent above. */
    difference: number;
    verdict: 'below' | 'within' | 'above';
  } | null;
  confidence: Confidence;
  /** Amounts per m², adding up to the price per m². */
  contributions: Contribution[];
  /** Oldest and newest day of the records used. */
  dates: { oldest: string; newest: string };
  isDemo: boolean;
  /** The rates amounts were converted by; null where none was needed. */
  rate: { perUnit: number; date: string; isStale: boolean } | null;
  missing: Missing[];
}

/** Not enough data; nothing is invented. */
export interface Insufficient {
  status: 'insufficient';
  missing: Missing[];
}

/**
 * The value of a property from the evidence about its places, by the method of `reasonedPrice`. A range, not a promise: its
 * coverage is proved on simulated markets only. Without a sale price at any level the answer is `insufficient`.
 */
export function estimate(inquiry: Inquiry): Estimated | Insufficient {
  const { evidence, property, currency, rates, today } = inquiry;
  const reasoned = reasonedPrice({ evidence, property, side: 'sale', date: today });
  if (reasoned === undefined) return { status: 'insufficient', missing: [{ what: 'sale-price' }] };
  const missing: Missing[] = reasoned.without.map((attribute) => ({ what: 'segment', attribute }));
  const converted = rates && convert({ amount: 1, from: currency, to: inquiry.display, rates });
  const isConverted = converted != null && inquiry.display !== currency;
  if (!isConverted && inquiry.display !== currency) {
    missing.push({ what: 'rate', currency: inquiry.display });
  }
  const rate = isConverted ? converted.rate : 1;
  const area = property.areaSquareMetres;
  const total = ranged(reasoned, rate * area);
  const rent = rentOf(inquiry, reasoned, rate);
  if (rent === null) missing.push({ what: 'rent-price' });
  const shown = isConverted ? inquiry.display : currency;
  const asking = askingOf(inquiry, total, shown);
  if (asking === null && inquiry.asking !== null) {
    missing.push({ what: 'rate', currency: inquiry.asking.currency });
  }
  const used = [reasoned.general.piece, ...reasoned.adjustments.map(({ piece }) => piece)];
  const dates = used.map(({ record }) => record.date).toSorted();
  const isDemo = used.some(({ record }) => record.demo);
  const baseline = baselinePrice(evidence, property);
  return {
    status: 'estimated',
    currency: shown,
    pricePerSquareMetre: ranged(reasoned, rate),
    total,
    baselineTotal: baseline === undefined ? null : baseline * rate * area,
    rent,
    grossYield: rent === null ? null : (rent.perMonth * 12) / total.amount,
    asking,
    confidence: confidenceOf(reasoned, isDemo),
    contributions: contributionsOf(reasoned, rate),
    dates: { oldest: dates[0] ?? today, newest: dates.at(-1) ?? today },
    isDemo,
    rate:
      rates !== null && (isConverted || (asking !== null && inquiry.asking?.currency !== shown))
        ? { perUnit: rate, date: rates.date, isStale: isStale(rates, today) }
        : null,
    missing,
  };
}

function ranged({ price, low, high }: Reasoned, factor: number): Ranged {
  return { amount: price * factor, low: low * factor, high: high * factor };
}

/** By the rents of the places as the price is by sales; where there are none, by the yield of the most specific place. */
function rentOf(inquiry: Inquiry, sale: Reasoned, rate: number): Estimated['rent'] {
  const { evidence, property, today } = inquiry;
  const area = property.areaSquareMetres;
  const rent = reasonedPrice({ evidence, property, side: 'rent', date: today });
  if (rent !== undefined) return { perMonth: rent.price * rate * area, basis: 'rents' };
  const withYield = evidence.general.filter((record) => (record.yield ?? 0) > 0);
  const fraction = newestByLevel(withYield, 'sale').at(-1)?.record.yield;
  if (fraction == null || !Number.isFinite(fraction)) return null;
  return { perMonth: (sale.price * rate * area * fraction) / 12, basis: 'yield' };
}

function askingOf(inquiry: Inquiry, total: Ranged, currency: string): Estimated['asking'] {
  const { asking, rates } = inquiry;
  if (asking === null) return null;
  const amount =
    asking.currency === currency
      ? asking.amount
      : rates &&
        convert({ amount: asking.amount, from: asking.currency, to: currency, rates })?.amount;
  if (amount == null) return null;
  const verdict = amount < total.low ? 'below' : amount > total.high ? 'above' : 'within';
  return { amount, difference: amount / total.amount - 1, verdict };
}
