import type { EvaluatedPlace } from '../../../../src/evaluations/evaluation.ts';
import { evaluationRequest, type EvaluationRequest } from '../../../../src/evaluations/request.ts';
import type {
  EvaluationOptions,
  RequestFault,
  Valuer,
} from '../../../../src/evaluations/valuer.ts';
import type { DatedRates } from '../../../../src/valuation/currency.ts';
import { estimate } from '../../../../src/valuation/estimate.ts';
import {
  ATTRIBUTES,
  type Evidence,
  type Level,
  type MarketRecord,
  type Quote,
} from '../../../../src/valuation/evidence.ts';
import { matchSegment } from '../../../../src/valuation/segments.ts';
import { trendOf } from '../../../../src/valuation/trend.ts';

const SEGMENTS = {
  bedrooms: { '1+1': 1.08, '2+1': 1, '3+1': 0.95 },
  age: { '0': 1.2, '1-4': 1.13, '5-10': 1.03, '11+': 0.9 },
  floor: { basement: 0.8, ground: 0.92, '1-3': 1, '4+': 1.05 },
  heating: { 'natural gas': 1.03, 'floor heating': 1.2, 'air conditioning': 0.95, stove: 0.7 },
} as const;
const RATES: DatedRates = {
  date: '2026-11-20',
  perEuro: { USD: 1.15, RUB: 93, TRY: 49, AED: 4.22, THB: 37.4 },
};
const NAMES: Record<Level, Record<number, string>> = {
  country: { 1: 'Türkiye' },
  city: { 7: 'Antalya', 34: 'İstanbul', 69: 'Bayburt' },
  county: { 101: 'Alanya', 102: 'Muratpaşa', 103: 'Kadıköy' },
  district: { 1001: 'Mahmutlar', 1002: 'Oba', 1003: 'Lara', 1004: 'Moda' },
};
/** A city nothing is known of. */
const UNKNOWN_CITY = 69;

export class FixedValuer implements Valuer {
  today = '2026-11-23';
  /** While set, nothing can be valued. */
  failure: Error | undefined;
  segments: Record<keyof typeof SEGMENTS, Readonly<Record<string, number>>> = { ...SEGMENTS };
  /** What was asked, in order. */
  readonly requests: EvaluationRequest[] = [];

  async value(request: EvaluationRequest): ReturnType<Valuer['value']> {
    if (this.failure) throw this.failure;
    this.requests.push(request);
    const faults = this.#faults(request);
    if (faults.length > 0) return { status: 'refused', faults };
    const place = placeOf(request);
    const evidence = this.#evidence(place, request);
    const { bedrooms, age, floor, heating, area } = request;
    const given = { bedrooms, age, floor, heating };
    const attributes = Object.fromEntries(
      ATTRIBUTES.flatMap((attribute) => {
        const value = given[attribute];
        return value === undefined ? [] : [[attribute, value]];
      }),
    );
    const result = estimate({
      evidence,
      property: { areaSquareMetres: area, attributes },
      currency: 'TRY',
      asking: request.asking ?? null,
      display: request.currency ?? 'TRY',
      rates: RATES,
      today: this.today,
    });
    if (result.status === 'insufficient') return { status: 'valued', place, result };
    const trend = trendOf({ series: evidence.trend, currency: 'TRY', rates: ratesHistory() });
    const level = place.at(-1)?.level ?? 'city';
    return {
      status: 'valued',
      place,
      result: { ...result, trend: { ...trend, level, currency: 'TRY' } },
    };
  }

  async options(place: Parameters<Valuer['options']>[0]): ReturnType<Valuer['options']> {
    if (this.failure) throw this.failure;
    const isKnown = place.city !== UNKNOWN_CITY;
    const names = (attribute: keyof typeof SEGMENTS) =>
      isKnown ? Object.keys(this.segments[attribute]) : [];
    return {
      segments: {
        bedrooms: names('bedrooms'),
        age: names('age'),
        floor: names('floor'),
        heating: names('heating'),
      },
      currency: 'TRY',
      currencies: ['TRY', 'EUR', 'USD', 'RUB', 'AED', 'THB'],
    } satisfies EvaluationOptions;
  }

  #faults(request: EvaluationRequest): RequestFault[] {
    const issue = evaluationRequest.safeParse(request).error?.issues[0];
    if (issue) throw new Error(`the bot asked for nonsense: ${JSON.stringify(issue)}`);
    const faults: RequestFault[] = [];
    const { currencies } = { currencies: ['TRY', 'EUR', 'USD', 'RUB', 'AED', 'THB'] };
    const unknown = (field: string, given: string | undefined) => {
      if (given === undefined || currencies.includes(given)) return;
      faults.push({ field, code: 'unknown-currency', given, allowed: currencies });
    };
    unknown('asking.currency', request.asking?.currency);
    unknown('currency', request.currency);
    for (const attribute of ATTRIBUTES) {
      const given = request[attribute];
      const names = Object.keys(this.segments[attribute]);
      if (typeof given !== 'string' || request.city === UNKNOWN_CITY) continue;
      if (matchSegment({ attribute, value: given, names }).segment !== undefined) continue;
      faults.push({ field: attribute, code: 'unknown-segment', given, allowed: names });
    }
    return faults;
  }

  #evidence(
    place: readonly EvaluatedPlace[],
    { bedrooms, age, floor, heating }: EvaluationRequest,
  ): Evidence {
    if (place.some(({ level, id }) => level === 'city' && id === UNKNOWN_CITY)) {
      return { general: [], segments: [], trend: [] };
    }
    const levels = place.map(({ level }) => level);
    const general = levels.map((level, depth) => record(level, 50_000 + depth * 8_000));
    const given = { bedrooms, age, floor, heating };
    const segments = ATTRIBUTES.flatMap((attribute) => {
      const value = given[attribute];
      const table = this.segments[attribute];
      if (value === undefined) return [];
      const { segment } = matchSegment({ attribute, value, names: Object.keys(table) });
      return Object.entries(table).flatMap(([name, ratio]) =>
        segment === undefined
          ? []
          : [{ ...record('city', 58_000 * ratio), attribute, segment: name }],
      );
    });
    return { general, segments, trend: series() };
  }
}

function placeOf({ country, city, county, district }: EvaluationRequest): EvaluatedPlace[] {
  const ids = { country, city, county, district };
  return (['country', 'city', 'county', 'district'] as const).flatMap((level) => {
    const id = ids[level];
    return id === undefined ? [] : [{ level, id, name: NAMES[level][id] ?? String(id) }];
  });
}

function record(level: Level, price: number): MarketRecord {
  const quote = (of: number): Quote => ({
    price: of,
    minimum: of * 0.7,
    maximum: of * 1.4,
    count: 320,
  });
  return {
    level,
    date: '2026-11-01',
    sale: quote(price),
    rent: quote(price * 0.005),
    yield: 0.06,
    demo: true,
  };
}

/** The sixty months a market gives, at three per cent a month. */
function series() {
  return Array.from({ length: 60 }, (_, at) => ({
    year: 2021 + Math.floor((at + 11) / 12),
    month: ((at + 11) % 12) + 1,
    sale: 10_000 * 1.03 ** at,
  }));
}

/** The lira, losing two and a half per cent a month. */
function ratesHistory(): DatedRates[] {
  return series().map(({ year, month }, at) => ({
    date: `${year}-${String(month).padStart(2, '0')}-20`,
    perEuro: { TRY: 11 * 1.025 ** at },
  }));
}
