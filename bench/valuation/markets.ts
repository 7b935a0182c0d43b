import { baselinePrice } from '../../src/valuation/baseline.ts';
import { reasonedPrice } from '../../src/valuation/method.ts';
import { median } from '../figures.ts';
import { simulateMarket } from './simulator.ts';
import type { WorldName } from './worlds.ts';

const DATE = '2026-11-01';

/** One valued property. */
export interface Valued {
  ourError: number;
  baselineError: number;
  isCovered: boolean;
  /** Of the range, against the true price. */
  width: number;
}

/** Values every property of the markets that the seeds give. */
export function valueMarkets(world: WorldName, seeds: readonly number[]): Valued[] {
  return seeds.flatMap((seed) =>
    simulateMarket(world, seed).map(({ evidence, property, truePrice }) => {
      const ours = reasonedPrice({ evidence, property, side: 'sale', date: DATE });
      const baseline = baselinePrice(evidence, property);
      if (ours === undefined || baseline === undefined) throw new Error('A market without prices');
      return {
        ourError: Math.abs(ours.price / truePrice - 1),
        baselineError: Math.abs(baseline / truePrice - 1),
        isCovered: ours.low <= truePrice && truePrice <= ours.high,
        width: (ours.high - ours.low) / truePrice,
      };
    }),
  );
}

export interface MarketFigures {
  world: string;
  cases: number;
  /** Median absolute percentage errors. */
  ourError: number;
  baselineError: number;
  /** Against the baseline's error: −0.25 is a quarter less. */
  change: number;
  coverage: number;
  meanWidth: number;
}

export function figuresOf(world: string, cases: readonly Valued[]): MarketFigures {
  const ourError = median(cases.map((one) => one.ourError));
  const baselineError = median(cases.map((one) => one.baselineError));
  return {
    world,
    cases: cases.length,
    ourError,
    baselineError,
    change: ourError / baselineError - 1,
    coverage: cases.filter(({ isCovered }) => isCovered).length / cases.length,
    meanWidth: cases.reduce((sum, { width }) => sum + width, 0) / cases.length,
  };
}
