import { trendOf } from '../../src/valuation/trend.ts';
import { simulateSeries, type SeriesKind } from './simulatorSeries.ts';

/** Sums over all months ahead of all series, so that those of several kinds can be added. */
export interface SeriesFigures {
  series: string;
  /** Of our forecast and of «as the last value», in shares of the last value. */
  ourErrors: number;
  lastValueErrors: number;
  covered: number;
  months: number;
}

/** Forecasts every series that the seeds give and compares with how it went on. */
export function forecastSeries(kind: SeriesKind, seeds: readonly number[]): SeriesFigures {
  const figures = { series: kind, ourErrors: 0, lastValueErrors: 0, covered: 0, months: 0 };
  for (const seed of seeds) {
    const { known, future } = simulateSeries(kind, seed);
    const last = known.at(-1)?.sale ?? Number.NaN;
    const { forecast } = trendOf({ series: known, currency: 'TRY', rates: [] });
    for (const [at, { price, low, high }] of (forecast ?? []).entries()) {
      const actual = future[at] ?? Number.NaN;
      figures.ourErrors += Math.abs(price - actual) / last;
      figures.lastValueErrors += Math.abs(last - actual) / last;
      figures.covered += Number(low <= actual && actual <= high);
      figures.months += 1;
    }
  }
  return figures;
}
