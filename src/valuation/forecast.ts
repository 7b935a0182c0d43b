/** What is expected of a month ahead, in the currency of the series. */
export interface ForecastPoint {
  /** 1 to 12. */
  monthsAhead: number;
  price: number;
  /** Bounds of four cases of five. */
  low: number;
  high: number;
}

const HORIZON = 12;
const DAMPING = 0.98;
const NORMAL_80 = 1.2816;
/** Months of the newer half-life of growth, so that an old regime does not decide. */
const HALF_LIFE = 18;
/** A drift within that many standard errors is chance. */
const CHANCE = 1.8;
const YEAR = 12;
const FEWEST_FOR_SEASONS = 30;
const SEASON_SIGNIFICANCE = 3.5;
/** How far growth may change within the year, as a share of it. */
const DRIFT_CHANGES = 0.3;

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Logarithms of the twelve months' seasons, the last known month's position first; undefined where the series shows none. A
 * season is the mean distance from the centred mean of a year; it counts where those means differ more than chance does.
 */
function seasonsOf(levels: readonly number[]): { seasons: number[]; error: number } | undefined {
  if (levels.length < FEWEST_FOR_SEASONS) return undefined;
  const byMonth: number[][] = Array.from({ length: YEAR }, () => []);
  for (let at = YEAR / 2; at < levels.length - YEAR / 2; at += 1) {
    const window = levels.slice(at - YEAR / 2, at + YEAR / 2 + 1);
    const ends = ((window[0] ?? 0) + (window.at(-1) ?? 0)) / 2;
    const centre = (window.slice(1, -1).reduce((sum, one) => sum + one, 0) + ends) / YEAR;
    byMonth[(levels.length - 1 - at) % YEAR]?.push((levels[at] ?? 0) - centre);
  }
  const rests = byMonth.flatMap((values) => values.map((value) => value - mean(values)));
  const count = rests.length;
  if (byMonth.some((values) => values.length === 0) || count <= YEAR) return undefined;
  const seasons = byMonth.map(mean);
  const between = (seasons.reduce((sum, one) => sum + one ** 2, 0) * (count / YEAR)) / (YEAR - 1);
  const inside = rests.reduce((sum, one) => sum + one ** 2, 0) / (count - YEAR);
  if (between < SEASON_SIGNIFICANCE * inside) return undefined;
  const shrinkage = 1 - inside / between;
  const average = mean(seasons);
  return {
    seasons: seasons.map((season) => shrinkage * (season - average)),
    error: Math.sqrt(inside / (count / YEAR)),
  };
}

/** Growth a month, drawn to 0 where it may be chance, and its standard error. */
function driftOf(changes: readonly number[]): { drift: number; error: number } {
  let [sum, weights, squares] = [0, 0, 0];
  for (const [at, change] of changes.entries()) {
    const weight = 0.5 ** ((changes.length - 1 - at) / HALF_LIFE);
    sum += weight * change;
    weights += weight;
    squares += weight ** 2;
  }
  const raw = sum / weights;
  const centre = mean(changes);
  const variance =
    changes.reduce((total, change) => total + (change - centre) ** 2, 0) / (changes.length - 1);
  const error = Math.sqrt((variance * squares) / weights ** 2);
  const certainty = raw === 0 ? 0 : Math.max(0, 1 - (CHANCE * error) ** 2 / raw ** 2);
  return { drift: raw * certainty, error };
}

/** Variance of the difference of two months so far apart around the mean difference. */
function differenceVariance(levels: readonly number[], apart: number): number {
  const differences = levels.slice(apart).map((level, at) => level - (levels[at] ?? 0));
  const centre = mean(differences);
  return (
    differences.reduce((sum, one) => sum + (one - centre) ** 2, 0) /
    Math.max(1, differences.length - apart)
  );
}

/**
 * Twelve months ahead of a monthly series of prices, without gaps, of at least 12. The logarithm goes on from its last level by
 * a damped drift (Gardner and McKenzie, «Forecasting trends in time series», Management Science 31, 1985):
 *
 *     level(h) = level + drift × (φ + φ² + … + φ^h) + season(h),   φ = 0.98
 *
 * The drift is the mean change, newer months counting more, and is drawn to zero by its standard error (positive-part
 * James–Stein), so that a random walk is forecast as one. The band is normal with the variance a + b h of the past
 * differences (chance in a month and steps that last) plus that of the drift; it never narrows.
 */
export function forecast(prices: readonly number[]): ForecastPoint[] {
  const raw = prices.map((price) => Math.log(price));
  const found = seasonsOf(raw);
  const seasonError = found?.error ?? 0;
  const seasonAt = (monthsAgo: number) => found?.seasons[((monthsAgo % YEAR) + YEAR) % YEAR] ?? 0;
  const levels = raw.map((level, at) => level - seasonAt(raw.length - 1 - at));
  const changes = levels.slice(1).map((level, at) => level - (levels[at] ?? 0));
  const { drift, error } = driftOf(changes);
  const near = differenceVariance(levels, 1);
  const far = differenceVariance(levels, 4);
  const lasting = Math.min(near, Math.max(near / 10, (far - near) / 3));
  const passing = near - lasting;
  let [damped, damping] = [0, 1];
  return Array.from({ length: HORIZON }, (_, at) => {
    const monthsAhead = at + 1;
    damping *= DAMPING;
    damped += damping;
    const level = (levels.at(-1) ?? 0) + drift * damped + seasonAt(-monthsAhead);
    const variance =
      passing +
      lasting * monthsAhead +
      (error ** 2 + (DRIFT_CHANGES * drift) ** 2) * damped ** 2 +
      2 * seasonError ** 2;
    const half = NORMAL_80 * Math.sqrt(variance);
    return {
      monthsAhead,
      price: Math.exp(level),
      low: Math.exp(level - half),
      high: Math.exp(level + half),
    };
  });
}
