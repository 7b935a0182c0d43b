import type { PlaceIds } from '../datasets/placeTree.ts';

const LINK = /^place((?:_\d{1,16}){1,4})$/;

/** The payload of a deep link to a place: `place_1_7_123`, from the country down. */
export function placeLink(ids: PlaceIds): string {
  return ['place', ...numbersOf(ids)].join('_');
}

/** The place a deep link names; undefined for any other payload. */
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
export function numbersOf({ country, city, county, district }: PlaceIds): number[] {
  return [country, city, county, district].filter((id) => id !== undefined);
}
