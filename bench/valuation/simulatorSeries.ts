import type { MonthlyPrice } from '../../src/valuation/evidence.ts';
import { Random } from './random.ts';

export const SERIES_KINDS = ['trending', 'seasonal', 'random walk'] as const;
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** A monthly series as the table gives it, and how it went on. */
export interface SimulatedSeries {
  known: MonthlyPrice[];
  /** Prices of the twelve months that follow. */
  future: number[];
}

const HORIZON = 12;
const LAST_MONTH = 2026 * 12 + 10;

/** Logarithms of the price, month by month. */
function path(kind: SeriesKind, random: Random, months: number): number[] {
  if (kind === 'random walk') {
    const deviation = random.between(0.01, 0.04);
    let level = 0;
    return Array.from({ length: months }, () => (level += random.normal(deviation)));
  }
  // The drift wanders back to its mean, as inflation does.
  const mean = random.between(-0.005, 0.035);
  const wander = random.between(0, 0.004);
  const innovation = random.between(0.003, 0.012);
  const observation = random.between(0.002, 0.015);
  const swing = kind === 'seasonal' ? random.between(0.02, 0.08) : 0;
  const phase = random.between(0, 12);
  let drift = mean;
  let level = 0;
  return Array.from({ length: months }, (_, month) => {
    drift = mean + 0.9 * (drift - mean) + random.normal(wander);
    level += drift + random.normal(innovation);
    const season = swing * Math.sin(((month + phase) / 12) * 2 * Math.PI);
    return level + season + random.normal(observation);
  });
}

/** A series of 24 to 60 months of a kind, and the year after it. The seed decides everything. */
export function simulateSeries(kind: SeriesKind, seed: number): SimulatedSeries {
  const random = new Random(seed);
  const length = random.whole(24, 60);
  const base = random.between(500, 50_000);
  const prices = path(kind, random, length + HORIZON).map((level) => base * Math.exp(level));
  const known = prices.slice(0, length).map((sale, at) => {
    const months = LAST_MONTH - (length - 1 - at);
    return { year: Math.floor(months / 12), month: (months % 12) + 1, sale };
  });
  return { known, future: prices.slice(length) };
}
