import { badRequest } from './botApiError.ts';
import { byteOffset, linkEntity, sorted, type Entity, type FormattedText } from './formatted.ts';

type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';

const RESERVED = '_*[]()~`>#+-=|{}.!\n';
const TYPES = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
} as const;
const MARKS: Partial<Record<Kind, string>> = {
  Bold: '*',
  Italic: '_',
  Underline: '__',
  Strikethrough: '~',
  Spoiler: '||',
  Code: '`',
  Pre: '```',
  TextUrl: ']',
  CustomEmoji: ']',
};

interface Open {
  kind: Kind;
  /** Where its text begins in the result. */
  offset: number;
  /** Where its mark begins in the source. */
  begin: number;
  language: string;
}

/** Any character of ASCII may be escaped. */
const isEscapable = (character = '\u007f') => character < '\u007f';
const refuse = (reason: string) => badRequest(`Can't parse entities: ${reason}`);

/** What stands in the parentheses after `]`, and where they end. */
function linkAfter(source: string, index: number): { link: string; end: number } {
  let link = '';
  for (let end = index; end < source.length; end += 1) {
    if (source[end] === ')') return { link, end };
    if (source[end] === '\\' && end + 1 < source.length) end += 1;
    link += source[end] ?? '';
  }
  throw refuse(`Can't find end of a URL at byte offset ${byteOffset(source, index)}`);
}

/** The language and the first line break after ``` in one go. */
function codeHead(source: string, index: number): { language: string; index: number } {
  const language = /^[^\s`]+(?=\s)/.exec(source.slice(index))?.[0] ?? '';
  const rest = index + language.length;
  return {
    language,
    index: rest + (/^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(rest))?.[0].length ?? 0),
  };
}

/**
 * MarkdownV2.
 * @throws BotApiError for markup Telegram refuses, an unescaped reserved character above all
 */
export function parseMarkdownV2(source: string): FormattedText {
  const open: Open[] = [];
  const entities: Entity[] = [];
  let text = '';
  let mayQuote = true;

  const unended = ({ kind, begin }: Open) =>
    refuse(`Can't find end of ${kind} entity at byte offset ${byteOffset(source, begin)}`);
  const begins = (mark: string, index: number) => source.startsWith(mark, index);

  function endsAt(index: number): boolean {
    const last = open.at(-1);
    if (last === undefined || last.kind === 'BlockQuote') return false;
    if (last.kind === 'Italic') return begins('_', index) && !begins('__', index);
    return begins(MARKS[last.kind] ?? '', index);
  }

  /** The kind that begins here and the length of its mark. */
  function beginning(index: number): { kind: Kind; length: number } {
    if (begins('__', index)) return { kind: 'Underline', length: 2 };
    if (begins('||', index)) return { kind: 'Spoiler', length: 2 };
    if (begins('```', index)) return { kind: 'Pre', length: 3 };
    if (begins('![', index)) return { kind: 'CustomEmoji', length: 2 };
    const kind = (
      { _: 'Italic', '*': 'Bold', '~': 'Strikethrough', '[': 'TextUrl', '`': 'Code' } as const
    )[source[index] ?? ''];
    if (kind !== undefined) return { kind, length: 1 };
    throw refuse(
      `Character '${source[index]}' is reserved and must be escaped with the preceding '\\'`,
    );
  }

  /** Takes the last open entity off and gives where the source goes on. */
  function end(index: number): number {
    const last = open.pop();
    if (last === undefined) return index;
    const { kind, offset, language } = last;
    const place = { offset, length: text.length - offset };
    const next = index + (MARKS[kind]?.length ?? 0);
    if (kind === 'TextUrl' || kind === 'CustomEmoji') {
      const hasLink = source[next] === '(';
      if (kind === 'CustomEmoji' && !hasLink)
        throw refuse('The entity must contain a tg://emoji or tg://time URL');
      const target = hasLink
        ? linkAfter(source, next + 1)
        : { link: text.slice(offset), end: index };
      if (kind === 'TextUrl') {
        if (place.length > 0) entities.push(...linkEntity(target.link, place));
        return target.end + 1;
      }
      const identifier = /^tg:\/\/emoji\?id=([1-9]\d*)$/.exec(target.link)?.[1];
      if (identifier === undefined) throw refuse('Invalid tg://emoji or tg://time URL specified');
      entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: identifier });
      return target.end + 1;
    }
    if (place.length === 0) return next;
    if (kind === 'Pre') entities.push({ type: 'pre', ...place, ...(language && { language }) });
    else if (kind !== 'BlockQuote') entities.push({ type: TYPES[kind], ...place });
    return next;
  }

  /** Ends the quote whose last line ends here; `||` before its end makes it expandable. */
  function endQuote(index: number): void {
    const spoiler = open.at(-1);
    const expandable = spoiler?.kind === 'Spoiler' && spoiler.begin === index - 2;
    if (expandable) open.pop();
    const quote = open.pop();
    if (quote?.kind !== 'BlockQuote')
      throw unended(quote ?? { kind: 'BlockQuote', begin: index, offset: 0, language: '' });
    const length = text.length - quote.offset;
    const type = expandable ? 'expandable_blockquote' : 'blockquote';
    if (length > 0) entities.push({ type, offset: quote.offset, length });
  }

  for (let index = 0; index < source.length;) {
    const character = source[index] ?? '';
    const inCode = ['Code', 'Pre'].includes(open.at(-1)?.kind ?? '');
    const inQuote = open.some(({ kind }) => kind === 'BlockQuote');
    if (character === '\\' && isEscapable(source[index + 1])) {
      text += source[index + 1];
      index += 2;
      mayQuote = text.endsWith('\n');
    } else if (!(inCode ? '`' : RESERVED).includes(character)) {
      text += character;
      if (character !== '\r') mayQuote = false;
      index += 1;
    } else if (character === '\n') {
      text += '\n';
      if (inQuote && source[index + 1] !== '>') endQuote(index);
      mayQuote = true;
      index += 1;
    } else if (endsAt(index)) index = end(index);
    else if (character === '>' && mayQuote) {
      if (!inQuote)
        open.push({ kind: 'BlockQuote', offset: text.length, begin: index, language: '' });
      index += 1;
    } else {
      const { kind, length } = beginning(index);
      const head =
        kind === 'Pre' ? codeHead(source, index + length) : { language: '', index: index + length };
      open.push({ kind, offset: text.length, begin: index, language: head.language });
      index = head.index;
    }
  }
  if (open.some(({ kind }) => kind === 'BlockQuote')) endQuote(source.length);
  const last = open.at(-1);
  if (last !== undefined) throw unended(last);
  return { text, entities: sorted(entities) };
}

