import { signal } from '@preact/signals';
import { ask, Failure } from '../data/ask.ts';
import { keptAnswers } from '../data/storage.ts';
import {
  childrenPath,
  type ChildrenAnswer,
  type ChosenPlace,
  type CountriesAnswer,
} from '../data/answers.ts';
import { levelOf, type PlaceIds } from '../../places/placeIds.ts';
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

/** Where a place lies, from near to far: «Аланья, Анталья, Турция»; of a country there is nothing to say. */
export function whereabouts({ level, ids, names }: ChosenPlace): string {
  if (level === 'country') return '';
  const [country = '', ...inside] = names.slice(0, -1);
  return [...inside.reverse(), countryName(ids.country) ?? country].filter(Boolean).join(', ');
}

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
