import { LANGUAGES, type Language } from '../i18n/languages.ts';

export const USERS_TABLE = 'users';
export const TELEGRAM_ID = 'telegram_id';

/** Somebody who talks to the bot, with the names Telegram gave. */
export interface Person {
  telegramId: number;
  username: string | null;
  firstName: string | null;
  lastName: string | null;
  language: Language;
  /** Whether they have blocked the bot. */
  blocked: boolean;
}

/** The newest that is known of one person and is not yet in the database. */
export interface Change {
  telegramId: number;
  /** When it was made, in milliseconds; a later change of the same person wins. */
  at: number;
  /** Null: the person is to be forgotten. */
  person: Person | null;
  /** When they last wanted to be forgotten, where that is still to be done; outlives later changes. */
  forgottenAt?: number;
}

const USERNAME_LENGTH = 64;
const NAME_LENGTH = 128;

/** Text that PostgreSQL takes: no control characters, no half of a surrogate pair, not too long; null when nothing is left. */
function cleaned(text: string | null, length: number): string | null {
  if (text === null) return null;
  const whole = text.slice(0, length).toWellFormed();
  return whole.replaceAll(/[\p{Cc}\uFFFD]/gu, '').trim() || null;
}

/** A person whose texts can be kept. */
export function cleanedPerson(person: Person): Person {
  const { telegramId, username, firstName, lastName, language, blocked } = person;
  return {
    telegramId,
    username: cleaned(username, USERNAME_LENGTH),
    firstName: cleaned(firstName, NAME_LENGTH),
    lastName: cleaned(lastName, NAME_LENGTH),
    language,
    blocked,
  };
}

/** The columns that are ours to write: user_status and created_at of a row stay as they are. */
export function rowOf(person: Person, at: number): Record<string, unknown> {
  const time = new Date(at).toISOString();
  return {
    [TELEGRAM_ID]: person.telegramId,
    username: person.username,
    tg_name: person.firstName,
    last_name: person.lastName,
    language: person.language,
    blocked_at: person.blocked ? time : null,
    updated_at: time,
  };
}

/** The language of a row, where it is one of ours however it is written («RU», «en-US»). */
export function languageIn(row: Record<string, unknown>): Language | undefined {
  const given = row['language'];
  const code = typeof given === 'string' ? given.slice(0, 2).toLowerCase() : undefined;
  return LANGUAGES.find((language) => language === code);
}
