import { describe, expect, test } from 'vitest';
import type { PlacedTrend } from '../../src/evaluations/evaluation.ts';
import { layOut } from '../../src/webapp/result/chartLayout.ts';
import { pointsOf } from '../../src/webapp/result/trendPoints.ts';

const trend: PlacedTrend = {
  level: 'city',
  currency: 'TRY',
  months: [
    { year: 2026, month: 10, price: 50_000 },
    { year: 2026, month: 12, price: 60_000 },
  ],
  changes: [],
  forecast: [{ monthsAhead: 1, price: 66_000, low: 60_000, high: 72_000 }],
  noForecast: null,
};

describe('the points of the chart', () => {
  test('are the known months and those to come, across the year', () => {
    const points = pointsOf(trend);
    expect(points.map(({ year, month, isForecast }) => [year, month, isForecast])).toEqual([
      [2026, 10, false],
      [2026, 12, false],
      [2027, 1, true],
    ]);
    expect(points[2]).toMatchObject({ price: 66_000, low: 60_000, high: 72_000 });
  });

  test('in euro are each by its own rate, those to come by the newest', () => {
    const history = [
      { month: '2026-10', rates: { try: 50 } },
      { month: '2026-11', rates: { try: 60 } },
    ];
    const prices = pointsOf(trend, history)?.map(({ price }) => price);
    expect(prices).toEqual([1_000, 1_000, 1_100]);
    expect(pointsOf(trend, [])).toBeUndefined();
  });
});

describe('the chart', () => {
  const points = pointsOf(trend);
  const layout = layOut(points, { width: 300, height: 200 });

  test('spaces months by time, not by their number', () => {
    const [first, second, third] = [0, 1, 2].map((index) => layout.x(index));
    expect(second! - first!).toBeCloseTo(2 * (third! - second!));
  });

  test('finds the month nearest to a finger, on either side too', () => {
    expect(layout.nearest(-50)).toBe(0);
    expect(layout.nearest(layout.x(1) + 3)).toBe(1);
    expect(layout.nearest(1_000)).toBe(2);
  });

  test('keeps everything within its box, round levels included', () => {
    for (const { low, high } of points) {
      for (const price of [low, high]) {
        expect(layout.y(price)).toBeGreaterThanOrEqual(layout.top);
        expect(layout.y(price)).toBeLessThanOrEqual(layout.bottom);
      }
    }
    expect(layout.levels.map(({ value }) => value)).toEqual([50_000, 60_000, 70_000]);
  });
});
