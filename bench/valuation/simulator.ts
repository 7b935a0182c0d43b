import { ATTRIBUTES, LEVELS } from '../../src/valuation/evidence.ts';
import type {
  Attribute,
  Evidence,
  Level,
  MarketRecord,
  MonthlyPrice,
  Property,
  Quote,
  SegmentRecord,
} from '../../src/valuation/evidence.ts';
import { Random } from './random.ts';
import { QUARTER_MEANS, quarterOf, SEGMENTS } from './segments.ts';
import { WORLDS, within, type World, type WorldName } from './worlds.ts';

/** A property whose price is known, and what the tables tell about its places. */
export interface SimulatedCase {
  evidence: Evidence;
  property: Property;
  /** Per m², today: what homes with these attributes cost in this place, times the property's own quality. */
  truePrice: number;
}

const CASES_PER_MARKET = 5;
const TODAY = { year: 2026, month: 11 };
const TREND_MONTHS = 60;
const GIVEN = 0.75;
/** Deviation of the places' price levels inside the level above. */
const PLACE_DEVIATION: Readonly<Record<Level, number>> = {
  country: 0,
  city: 0.35,
  county: 0.25,
  district: 0.12,
};
const EFFECT_VARIATION = 0.02;
const BASELINE_WEIGHTS: Readonly<Record<Attribute, number>> = {
  bedrooms: 0.4,
  age: 0.3,
  floor: 0.2,
  heating: 0.1,
};
const EXPECTATION_SAMPLE = 4000;
const SLIPS = [10, 0.1, 3, 1 / 3] as const;

type Effects = Readonly<Record<Attribute, readonly number[]>>;

interface Listing {
  /** Of each attribute, in the order of ATTRIBUTES, 0 to 3. */
  segments: readonly number[];
  /** Natural logarithm of the typical price of such a home here. */
  typical: number;
}

class Market {
  readonly #random: Random;
  readonly #world: World;
  readonly #correlation: number;
  readonly #confounding: number;
  readonly #classEffect: number;
  readonly #base: number;
  readonly #askingNoise: number;
  readonly #outliers: number;
  readonly #index: readonly number[];
  readonly #levels: Readonly<Record<Level, { price: number; effects: Effects }>>;
  readonly qualityDeviation: number;

  constructor(random: Random, world: World) {
    this.#random = random;
    this.#world = world;
    this.#correlation = within(random, world.correlation);
    this.#confounding = within(random, world.confounding);
    this.#classEffect = world.baselineIsRight ? random.between(0.08, 0.18) : 0;
    this.#base = Math.log(random.between(500, 50_000));
    this.#askingNoise = random.between(0.04, 0.12);
    this.qualityDeviation = random.between(0.03, 0.08);
    this.#outliers = within(random, world.outliers);
    this.#index = this.#inflation();
    this.#levels = this.#places();
  }

  /** Logarithm of the price level 0, 1 … months ago against today. */
  #inflation(): number[] {
    const perMonth = this.#random.between(0, 0.04);
    const levels = [0];
    for (let month = 1; month < TREND_MONTHS; month += 1) {
      levels.push((levels.at(-1) ?? 0) - perMonth - this.#random.normal(0.01));
    }
    return levels;
  }

