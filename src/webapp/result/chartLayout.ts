import type { Point } from './trendPoints.ts';

/** Where everything of the chart lies, in pixels from its upper left corner. */
export interface ChartLayout {
  x(index: number): number;
  y(price: number): number;
  /** Index of the point nearest to a distance from the left. */
  nearest(x: number): number;
  top: number;
  bottom: number;
  /** Paths of the known months, of those to come, and of their band. */
  past: string;
  ahead: string;
  band: string;
  levels: { y: number; value: number }[];
  years: { x: number; year: number }[];
}

const TOP = 16;
const BOTTOM = 24;
const SIDE = 8;
const LEVELS = 3;
const YEAR_WIDTH = 46;

export function layOut(
  points: readonly Point[],
  { width, height }: { width: number; height: number },
): ChartLayout {
  const bottom = height - BOTTOM;
  const least = Math.min(...points.map(({ low }) => low));
  const most = Math.max(...points.map(({ high }) => high));
  const spread = most - least || most || 1;
  const from = Math.max(0, least - spread * 0.06);
  const to = most + spread * 0.04;
  const month = ({ year, month: of }: Point) => year * 12 + of - 1;
  const first = points[0] ? month(points[0]) : 0;
  const last = points.at(-1) ? month(points.at(-1)!) : 1;
  const xOf = (at: number) =>
    SIDE + ((at - first) / Math.max(1, last - first)) * (width - 2 * SIDE);
  const x = (index: number) => xOf(points[index] ? month(points[index]) : first);
  const y = (price: number) => TOP + (1 - (price - from) / (to - from)) * (bottom - TOP);
  const known = points.filter(({ isForecast }) => !isForecast).length;
  const at = (index: number, price: number) => `${x(index).toFixed(1)} ${y(price).toFixed(1)}`;
  const line = (start: number, end: number) =>
    end - start < 2
      ? ''
      : `M${points
          .slice(start, end)
          .map(({ price }, index) => at(start + index, price))
          .join('L')}`;
  const ahead = points.slice(known - 1);
  const highs = ahead.map(({ high }, index) => at(known - 1 + index, high));
  const lows = ahead.map(({ low }, index) => at(known - 1 + index, low)).reverse();
  const everyYears = Math.ceil(YEAR_WIDTH / ((width / Math.max(1, last - first)) * 12));
  const firstYear = Math.ceil(first / 12);
  return {
    x,
    y,
    nearest(distance) {
      const wanted = first + ((distance - SIDE) / (width - 2 * SIDE)) * (last - first);
      const away = points.map((point) => Math.abs(month(point) - wanted));
      return away.indexOf(Math.min(...away));
    },
    top: TOP,
    bottom,
    past: line(0, known),
    ahead: line(known - 1, points.length),
    band: ahead.length < 2 ? '' : `M${[...highs, ...lows].join('L')}Z`,
    levels: roundLevels(from, to).map((value) => ({ y: Math.round(y(value)) + 0.5, value })),
    years: Array.from(
      { length: Math.floor(last / 12) - firstYear + 1 },
      (_, index) => firstYear + index,
    )
      .filter((year) => (year - firstYear) % everyYears === 0)
      .map((year) => ({ year, x: xOf(year * 12) }))
      .filter(({ x: middle }) => middle > YEAR_WIDTH / 3 && middle < width - YEAR_WIDTH / 3),
  };
}

/** A few round values inside bounds: 20,000, 40,000, 60,000. */
function roundLevels(from: number, to: number): number[] {
  const raw = (to - from) / LEVELS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= raw) ?? raw;
  const levels: number[] = [];
  for (let value = Math.ceil(from / step) * step; value < to; value += step) {
    if (value > 0) levels.push(value);
  }
  return levels;
}
