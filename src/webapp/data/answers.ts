import type { Level } from '../../valuation/evidence.ts';
import type { Language } from '../../i18n/languages.ts';
import type { PlaceIds } from '../../places/placeIds.ts';

/** A place somebody chose, with the names on the way to it, its own last. */
export interface ChosenPlace {
  level: Level;
  ids: PlaceIds;
  names: string[];
}

/** `/api/countries` */
export interface CountriesAnswer {
  countries: {
    id: number;
    names: Record<Language, string>;
    currency: string | null;
    cityCount: number;
  }[];
}

/** `/api/countries/{id}/cities` and below: the one list of the level that was asked for. */
export type ChildrenAnswer = Partial<
  Record<
    'cities' | 'counties' | 'districts',
    { id: number; name: string; countyCount?: number; districtCount?: number }[]
  >
>;

/** `/api/search` */
export interface SearchAnswer {
  results: {
    level: Level;
    id: number;
    name: string;
    path: string[];
    ids: { country: number } & Record<'city' | 'county' | 'district', number | null>;
  }[];
}

/** `/api/rates`: units for one euro by currency in small letters. */
export interface RatesAnswer {
  rates: Record<string, number>;
  asOf: string;
  demo: boolean;
}

/** `/api/rates/history`, oldest month first. */
export interface RatesHistoryAnswer {
  months: { month: string; rates: Record<string, number> }[];
}

/** `POST /api/evaluations`: what came of keeping it. */
export interface SavingAnswer {
  status: 'saved' | 'failed' | 'removed' | 'off' | 'guest' | 'not-asked';
  message: string;
}

/** Ids without those of levels below the place. */
export function idsOf({
  country,
  city,
  county,
  district,
}: SearchAnswer['results'][number]['ids']): PlaceIds {
  return {
    country,
    ...(city !== null && { city }),
    ...(county !== null && { county }),
    ...(district !== null && { district }),
  };
}

/** Path of the API for the children of a place; undefined below the last level. */
export function childrenPath({ country, city, county, district }: PlaceIds): string | undefined {
  if (district !== undefined) return undefined;
  const base = `/api/countries/${country}`;
  if (county !== undefined) return `${base}/counties/${county}/districts`;
  return city === undefined ? `${base}/cities` : `${base}/cities/${city}/counties`;
}
