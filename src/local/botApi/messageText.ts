import { badRequest, reading } from './botApiError.ts';
import { sorted, type Entity, type FormattedText } from './formatted.ts';
import { checkLink } from './links.ts';
import {
  isObject,
  requiredObject,
  requiredText,
  type JsonObject,
  type Parameters,
} from './parameters.ts';

const MAXIMUM_TEXT_BYTES = 32_768;
const FORMATS = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'blockquote',
  'expandable_blockquote',
]);
/** Telegram finds these itself and ignores the given ones. */
const FOUND = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

/**
 * The text of a message and its formatting, as the given entities say. Markup is refused: the bot shall send none.
 * @throws BotApiError in Telegram's words for no text, too much text, markup or wrong entities
 */
export function messageText(parameters: Parameters): FormattedText {
  if (!parameters.has('text')) throw badRequest('Message text is empty');
  const formatted = readFormatted(parameters, { text: 'text', entities: 'entities' });
  if (formatted.text === '') throw badRequest('Text must be non-empty');
  if (formatted.text.length > 4096) throw badRequest('Message is too long');
  return formatted;
}

/** The caption of a picture; an empty text where there is none. */
export function captionText(parameters: Parameters): FormattedText {
  const formatted = readFormatted(parameters, { text: 'caption', entities: 'caption_entities' });
  if (formatted.text.length > 1024) throw badRequest('Message caption is too long');
  return formatted;
}

function readFormatted(
  parameters: Parameters,
  names: { text: string; entities: string },
): FormattedText {
  const source = parameters.text(names.text);
  if (Buffer.byteLength(source) > MAXIMUM_TEXT_BYTES) throw badRequest('Text is too long');
  if (parameters.has('parse_mode')) throw badRequest('Unsupported parse_mode');
  const given = parameters.json(names.entities, 'entities');
  const entities = Array.isArray(given) ? given.flatMap((entity) => readEntity(entity)) : [];
  for (const entity of entities) checkPlace(source, entity);
  return cleaned({ text: source, entities: sorted(entities) });
}

function readEntity(value: unknown): Entity[] {
  return reading('MessageEntity', () => {
    if (!isObject(value)) throw badRequest('expected an Object');
    const place = { offset: wholeNumber(value, 'offset'), length: wholeNumber(value, 'length') };
    const type = requiredText(value, 'type');
    if (FOUND.has(type)) return [];
    if (!FORMATS.has(type)) throw badRequest('Unsupported type specified');
    if (type === 'text_mention') wholeNumber(requiredObject(value, 'user'), 'id');
    if (type === 'custom_emoji') requiredText(value, 'custom_emoji_id');
    if (type === 'text_link') requiredText(value, 'url');
    return [{ ...value, ...place, type } as Entity];
  });
}

function wholeNumber(object: JsonObject, field: string): number {
  const value = Number(requiredText(object, field));
  if (!Number.isInteger(value)) throw badRequest(`Field "${field}" must be a valid Number`);
  return value;
}

function checkPlace(text: string, entity: Entity): void {
  const { offset, length } = entity;
  if (offset < 0) throw badRequest(`Receive an entity with incorrect offset ${offset}`);
  if (length < 0) throw badRequest(`Receive an entity with incorrect length ${length}`);
  if (offset >= text.length) {
    throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (offset + length > text.length) {
    throw badRequest(
      `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
    );
  }
  if (/[\uDC00-\uDFFF]/.test(text[offset] ?? '')) {
    const position = Buffer.byteLength(text.slice(0, offset - 1));
    throw badRequest(`Entity begins in a middle of a UTF-16 symbol at byte offset ${position}`);
  }
  if (entity.type === 'text_link') checkLink('Entity', entity.url);
}

/** Without control characters and without white space around it: what a person sees. */
function cleaned({ text, entities }: FormattedText): FormattedText {
  // oxlint-disable-next-line no-control-regex
  const visible = text.replaceAll(/[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g, ' ');
  const skipped: number[] = [];
  const start = visible.length - visible.trimStart().length;
  const end = visible.trimEnd().length;
  let kept = '';
  for (let index = 0; index < visible.length; index += 1) {
    skipped.push(kept.length);
    if (index >= start && index < end && visible[index] !== '\r') kept += visible[index];
  }
  skipped.push(kept.length);
  const moved = entities.map((entity) => {
    const offset = skipped[entity.offset] ?? kept.length;
    const until = skipped[entity.offset + entity.length] ?? kept.length;
    return { ...entity, offset, length: until - offset };
  });
  return { text: kept, entities: moved.filter(({ length }) => length > 0) };
}
