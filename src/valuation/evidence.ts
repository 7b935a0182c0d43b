/** From the coarsest to the most specific. */
export const LEVELS = ['country', 'city', 'county', 'district'] as const;
export type Level = (typeof LEVELS)[number];

export const ATTRIBUTES = ['bedrooms', 'age', 'floor', 'heating'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** What a group of listings costs, per m² in the country's currency (rent: per month). */
export interface Quote {
  /** Mean of the group. */
  price: number;
  minimum: number | null;
  maximum: number | null;
  /** Listings in the group; null where the installation does not tell. A group of none says nothing and is left out. */
  count: number | null;
}

/** The indicators of one place on one date. */
export interface MarketRecord {
  level: Level;
  /** The day, as YYYY-MM-DD. */
  date: string;
  sale: Quote | null;
  rent: Quote | null;
  /** Gross, as a fraction per year. */
  yield: number | null;
  /** Made up for demonstration. */
  demo: boolean;
}

/** The indicators of the listings of one place that share a segment ('2+1', '5-10', 'natural gas' …). */
export interface SegmentRecord extends MarketRecord {
  attribute: Attribute;
  segment: string;
}

/** Prices of one month, per m² in the country's currency. */
export interface MonthlyPrice {
  year: number;
  /** 1 to 12. */
  month: number;
  sale: number | null;
}

/** What is known about the places on the way from the country down to the property's own place. Order has no meaning. */
export interface Evidence {
  general: readonly MarketRecord[];
  segments: readonly SegmentRecord[];
  /** The series of one place on the way; it carries old records to today. */
  trend: readonly MonthlyPrice[];
}

/** What is known of a property. Values of attributes are numbers (bedrooms, years, floors) or names of segments. */
export interface Property {
  areaSquareMetres: number;
  attributes: Readonly<Partial<Record<Attribute, number | string>>>;
}
