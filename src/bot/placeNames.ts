import type { AdminCountry } from '../datasets/countries.ts';
import type { Place, PlaceStep } from '../datasets/placeTree.ts';
import type { Language } from '../i18n/languages.ts';
import { cleanName } from './screens.ts';

/** A country in the person's language, whatever its table calls it. */
export function countryName({ names, name }: AdminCountry, language: Language): string {
  return cleanName(names[language] || name);
}

export function placeName({ level, name }: PlaceStep, country: AdminCountry, language: Language) {
  return level === 'country' ? countryName(country, language) : cleanName(name);
}

/** «Турция › Antalya › Alanya»: from the country down to the place itself. */
export function placePath(place: Place, language: Language): string {
  return [...place.path, place].map((step) => placeName(step, place.country, language)).join(' › ');
}
