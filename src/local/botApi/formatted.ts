import type { MessageEntity } from 'telegraf/types';

/** With the one kind telegraf's types do not know. */
export type Entity =
  | MessageEntity
  | { type: 'expandable_blockquote'; offset: number; length: number };

/** A text as a person sees it and how parts of it are formatted; offsets and lengths in UTF-16 code units. */
export interface FormattedText {
  text: string;
  entities: Entity[];
}

/** Outer ones before inner ones, as Telegram lists them. */
export function sorted(entities: Entity[]): Entity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}
