import type { Level } from '../../src/valuation/evidence.ts';
import type { Random } from './random.ts';

type Bounds = readonly [number, number];

/** How a kind of market is made. Deviations are of logarithms: 0.1 is about 10 %. */
export interface World {
  /** Of the latent qualities behind the attributes: 0 none of them tells of another, 1 each tells all. */
  correlation: Bounds;
  /** How much the effects are scaled; 1 as usual, 0 the attributes change nothing. */
  effects: number;
  /** The attributes only show a common class, and the price is the weighted mean of the segments': the baseline is right. */
  baselineIsRight: boolean;
  /** Listings of the general record; segments share them. */
  listings: Readonly<Record<Level, Bounds>>;
  /** Chance that a level has a general record, and that it has records of an attribute. */
  generalPresent: Readonly<Record<Level, number>>;
  segmentsPresent: Readonly<Record<Level, number>>;
  /** Dear places inside a level have other homes than cheap ones: how far the latent qualities shift by a deviation. */
  confounding: Bounds;
  /** Share of listings with a slipped digit or a wrong unit. */
  outliers: Bounds;
  /** Age in months of the most specific two levels' records. */
  staleMonths: Bounds;
}

const RICH = {
  country: [2500, 2500],
  city: [1000, 2000],
  county: [200, 800],
  district: [40, 200],
} as const;
const THIN = {
  country: [1000, 1000],
  city: [60, 300],
  county: [8, 40],
  district: [2, 10],
} as const;
const ALL = { country: 1, city: 1, county: 1, district: 1 } as const;

const USUAL: World = {
  correlation: [0, 0],
  effects: 1,
  baselineIsRight: false,
  listings: RICH,
  generalPresent: { ...ALL, district: 0.7 },
  segmentsPresent: { country: 1, city: 1, county: 0.9, district: 0.5 },
  confounding: [0, 0.2],
  outliers: [0, 0],
  staleMonths: [0, 0],
};

/** The kinds of markets. */
export const WORLDS = {
  independent: USUAL,
  correlated: { ...USUAL, correlation: [0.3, 0.8] },
  thin: { ...USUAL, correlation: [0, 0.5], listings: THIN },
  outliers: { ...USUAL, correlation: [0, 0.5], outliers: [0.01, 0.03] },
  stale: { ...USUAL, correlation: [0, 0.5], staleMonths: [6, 24] },
  patchy: {
    ...USUAL,
    correlation: [0, 0.5],
    confounding: [0.1, 0.4],
    generalPresent: { ...ALL, county: 0.9, district: 0.5 },
    segmentsPresent: { country: 0.95, city: 0.7, county: 0.35, district: 0.1 },
  },
  mixed: {
    ...USUAL,
    correlation: [0, 0.8],
    confounding: [0, 0.4],
    outliers: [0, 0.01],
    staleMonths: [0, 9],
    listings: { country: [1000, 2500], city: [60, 2000], county: [8, 800], district: [2, 200] },
    segmentsPresent: { country: 1, city: 0.9, county: 0.7, district: 0.3 },
  },
  homogeneous: { ...USUAL, effects: 0, generalPresent: ALL, segmentsPresent: ALL },
  'baseline right': {
    ...USUAL,
    correlation: [0.97, 0.99],
    baselineIsRight: true,
    generalPresent: ALL,
    segmentsPresent: ALL,
    confounding: [0, 0],
  },
} as const satisfies Record<string, World>;

export type WorldName = keyof typeof WORLDS;

export const within = (random: Random, [least, most]: Bounds) => random.between(least, most);
