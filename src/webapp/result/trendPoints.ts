import type { PlacedTrend } from '../../evaluations/evaluation.ts';
import type { RatesHistoryAnswer } from '../data/answers.ts';

/** A month of the line; of a month to come also the bounds that hold it in four cases of five. */
export interface Point {
  year: number;
  month: number;
  price: number;
  low: number;
  high: number;
  isForecast: boolean;
}

/**
 * The known months and those to come. With a history of rates in euro: each month by its own rate, those to come by the newest;
 * undefined where the newest month has none.
 */
export function pointsOf(trend: PlacedTrend): Point[];
export function pointsOf(
  trend: PlacedTrend,
  history: RatesHistoryAnswer['months'],
): Point[] | undefined;
export function pointsOf(
  trend: PlacedTrend,
  history?: RatesHistoryAnswer['months'],
): Point[] | undefined {
  const { months, forecast } = trend;
  const rateOf = ({ year, month }: { year: number; month: number }) => {
    if (history === undefined) return 1;
    const key = `${year}-${String(month).padStart(2, '0')}`;
    return history.find((known) => known.month === key)?.rates[trend.currency.toLowerCase()];
  };
  const last = months.at(-1);
  const newest = last && (rateOf(last) ?? history?.at(-1)?.rates[trend.currency.toLowerCase()]);
  if (last === undefined || newest === undefined) return undefined;
  const past = months.flatMap((of): Point[] => {
    const rate = of === last ? newest : rateOf(of);
    if (rate === undefined) return [];
    const price = of.price / rate;
    return [{ year: of.year, month: of.month, price, low: price, high: price, isForecast: false }];
  });
  const ahead = (forecast ?? []).map(({ monthsAhead, price, low, high }): Point => {
    const at = last.year * 12 + last.month - 1 + monthsAhead;
    return {
      year: Math.floor(at / 12),
      month: (at % 12) + 1,
      price: price / newest,
      low: low / newest,
      high: high / newest,
      isForecast: true,
    };
  });
  return [...past, ...ahead];
}
