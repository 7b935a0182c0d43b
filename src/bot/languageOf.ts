import { LANGUAGES, type Language } from '../i18n/languages.ts';

/** Languages whose speakers read Russian rather than English. */
const NEAR_RUSSIAN = new Set(['az', 'be', 'hy', 'kk', 'ky', 'tg', 'tk', 'uk', 'uz']);

/** The language for a Telegram language code (IETF tag): Russian without one, English where none fits. */
export function languageOf(code: string | undefined): Language {
  if (!code) return 'ru';
  const base = code.toLowerCase().split('-')[0] ?? '';
  const known = LANGUAGES.find((language) => language === base);
  return known ?? (NEAR_RUSSIAN.has(base) ? 'ru' : 'en');
}