/**
 * The first Markdown: no nesting.
 * @throws BotApiError for an entity without an end
 */
export function parseMarkdown(source: string): FormattedText {
  const entities: Entity[] = [];
  let text = '';
  for (let index = 0; index < source.length;) {
    const character = source[index] ?? '';
    if (character === '\\' && /^[_*`[]$/.test(source[index + 1] ?? '')) {
      text += source[index + 1];
      index += 2;
    } else if (!'_*`['.includes(character)) {
      text += character;
      index += 1;
    } else {
      const mark = source.startsWith('```', index) ? '```' : character;
      const head =
        mark === '```' ? codeHead(source, index + 3) : { language: '', index: index + 1 };
      const closing = mark === '[' ? ']' : mark;
      const end = source.indexOf(closing, head.index);
      if (end === -1) {
        throw refuse(
          `Can't find end of the entity starting at byte offset ${byteOffset(source, index)}`,
        );
      }
      const place = { offset: text.length, length: end - head.index };
      text += source.slice(head.index, end);
      index = end + closing.length;
      let link = source.slice(head.index, end);
      if (mark === '[' && source[index] === '(') {
        const close = source.indexOf(')', index);
        link = source.slice(index + 1, close === -1 ? source.length : close);
        index = close === -1 ? source.length : close + 1;
      }
      if (place.length === 0) continue;
      if (mark === '[') entities.push(...linkEntity(link, place));
      else if (mark === '```')
        entities.push({ type: 'pre', ...place, ...(head.language && { language: head.language }) });
      else
        entities.push({ type: mark === '*' ? 'bold' : mark === '_' ? 'italic' : 'code', ...place });
    }
  }
  return { text, entities: sorted(entities) };
}
