import { LARGEST_PROVINCES, priceOfProvince } from './demoProvinces.ts';
import { MONTHS } from './demoSeries.ts';
import { SeededRandom } from './random.ts';
import type { CityNode, CountryTree } from './tree.ts';

/** The segments of each table with how their price stands to the general one. */
export const SEGMENTS = {
  house_type_data: { '1+0': 1.12, '1+1': 1.08, '2+1': 1, '3+1': 0.95, '4+1': 0.98, '5+1': 1.06 },
  age_data: { '0': 1.2, '1-4': 1.13, '5-10': 1.03, '11-15': 0.95, '16-20': 0.89, '21+': 0.8 },
  floor_segment_data: {
    basement: 0.8,
    ground: 0.92,
    '1-3': 1,
    '4-7': 1.03,
    '8-12': 1.08,
    '13+': 1.16,
  },
  heating_data: {
    'natural gas': 1.03,
    'central heating': 1.02,
    'floor heating': 1.22,
    'air conditioning': 0.94,
    stove: 0.72,
  },
} as const;

type General = [
  salePrice: number,
  rentPrice: number,
  saleCount: number,
  rentCount: number,
  area: number,
  days: number,
];
/** Per mille of the general price. */
type SegmentFigures = [sale: number, rent: number, saleCount: number, rentCount: number];
/** The last months, how far each is from the common course, in per mille, and how many offers it had. */
type TrendFigures = [sale: number[], rent: number[], saleCount: number[]];

/** Figures of one place. Where there is no general record its prices only serve the others. */
export interface DemoPlace {
  /** City, county and district; null below the place's own level. */
  ids: [number | null, number | null, number | null];
  hasGeneral: boolean;
  general: General;
  /** By table, in the order of its segments; null where there is none, absent where the table has nothing here. */
  segments: Partial<Record<keyof typeof SEGMENTS, (SegmentFigures | null)[]>>;
  trend: TrendFigures | null;
}

const TABLES = Object.keys(SEGMENTS) as (keyof typeof SEGMENTS)[];
const RENT_SHARE = 0.0056;
const DISTRICT_SHARE = 0.05;
/** Shares of places where something is missing on purpose, as it is in real installations. */
const MISSING = { general: 0.04, trend: 0.15, longTrend: 0.05, districtTrend: 0.75, segment: 0.04 };
const SHORT_TREND_MONTHS = 8;

/** With fewer offers only the first two tables have a place. */
const FEW_OFFERS = 175;

interface Sketch {
  ids: DemoPlace['ids'];
  price: number;
  /** Offers for sale. */
  offers: number;
  tables: readonly (keyof typeof SEGMENTS)[];
  trendMonths: number;
  hasGeneral?: boolean;
}

/** Figures for the country, each of its cities and counties, and a share of the largest cities' districts. */
export function demoMarket(tree: CountryTree): DemoPlace[] {
  const places: DemoPlace[] = [];
  let offers = 0;
  let value = 0;
  for (const city of tree.cities) {
    const counties = cityPlaces(city);
    places.push(...counties);
    const [own] = counties;
    if (own === undefined) continue;
    offers += own.general[2];
    value += own.general[0] * own.general[2];
  }
  const country = { ids: [null, null, null] as DemoPlace['ids'], price: value / offers, offers };
  return [placeOf({ ...country, tables: TABLES, trendMonths: MONTHS }), ...places];
}

