import { Format } from 'telegraf';
import type { InlineKeyboardButton } from 'telegraf/types';

export type Formatted = Format.FmtString;
export type Button = InlineKeyboardButton;

/**
 * What one message shows. Its look is made of entities, never of markup in the text: a name that holds HTML or
 * Markdown is shown as it is.
 */
export interface Screen {
  text: Formatted;
  buttons?: readonly (readonly Button[])[];
}

const LONGEST_NAME = 80;
const LONGEST_BUTTON = 60;
const LONGEST_TEXT = 4_096;
/** Controls, and marks that turn the direction of the text around them. */
const STEERING = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+/gu;

/** A name from the database or from a person, as one short line that cannot steer the text around it. */
export function cleanName(name: string, longest: number = LONGEST_NAME): string {
  const line = name.replaceAll(STEERING, ' ').replaceAll(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/** Lines of a text; empty ones are kept, absent ones left out. */
export function lines(...parts: readonly (Formatted | string | undefined)[]): Formatted {
  return Format.join(
    parts.filter((part) => part !== undefined),
    '\n',
  );
}

/** A text cut to what one message may hold, its entities with it. */
export function fitMessage({ text, entities = [] }: Formatted): Formatted {
  if (text.length <= LONGEST_TEXT) return new Format.FmtString(text, [...entities]);
  const short = text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '');
  const kept = entities.flatMap((entity) => {
    const room = short.length - entity.offset;
    return room > 0 ? [{ ...entity, length: Math.min(entity.length, room) }] : [];
  });
  return new Format.FmtString(`${short}…`, kept);
}

/** A button that sends `data` back to the bot. */
export function button(text: string, data: string): Button {
  return { text: cleanName(text, LONGEST_BUTTON) || '—', callback_data: data };
}

export function linkButton(text: string, url: string): Button {
  return { text: cleanName(text, LONGEST_BUTTON), url };
}

export function webAppButton(text: string, url: string): Button {
  return { text: cleanName(text, LONGEST_BUTTON), web_app: { url } };
}
