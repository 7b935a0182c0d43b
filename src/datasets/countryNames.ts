import { LANGUAGES, type Language } from '../i18n/languages.ts';

const displayNames = LANGUAGES.map(
  (language) => [language, new Intl.DisplayNames([language], { type: 'region' })] as const,
);

/** A country's name in every language, by its ISO code; the table's own name where there is no code. */
export function countryNames(iso2: string | null, name: string): Record<Language, string> {
  const known = iso2 !== null && /^[A-Za-z]{2}$/.test(iso2);
  const entries = displayNames.map(([language, names]) => [
    language,
    (known && names.of(iso2.toUpperCase())) || name,
  ]);
  return Object.fromEntries(entries) as Record<Language, string>;
}