  #effects(): Effects {
    const of = (attribute: Attribute): number[] => {
      const size = within(this.#random, SEGMENTS[attribute].effect);
      const sign = this.#random.chance(0.8) ? 1 : -1;
      const scale = this.#world.baselineIsRight ? 0 : this.#world.effects * size * sign;
      return QUARTER_MEANS.map((mean) => scale * (mean + this.#random.normal(0.3)));
    };
    return {
      bedrooms: of('bedrooms'),
      age: of('age'),
      floor: of('floor'),
      heating: of('heating'),
    };
  }

  #places(): Readonly<Record<Level, { price: number; effects: Effects }>> {
    let price = this.#base;
    let effects = this.#effects();
    const variation = this.#world.baselineIsRight ? 0 : this.#world.effects * EFFECT_VARIATION;
    const vary = (values: readonly number[]) =>
      values.map((value) => value + this.#random.normal(variation));
    const next = (level: Level) => {
      price += this.#random.normal(PLACE_DEVIATION[level]);
      effects = {
        bedrooms: vary(effects.bedrooms),
        age: vary(effects.age),
        floor: vary(effects.floor),
        heating: vary(effects.heating),
      };
      return { price, effects };
    };
    return {
      country: next('country'),
      city: next('city'),
      county: next('county'),
      district: next('district'),
    };
  }

  /** A home somewhere inside the place of a level. */
  home(level: Level): Listing {
    const { price, effects } = this.#levels[level];
    const below = LEVELS.slice(LEVELS.indexOf(level) + 1);
    const spread = Math.hypot(...below.map((one) => PLACE_DEVIATION[one]));
    const dearness = this.#random.normal();
    const common = this.#random.normal();
    const segments = ATTRIBUTES.map(() => {
      const own = this.#random.normal(Math.sqrt(1 - this.#correlation));
      const shift = spread === 0 ? 0 : this.#confounding * dearness;
      return quarterOf(Math.sqrt(this.#correlation) * common + own + shift);
    });
    const effect = ATTRIBUTES.map((attribute, at) => effects[attribute][segments[at] ?? 0] ?? 0);
    const typical =
      price +
      spread * dearness +
      this.#classEffect * common +
      effect.reduce((sum, one) => sum + one, 0);
    return { segments, typical };
  }

  #asked(typical: number): number {
    const quality = this.#random.normal(this.qualityDeviation);
    const asked = Math.exp(typical + quality + this.#random.normal(this.#askingNoise));
    return this.#random.chance(this.#outliers) ? asked * this.#random.pick(SLIPS) : asked;
  }

  #records(level: Level): { general: MarketRecord[]; segments: SegmentRecord[] } {
    const { listings, generalPresent, segmentsPresent, staleMonths } = this.#world;
    const specific = level === 'county' || level === 'district';
    const age = specific ? Math.round(within(this.#random, staleMonths)) : 0;
    const then = Math.exp(this.#index[age] ?? 0);
    const count = Math.round(within(this.#random, listings[level]));
    const homes = Array.from({ length: count }, () => {
      const { segments, typical } = this.home(level);
      return { segments, price: this.#asked(typical) * then };
    });
    const record = (prices: readonly number[]): MarketRecord => ({
      level,
      date: dateOf(age),
      sale: quoteOf(prices),
      rent: null,
      yield: null,
      demo: false,
    });
    const general = this.#random.chance(generalPresent[level])
      ? [record(homes.map(({ price }) => price))]
      : [];
    const segments = ATTRIBUTES.flatMap((attribute, at) => {
      if (!this.#random.chance(segmentsPresent[level])) return [];
      return SEGMENTS[attribute].segments.flatMap(({ name }, segment) => {
        const prices = homes.filter((home) => home.segments[at] === segment);
        if (prices.length === 0) return [];
        return [{ ...record(prices.map(({ price }) => price)), attribute, segment: name }];
      });
    });
    return { general, segments };
  }

  evidence(): Evidence {
    const levels = LEVELS.map((level) => this.#records(level));
    const knownTrend = this.#random.chance(0.7);
    return {
      general: levels.flatMap(({ general }) => general),
      segments: levels.flatMap(({ segments }) => segments),
      trend: knownTrend ? this.#trend() : [],
    };
  }

  /** The city's monthly prices, from the oldest to today's. */
  #trend(): MonthlyPrice[] {
    return this.#index
      .map((level, monthsAgo) => {
        const price = Math.exp(this.#levels.city.price + level + this.#random.normal(0.015));
        return { ...monthOf(monthsAgo), sale: price };
      })
      .toReversed();
  }

  /** What a home of these segments costs by the baseline's assumption: the weighted mean of what its segments cost. */
  weightedMean(segments: readonly number[], given: readonly Attribute[]): number {
    const homes = Array.from({ length: EXPECTATION_SAMPLE }, () => this.home('district'));
    let sum = 0;
    let weights = 0;
    for (const [at, attribute] of ATTRIBUTES.entries()) {
      if (!given.includes(attribute)) continue;
      const alike = homes.filter((home) => home.segments[at] === segments[at]);
      const mean =
        alike.reduce((total, { typical }) => total + Math.exp(typical), 0) / alike.length;
      sum += BASELINE_WEIGHTS[attribute] * mean;
      weights += BASELINE_WEIGHTS[attribute];
    }
    return sum / weights;
  }
}

function quoteOf(prices: readonly number[]): Quote {
  return {
    price: prices.reduce((sum, price) => sum + price, 0) / prices.length,
    minimum: Math.min(...prices),
    maximum: Math.max(...prices),
    count: prices.length,
  };
}

function monthOf(monthsAgo: number): { year: number; month: number } {
  const months = TODAY.year * 12 + TODAY.month - 1 - monthsAgo;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

function dateOf(monthsAgo: number): string {
  const { year, month } = monthOf(monthsAgo);
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

function caseOf(random: Random, world: World, market: Market, evidence: Evidence): SimulatedCase {
  const { segments, typical } = market.home('district');
  const certain = random.pick(ATTRIBUTES);
  const given = ATTRIBUTES.filter((one) => one === certain || random.chance(GIVEN));
  const attributes = Object.fromEntries(
    given.map((attribute) => {
      const segment = segments[ATTRIBUTES.indexOf(attribute)] ?? 0;
      return [attribute, SEGMENTS[attribute].segments[segment]?.value ?? 0];
    }),
  );
  const price = world.baselineIsRight ? market.weightedMean(segments, given) : Math.exp(typical);
  return {
    evidence,
    property: { areaSquareMetres: random.between(30, 250), attributes },
    truePrice: price * Math.exp(random.normal(market.qualityDeviation)),
  };
}

/** One market of a kind, as the tables show it, with several properties to value in it. The seed decides everything. */
export function simulateMarket(name: WorldName, seed: number): SimulatedCase[] {
  const random = new Random(seed);
  const world = WORLDS[name];
  const market = new Market(random, world);
  const evidence = market.evidence();
  return Array.from({ length: CASES_PER_MARKET }, () => caseOf(random, world, market, evidence));
}
