/** Languages everything a person reads exists in. */
export const LANGUAGES = ['ru', 'en', 'de', 'fr', 'tr'] as const;

export type Language = (typeof LANGUAGES)[number];
