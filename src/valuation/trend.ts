import { convert, ratesOn, type DatedRates } from './currency.ts';
import type { MonthlyPrice } from './evidence.ts';
import { forecast, type ForecastPoint } from './forecast.ts';

/** Change of the price over some years to the newest month, as a fraction: 0.25 is a quarter more. */
export interface Change {
  years: 1 | 3 | 5;
  /**
   * From the month compared with to the newest: where the series does not reach back whole years, one less than they have,
   * as in a full series of 60 months. Absent in evaluations saved before it was told.
   */
  months?: number;
  /** The month compared with. */
  from: { year: number; month: number };
  inLocalCurrency: number;
  /** Null where no rates are known for one of the two months. */
  inEuro: number | null;
}

export interface Trend {
  /** The usable months in order; at most 60, the newest. */
  months: { year: number; month: number; price: number }[];
  /** Only over the years that the series reaches back. */
  changes: Change[];
  forecast: ForecastPoint[] | null;
  /** Why there is no forecast; null where there is one. */
  noForecast: 'too-short' | 'gaps' | null;
}

const FEWEST_MONTHS = 12;
const MOST_MONTHS = 60;
const LONGEST_GAP = 3;
/** Rates this many days older than the end of a month say nothing about it. */
const RATES_REACH_DAYS = 45;
const DAY_MS = 86_400_000;

interface Point {
  at: number;
  price: number;
}

/** One price a month in order; of several for one month their mean. Months without a positive price are left out. */
function pointsOf(series: readonly MonthlyPrice[]): Point[] {
  const byMonth = new Map<number, number[]>();
  for (const { year, month, sale } of series) {
    if (sale === null || !Number.isFinite(sale) || sale <= 0) continue;
    const at = year * 12 + month - 1;
    byMonth.set(at, [...(byMonth.get(at) ?? []), sale]);
  }
  const points = [...byMonth].map(([at, prices]) => {
    const sorted = prices.toSorted((a, b) => a - b);
    return { at, price: sorted.reduce((sum, price) => sum + price, 0) / sorted.length };
  });
  const newest = Math.max(...points.map(({ at }) => at));
  return points.filter(({ at }) => at > newest - MOST_MONTHS - 1).toSorted((a, b) => a.at - b.at);
}

const yearOf = (at: number) => Math.floor(at / 12);

/** The last day of a month, as YYYY-MM-DD. */
function endOf(at: number): string {
  return new Date(Date.UTC(yearOf(at), (at % 12) + 1, 0)).toISOString().slice(0, 10);
}

function inEuro(point: Point, currency: string, history: readonly DatedRates[]) {
  const day = endOf(point.at);
  const rates = ratesOn(history, day);
  if (rates === undefined) return undefined;
  if ((Date.parse(day) - Date.parse(rates.date)) / DAY_MS > RATES_REACH_DAYS) return undefined;
  return convert({ amount: point.price, from: currency, to: 'EUR', rates })?.amount;
}

/** Months between two known ones by the straight line of logarithms; undefined where a gap is longer than three months. */
function withoutGaps(points: readonly Point[]): number[] | undefined {
  const prices: number[] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined) {
      const missing = point.at - before.at - 1;
      if (missing > LONGEST_GAP) return undefined;
      for (let step = 1; step <= missing; step += 1) {
        prices.push(before.price * (point.price / before.price) ** (step / (missing + 1)));
      }
    }
    prices.push(point.price);
  }
  return prices;
}

/**
 * How prices went and are expected to go. Changes are plain percentages of price; in a currency that loses value they are mostly
 * inflation, which is why they are given in euro too, each month by the newest rates of that month.
 * Gives no forecast for less than 12 months, or where more than three months in a row are missing.
 */
export function trendOf(inquiry: {
  series: readonly MonthlyPrice[];
  /** ISO 4217 code of the series' currency. */
  currency: string;
  rates: readonly DatedRates[];
}): Trend {
  const { series, currency, rates } = inquiry;
  const points = pointsOf(series);
  const last = points.at(-1);
  const changes = ([1, 3, 5] as const).flatMap((years): Change[] => {
    if (last === undefined) return [];
    const wanted = last.at - years * 12;
    const first =
      points.find(({ at }) => at === wanted) ?? points.find(({ at }) => at === wanted + 1);
    if (first === undefined) return [];
    const before = inEuro(first, currency, rates);
    const after = inEuro(last, currency, rates);
    return [
      {
        years,
        months: last.at - first.at,
        from: { year: yearOf(first.at), month: (first.at % 12) + 1 },
        inLocalCurrency: last.price / first.price - 1,
        inEuro: before === undefined || after === undefined ? null : after / before - 1,
      },
    ];
  });
  const prices = points.length < FEWEST_MONTHS ? undefined : withoutGaps(points);
  const gone = prices === undefined;
  return {
    months: points
      .slice(-MOST_MONTHS)
      .map(({ at, price }) => ({ year: yearOf(at), month: (at % 12) + 1, price })),
    changes,
    forecast: gone ? null : forecast(prices),
    noForecast: gone ? (points.length < FEWEST_MONTHS ? 'too-short' : 'gaps') : null,
  };
}
