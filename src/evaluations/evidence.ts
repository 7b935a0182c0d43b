import { LRUCache } from 'lru-cache';
import type { Snapshot } from '../cache/snapshot.ts';
import type { MarketDocument } from '../datasets/market.ts';
import {
  ATTRIBUTES,
  LEVELS,
  type Evidence,
  type Level,
  type MarketRecord,
  type MonthlyPrice,
  type Quote,
  type SegmentRecord,
} from '../valuation/evidence.ts';

/** What the document of one place says, in the words of the valuation. */
interface PlaceEvidence {
  level: Level;
  currency: string | null;
  demo: boolean;
  general: readonly MarketRecord[];
  segments: readonly SegmentRecord[];
  trend: readonly MonthlyPrice[];
}

/** What is known of all places on the way to a property. */
export interface GatheredEvidence {
  evidence: Evidence;
  /** Null where the country has none set. */
  currency: string | null;
  /** Whose series the evidence holds; null where no place has one. */
  trend: { level: Level; demo: boolean } | null;
}

type Indicators = NonNullable<MarketDocument['general']>;
type Offers = NonNullable<Indicators['sale']>;

const FEWEST_MONTHS = 12;
/** A document takes a tenth of a millisecond to unpack, and some 10 KB of memory when it is. */
const DOCUMENTS_REMEMBERED = 400;
const remembered = new WeakMap<Snapshot, LRUCache<string, PlaceEvidence>>();

/** What a market's documents at some paths say together; paths without a document say nothing. */
export function gatherEvidence(market: Snapshot, paths: readonly string[]): GatheredEvidence {
  const places = paths.flatMap((path) => evidenceAt(market, path) ?? []);
  const withTrend = trendPlace(places);
  return {
    evidence: {
      general: places.flatMap(({ general }) => general),
      segments: places.flatMap(({ segments }) => segments),
      trend: withTrend?.trend ?? [],
    },
    currency: places[0]?.currency ?? null,
    trend: withTrend === undefined ? null : { level: withTrend.level, demo: withTrend.demo },
  };
}

function evidenceAt(market: Snapshot, path: string): PlaceEvidence | undefined {
  const known = remembered.get(market) ?? new LRUCache({ max: DOCUMENTS_REMEMBERED });
  remembered.set(market, known);
  let evidence = known.get(path);
  if (evidence === undefined && market.document(path) !== undefined) {
    evidence = evidenceIn(market.body(path) as MarketDocument);
    known.set(path, evidence);
  }
  return evidence;
}

/**
 * The most specific place with a year of prices. Where none has as many, that with the most: its trend then says
 * itself that it is too short.
 */
function trendPlace(places: readonly PlaceEvidence[]): PlaceEvidence | undefined {
  const reach = ({ trend }: PlaceEvidence) => Math.min(trend.length, FEWEST_MONTHS);
  const rank = ({ level }: PlaceEvidence) => LEVELS.indexOf(level);
  const [first] = places.toSorted((a, b) => reach(b) - reach(a) || rank(b) - rank(a));
  return first && first.trend.length > 0 ? first : undefined;
}

function evidenceIn(document: MarketDocument): PlaceEvidence {
  const { level, currency, demo, general, segments, trend } = document;
  const recordsOf = (indicators: Indicators) => recordIn(indicators, level, demo);
  return {
    level,
    currency,
    demo,
    general: general === null ? [] : recordsOf(general),
    segments: ATTRIBUTES.flatMap((attribute) =>
      segments[attribute].flatMap((one) =>
        recordsOf(one).map((record) => Object.assign(record, { attribute, segment: one.segment })),
      ),
    ),
    trend: trend === null ? [] : monthsOf(trend),
  };
}

/** None of figures without a date: how old they are is not known, and nothing is invented. */
function recordIn(indicators: Indicators, level: Level, demo: boolean): MarketRecord[] {
  const { asOf: date, sale, rent, yield: gross } = indicators;
  if (date === null) return [];
  return [{ level, date, sale: quoteOf(sale), rent: quoteOf(rent), yield: gross, demo }];
}

function quoteOf(offers: Offers | null): Quote | null {
  if (offers === null) return null;
  const { price, min, max, count } = offers;
  return { price, minimum: min, maximum: max, count };
}

/** The months that have a price. */
function monthsOf({ from, salePrice }: NonNullable<MarketDocument['trend']>): MonthlyPrice[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  return salePrice.flatMap((sale, at) => {
    const month = first + at;
    return sale === null ? [] : [{ year: Math.floor(month / 12), month: (month % 12) + 1, sale }];
  });
}
