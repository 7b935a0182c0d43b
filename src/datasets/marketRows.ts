import type { Finding } from '../cache/validation.ts';
import type { PlaceLevel } from '../places/openIndex.ts';
import type { Stepwise } from '../stepwise.ts';
import { idOf } from './catalogRows.ts';
import {
  preferred,
  recordOf,
  segmentOf,
  type Indicators,
  type MarketRecord,
} from './marketRecords.ts';
import type { TableRow } from './marketTables.ts';
import { TrendRows, type Trend } from './marketTrends.ts';
import { Tally } from './rawValues.ts';

/** What a property may be told apart by; each has a table of its own. */
export const ATTRIBUTES = ['bedrooms', 'age', 'floor', 'heating'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

const ATTRIBUTE_OF: Record<string, Attribute> = {
  house_type_data: 'bedrooms',
  age_data: 'age',
  floor_segment_data: 'floor',
  heating_data: 'heating',
};
const TRENDS = 'property_trends';
/** The tables the market is made of. */
export const MARKET_TABLES = ['general_data', ...Object.keys(ATTRIBUTE_OF), TRENDS] as const;

export interface Segment extends Indicators {
  /** As the installation names it: `2+1`, `5-10`, `natural gas`. */
  segment: string;
}

/** All that is known of the market of one place. */
export interface PlaceMarket {
  level: PlaceLevel;
  /** Unique within its country and level. */
  id: number;
  /** Whether anything of it is generated rather than observed. */
  demo: boolean;
  general: Indicators | null;
  segments: Record<Attribute, Segment[]>;
  trend: Trend | null;
}

interface Gathered {
  level: PlaceLevel;
  id: number;
  /** How many rows name it. */
  rows: number;
  general?: MarketRecord;
  segments: Map<Attribute, Map<string, MarketRecord>>;
  trend?: TrendRows;
}

/** Rules by which a whole row is left out because it cannot be used; the others mend a value or drop a repetition. */
const UNUSABLE = [
  'unreadable-id',
  'no-segment',
  'unreadable-segment',
  'no-price',
  'future-date',
  'unreadable-month',
  'future-month',
];
/** A table of which more is unusable is broken as a whole. */
const UNUSABLE_SHARE = 0.5;

interface MarketRowsOptions {
  countryId: number;
  /** As `2026-11-23`, UTC. */
  today: string;
}

/**
 * Makes the market of a country from its rows, in whatever order they come. Every row is either in the result or
 * tallied under the rule that left it out; every value put right is tallied too, and every row nobody finds.
 */
export class MarketRows {
  readonly #options: MarketRowsOptions;
  readonly #tally = new Tally();
  readonly #places = new Map<string, Gathered>();
  #rows = 0;

  constructor(options: MarketRowsOptions) {
    this.#options = options;
  }

  *take(table: string, rows: readonly TableRow[]): Stepwise<void> {
    for (const row of rows) {
      yield;
      this.#rows += 1;
      const place = this.#placeOf(row);
      if (place === undefined) continue;
      place.rows += 1;
      this.#takeRow(table, row, place);
    }
  }

  /** The places that have anything, by level and id. */
  *places(): Stepwise<PlaceMarket[]> {
    const places: PlaceMarket[] = [];
    for (const gathered of this.#places.values()) {
      yield;
      const place = placeMarket(gathered, this.#tally);
      if (place) places.push(place);
    }
    return places.sort((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : a.id - b.id));
  }

  /** The places below the country that rows name, `[level, id]`. */
  named(): [level: PlaceLevel, id: number][] {
    return [...this.#places.values()].flatMap(({ level, id }) =>
      level === 'country' ? [] : [[level, id]],
    );
  }

  /** Tallies the rows of places the catalogue does not have. They are kept: its rows may come later. */
  *takeUnknown(places: readonly (readonly [level: string, id: number])[]): Stepwise<void> {
    for (const [level, id] of places) {
      yield;
      const { rows = 0 } = this.#places.get(`${level} ${id}`) ?? {};
      if (rows > 0) this.#tally.add('unknown-place', `${level} ${id}`, rows);
    }
  }

  notes(): Finding[] {
    return this.#tally.notes();
  }

  /** Whether so many rows are unusable that the rest is not to be trusted. */
  findings(): Finding[] {
    const unusable = this.#tally.count(...UNUSABLE);
    if (unusable <= this.#rows * UNUSABLE_SHARE) return [];
    const reasons = this.#tally.notes().filter(({ rule }) => UNUSABLE.includes(rule));
    const told = reasons.map(({ rule, message }) => `${rule} (${message})`).join(', ');
    return [
      { rule: 'unusable-rows', message: `непригодны ${unusable} строк из ${this.#rows}: ${told}` },
    ];
  }

  #takeRow(table: string, row: TableRow, place: Gathered): void {
    const { today } = this.#options;
    const tally = this.#tally;
    if (table === TRENDS) {
      (place.trend ??= new TrendRows()).take(row, today, tally);
      return;
    }
    const attribute = ATTRIBUTE_OF[table];
    const segment = attribute && segmentOf(row[3], tally);
    if (segment === null) return;
    const record = recordOf(row, today, tally);
    if (record === undefined) return;
    if (attribute === undefined || segment === undefined) {
      place.general = place.general ? preferred(place.general, record, tally) : record;
      return;
    }
    const segments = place.segments.get(attribute) ?? new Map<string, MarketRecord>();
    const known = segments.get(segment);
    segments.set(segment, known ? preferred(known, record, tally) : record);
    place.segments.set(attribute, segments);
  }

  /** The most specific place a row names; undefined by the rule `unreadable-id`. */
  #placeOf(row: TableRow): Gathered | undefined {
    const [city = null, county = null, district = null] = row.slice(0, 3).map(idOf);
    const ids = { country: this.#options.countryId, city, county, district };
    if ([city, county, district].some((id) => Number.isNaN(id))) {
      this.#tally.add('unreadable-id', JSON.stringify(row.slice(0, 3)));
      return undefined;
    }
    const level = (['district', 'county', 'city', 'country'] as const).find(
      (one) => ids[one] !== null,
    )!;
    const id = ids[level]!;
    const key = `${level} ${id}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = { level, id, rows: 0, segments: new Map() };
      this.#places.set(key, place);
    }
    return place;
  }
}

function placeMarket(gathered: Gathered, tally: Tally): PlaceMarket | undefined {
  const { level, id, general, segments } = gathered;
  const { trend, demo } = gathered.trend?.series(tally) ?? { trend: null, demo: false };
  if (general === undefined && segments.size === 0 && trend === null) return undefined;
  const records = [...segments.values()].flatMap((named) => Array.from(named.values()));
  const listed = (attribute: Attribute): Segment[] =>
    [...(segments.get(attribute) ?? [])]
      .sort(([a], [b]) => collator.compare(a, b) || (a < b ? -1 : 1))
      .map(([segment, { asOf, sale, rent, yield: gross }]) => ({
        segment,
        asOf,
        sale,
        rent,
        yield: gross,
      }));
  return {
    level,
    id,
    demo: demo || [general, ...records].some((record) => record?.demo),
    general: general ? indicatorsOf(general) : null,
    segments: {
      bedrooms: listed('bedrooms'),
      age: listed('age'),
      floor: listed('floor'),
      heating: listed('heating'),
    },
    trend,
  };
}

const collator = new Intl.Collator('en', { numeric: true });

function indicatorsOf({ demo: _demo, ...indicators }: MarketRecord): Indicators {
  return indicators;
}