function cityPlaces([cityId, , counties]: CityNode): DemoPlace[] {
  const random = new SeededRandom(`city ${cityId}`);
  const price = priceOfProvince(cityId) * random.between(0.93, 1.07);
  const size = price / 1_000;
  const lower: DemoPlace[] = [];
  let offers = 0;
  for (const [countyId, , districts] of counties) {
    const own = new SeededRandom(`county ${countyId}`);
    const weight = Math.sqrt(districts.length);
    const countyOffers = Math.round(weight * size * own.between(0.2, 1.6)) + 3;
    offers += countyOffers;
    const countyPrice = price * (0.62 + Math.min(0.5, weight / 18) + own.between(-0.08, 0.18));
    lower.push(
      placeOf({
        ids: [cityId, countyId, null],
        price: countyPrice,
        offers: countyOffers,
        tables: countyOffers < FEW_OFFERS ? TABLES.slice(0, 2) : TABLES,
        trendMonths: trendMonths(own),
        hasGeneral: !own.chance(MISSING.general),
      }),
    );
    if (!LARGEST_PROVINCES.has(cityId)) continue;
    for (const [districtId] of districts) {
      const near = new SeededRandom(`district ${districtId}`);
      if (!near.chance(DISTRICT_SHARE)) continue;
      lower.push(
        placeOf({
          ids: [cityId, countyId, districtId],
          price: countyPrice * near.between(0.85, 1.2),
          offers: Math.round(countyOffers * near.between(0.02, 0.2)) + 1,
          tables: TABLES.slice(0, 1),
          trendMonths: near.chance(MISSING.districtTrend) ? 0 : MONTHS,
        }),
      );
    }
  }
  const city = { ids: [cityId, null, null] as DemoPlace['ids'], price, offers };
  return [placeOf({ ...city, tables: TABLES, trendMonths: MONTHS }), ...lower];
}

function trendMonths(random: SeededRandom): number {
  if (random.chance(MISSING.trend)) return 0;
  return random.chance(MISSING.longTrend) ? SHORT_TREND_MONTHS : MONTHS;
}

function placeOf({
  ids,
  price,
  offers,
  tables,
  trendMonths,
  hasGeneral = true,
}: Sketch): DemoPlace {
  const random = new SeededRandom(`market ${ids.join('/')}`);
  const rent = price * RENT_SHARE * random.between(0.85, 1.15);
  const general: General = [
    Math.round(price / 100) * 100,
    Math.round(rent),
    offers,
    Math.round(offers * random.between(0.2, 0.5)),
    Math.round(random.between(85, 130)),
    Math.round(random.between(35, 110)),
  ];
  return {
    ids,
    hasGeneral,
    general,
    segments: Object.fromEntries(
      tables.map((table) => [table, segmentsOf(Object.values(SEGMENTS[table]), general, random)]),
    ),
    trend: trendMonths === 0 ? null : trendOf(trendMonths, offers, random),
  };
}

function segmentsOf(
  ratios: number[],
  general: General,
  random: SeededRandom,
): (SegmentFigures | null)[] {
  const [, , saleCount, rentCount] = general;
  return ratios.map((ratio) => {
    const share = random.between(0.05, 0.3);
    const count = Math.round(saleCount * share);
    if (count === 0 || random.chance(MISSING.segment)) return null;
    // the fewer offers, the further from what is usual
    const noise = Math.min(0.12, 0.25 / Math.sqrt(count));
    const sale = ratio * (1 + noise * random.deviation());
    const rent = (0.5 + ratio / 2) * (1 + noise * random.deviation());
    return [
      Math.round(sale * 1_000),
      Math.round(rent * 1_000),
      count,
      Math.round(rentCount * share),
    ];
  });
}

function trendOf(months: number, offers: number, random: SeededRandom): TrendFigures {
  const noise = Math.min(30, 8 + 60 / Math.sqrt(offers + 1));
  const wander = (): number[] => {
    let away = 0;
    const course = Array.from({ length: months }, () => {
      away = away * 0.85 + noise * 0.5 * random.deviation();
      return Math.round(away);
    });
    // ends where the general record is
    return course.map((value) => value - (course.at(-1) ?? 0));
  };
  return [
    wander(),
    wander(),
    Array.from({ length: months }, () =>
      Math.max(1, Math.round(offers * random.between(0.88, 1.12))),
    ),
  ];
}
