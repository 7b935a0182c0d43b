import { readFileSync } from 'node:fs';
import type { Language } from './languages.ts';

/**
 * Who reads a text: clients of the api, people in chats, admins in chats, people and admins in the Mini App. Each part has its
 * file in each language.
 */
export const PARTS = ['api', 'bot', 'evaluation', 'admin', 'webapp', 'webappAdmin'] as const;

export type Part = (typeof PARTS)[number];

/** The Fluent source of one part in one language. */
export function readLocale(part: Part, language: Language): string {
  return readFileSync(new URL(`locales/${part}.${language}.ftl`, import.meta.url), 'utf8');
}
