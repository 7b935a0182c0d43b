import type { PlaceLevel } from './openIndex.ts';

/** Which place: the ids from its country down to itself. */
export interface PlaceIds {
  country: number;
  city?: number;
  county?: number;
  district?: number;
}

/** Ids of which some are named without a value. */
type LooseIds = Pick<PlaceIds, 'country'> & {
  [Level in Exclude<PlaceLevel, 'country'>]?: number | null | undefined;
};

const LINK = /^place((?:_\d{1,16}){1,4})$/;

/** The payload of a link to a place, in the bot and in the Mini App: `place_1_7_123`, from the country down. */
export function placeLink(ids: LooseIds): string {
  return ['place', ...numbersOf(ids)].join('_');
}

/** The place a link names; undefined for any other payload. */
export function readPlaceLink(payload: string): PlaceIds | undefined {
  const numbers = LINK.exec(payload)?.[1]?.split('_').slice(1).map(Number);
  return numbers && idsOf(numbers);
}

/** Ids given from the country down; undefined when they are none of a place. */
export function idsOf(numbers: readonly number[]): PlaceIds | undefined {
  const [country, city, county, district, ...rest] = numbers;
  if (country === undefined || rest.length > 0) return undefined;
  if (!numbers.every((number) => Number.isSafeInteger(number))) return undefined;
  return {
    country,
    ...(city !== undefined && { city }),
    ...(county !== undefined && { county }),
    ...(district !== undefined && { district }),
  };
}

/** The reverse of idsOf. */
export function numbersOf({ country, city, county, district }: LooseIds): number[] {
  return [country, city, county, district].filter((id) => id != null);
}

/** How far down the ids lead. */
export function levelOf({ city, county, district }: PlaceIds): PlaceLevel {
  if (city === undefined) return 'country';
  if (county === undefined) return 'city';
  return district === undefined ? 'county' : 'district';
}
