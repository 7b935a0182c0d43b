import { badRequest } from './botApiError.ts';
import { byteOffset, linkEntity, sorted, type Entity, type FormattedText } from './formatted.ts';

const PLAIN: Record<string, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler'> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
};
const OTHERS = new Set(['a', 'pre', 'code', 'blockquote', 'tg-emoji']);
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot)(?![a-z]));?/gi;
const ATTRIBUTE =
  /([^\s=>/"']+)(?:\s*(=)\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([\w.-]*)(?=(.?))))?\s*/sy;

function decode(text: string): string {
  return text.replaceAll(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

interface OpenTag {
  name: string;
  attributes: Record<string, string>;
  offset: number;
}

/** Entities of an ended tag; a `code` with a language inside `pre` becomes one `pre`. */
function entitiesOf(tag: OpenTag, text: string, inner: Entity | undefined): Entity[] {
  const place = { offset: tag.offset, length: text.length - tag.offset };
  const plain = PLAIN[tag.name];
  if (plain !== undefined) return [{ type: plain, ...place }];
  if (tag.name === 'a') return linkEntity(tag.attributes.href || text.slice(tag.offset), place);
  if (tag.name === 'tg-emoji') {
    const identifier = tag.attributes['emoji-id'] ?? '';
    if (!/^[1-9]\d*$/.test(identifier)) {
      throw badRequest("Can't parse entities: Invalid custom emoji identifier specified");
    }
    return [{ type: 'custom_emoji', ...place, custom_emoji_id: identifier }];
  }
  if (tag.name === 'blockquote') {
    const expandable = tag.attributes.expandable !== undefined;
    return [{ type: expandable ? 'expandable_blockquote' : 'blockquote', ...place }];
  }
  if (tag.name === 'code') {
    const language = /^language-(.+)$/.exec(tag.attributes.class ?? '')?.[1];
    // for `pre` around it to find; removed at the end where there was none
    return [{ type: 'code', ...place, ...(language !== undefined && { language }) }];
  }
  const language = inner?.type === 'code' && 'language' in inner ? String(inner.language) : '';
  if (language === '' || inner?.offset !== place.offset || inner.length !== place.length) {
    return [{ type: 'pre', ...place }];
  }
  return [{ type: 'pre', ...place, language }];
}

/** @throws BotApiError for markup Telegram refuses */
export function parseHtml(source: string): FormattedText {
  const refuse = (reason: string, index?: number) =>
    badRequest(
      `Can't parse entities: ${reason}` +
        (index === undefined ? '' : ` at byte offset ${byteOffset(source, index)}`),
    );
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';

  function startTag(begin: number): number {
    const name = /^[^\s>]*/.exec(source.slice(begin + 1))?.[0].toLowerCase() ?? '';
    let index = begin + 1 + name.length;
    if (index >= source.length) throw refuse('Unclosed start tag', begin);
    if (!Object.hasOwn(PLAIN, name) && !OTHERS.has(name)) {
      throw refuse(`Unsupported start tag "${name}"`, begin);
    }
    const attributes: Record<string, string> = {};
    index += /^\s*/.exec(source.slice(index))?.[0].length ?? 0;
    while (source[index] !== '>') {
      if (index >= source.length) throw refuse('Unclosed start tag', begin);
      ATTRIBUTE.lastIndex = index;
      const match = ATTRIBUTE.exec(source);
      if (match === null) throw refuse(`Empty attribute name in the tag "${name}"`, begin);
      const [whole, attribute = '', equals, double, single, token = '', after = ''] = match;
      if (/[^\s>]/.test(after)) {
        const tokenIndex = source.indexOf(token, index + attribute.length + 1);
        throw refuse('Unexpected end of name token', tokenIndex);
      }
      index += whole.length;
      if (index >= source.length) {
        throw refuse(
          equals === undefined ? `Unclosed start tag "${name}"` : 'Unclosed start tag',
          begin,
        );
      }
      attributes[attribute] = decode(double ?? single ?? '') || token.toLowerCase();
    }
    if (name === 'span' && attributes.class !== 'tg-spoiler') {
      throw refuse('Tag "span" must have class "tg-spoiler"', begin);
    }
    open.push({ name, attributes, offset: text.length });
    return index + 1;
  }

  function endTag(begin: number): number {
    const tag = open.pop();
    if (tag === undefined) throw refuse('Unexpected end tag', begin);
    const match = /^([^\s>]*)\s*>/.exec(source.slice(begin + 2));
    if (match === null) throw refuse('Unclosed end tag', begin);
    const name = (match[1] ?? '').toLowerCase();
    if (name !== '' && name !== tag.name) {
      const at = `Unmatched end tag at byte offset ${byteOffset(source, begin)}`;
      throw refuse(`${at}, expected "</${tag.name}>", found "</${name}>"`);
    }
    if (text.length > tag.offset) {
      const found = entitiesOf(tag, text, entities.at(-1));
      if (found[0]?.type === 'pre' && 'language' in found[0]) entities.pop();
      entities.push(...found);
    }
    return begin + 2 + match[0].length;
  }

  for (let index = 0; index < source.length;) {
    if (source[index] !== '<') {
      const next = source.indexOf('<', index);
      const end = next === -1 ? source.length : next;
      text += decode(source.slice(index, end));
      index = end;
    } else index = source[index + 1] === '/' ? endTag(index) : startTag(index);
  }
  const unended = open.at(-1);
  if (unended) throw refuse(`Can't find end tag corresponding to start tag "${unended.name}"`);
  for (const entity of entities) {
    if (entity.type === 'code') Reflect.deleteProperty(entity, 'language');
  }
  return { text, entities: sorted(entities) };
}
