import type { MessageEntity } from 'telegraf/types';
import { isLink, userOfLink } from './links.ts';

/** With the one kind telegraf's types do not know. */
export type Entity =
  | MessageEntity
  | { type: 'expandable_blockquote'; offset: number; length: number };

/** A text as a person sees it and how parts of it are formatted; offsets and lengths in UTF-16 code units. */
export interface FormattedText {
  text: string;
  entities: Entity[];
}

/** Telegram counts in bytes of UTF-8 when it says where markup is wrong. */
export function byteOffset(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index));
}

/** The entity of a link or of a mention by id; none where Telegram silently drops the link. */
export function linkEntity(
  link: string,
  { offset, length }: { offset: number; length: number },
): Entity[] {
  const id = userOfLink(link);
  if (id !== undefined) {
    const user = { id, is_bot: false, first_name: String(id) };
    return [{ type: 'text_mention', offset, length, user }];
  }
  return isLink(link) ? [{ type: 'text_link', offset, length, url: link }] : [];
}

/** Outer ones before inner ones, as Telegram lists them. */
export function sorted(entities: Entity[]): Entity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}
