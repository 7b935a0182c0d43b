import { signal } from '@preact/signals';
import { ask, Failure } from '../data/ask.ts';
import { keptAnswers } from '../data/storage.ts';
import {
  childrenPath,
  type ChildrenAnswer,
  type ChosenPlace,
  type CountriesAnswer,
  type PlaceIds,
} from '../data/answers.ts';
import type { Level } from '../../valuation/evidence.ts';
import { languageNow } from '../texts.ts';

export const COUNTRIES_PATH = '/api/countries';

/** The open countries, once they are known. */
export const countries = signal<CountriesAnswer['countries']>(
  (keptAnswers.read(COUNTRIES_PATH)?.value as CountriesAnswer | undefined)?.countries ?? [],
);

/** What a country is called in the person's language; undefined while the countries are not known. */
export const countryName = (id: number): string | undefined =>
  countries.value.find((country) => country.id === id)?.names[languageNow()];

/** The name of a place itself, its country in the person's language. */
export function ownName({ level, ids, names }: ChosenPlace): string {
  return (level === 'country' ? countryName(ids.country) : undefined) ?? names.at(-1) ?? '';
}

/** Where a place lies, from near to far: «Аланья, Анталья, Турция». */
export function whereabouts({ ids, names }: ChosenPlace): string {
  const [country = '', ...inside] = names.slice(0, -1);
  return [...inside.reverse(), countryName(ids.country) ?? country].filter(Boolean).join(', ');
}

export const levelOf = ({ city, county, district }: PlaceIds): ChosenPlace['level'] =>
  city === undefined
    ? 'country'
    : county === undefined
      ? 'city'
      : district === undefined
        ? 'county'
        : 'district';

const DEEP_LINK = /^place((?:_\d{1,15}){2,4})$/;

/** The ids a link to a place names (`place_1_7_85`), which has at least a city. */
export function readPlaceLink(parameter: string): PlaceIds | undefined {
  const numbers = DEEP_LINK.exec(parameter)?.[1]?.split('_').slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const [country = 0, city, county, district] = numbers;
  return {
    country,
    ...(city !== undefined && { city }),
    ...(county !== undefined && { county }),
    ...(district !== undefined && { district }),
  };
}

/** The parameter of a link to a place. */
export const placeLink = ({
  country,
  city,
  county,
  district,
}: Partial<Record<Level, number | undefined>>) =>
  ['place', country, city, county, district].filter((part) => part !== undefined).join('_');

/**
 * A place with the names on the way to it.
 * @throws Failure; `not-found` for a place that is not there
 */
export async function findPlace(ids: PlaceIds): Promise<ChosenPlace> {
  const { country, city, county, district } = ids;
  const steps = [
    [{ country }, city],
    [{ country, ...(city !== undefined && { city }) }, county],
    [
      { country, ...(city !== undefined && { city }), ...(county !== undefined && { county }) },
      district,
    ],
  ] as const;
  const names = steps.map(async ([above, id]) => {
    const path = childrenPath(above);
    if (id === undefined || path === undefined) return [];
    const answer = await ask<ChildrenAnswer>(path);
    const found = Object.values(answer)[0]?.find((child) => child.id === id);
    if (found === undefined) throw new Failure('not-found');
    return [found.name];
  });
  const known = ask<CountriesAnswer>(COUNTRIES_PATH).then((answer) => {
    countries.value = answer.countries;
  });
  const [inside] = await Promise.all([Promise.all(names), known]);
  return { level: levelOf(ids), ids, names: [countryName(country) ?? '', ...inside.flat()] };
}
