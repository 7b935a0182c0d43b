import { expect, test } from 'vitest';
import fc from 'fast-check';
import { captionText, messageText } from '../../../src/local/botApi/messageText.ts';
import { Parameters } from '../../../src/local/botApi/parameters.ts';

const read = (text: string, parameters: Record<string, unknown> = {}) =>
  messageText(new Parameters({ text, ...parameters }));
const html = (text: string) => read(text, { parse_mode: 'HTML' });
const markdownV2 = (text: string) => read(text, { parse_mode: 'MarkdownV2' });
const markdown = (text: string) => read(text, { parse_mode: 'Markdown' });

test('reads HTML, nested tags and references too', () => {
  expect(
    html(
      '😀 <b>жирный <i>и</i></b> &lt;a&amp;b&gt; &#1072; <a href="https://e.org/?a=1&amp;b">см</a>',
    ),
  ).toEqual({
    text: '😀 жирный и <a&b> а см',
    entities: [
      { type: 'bold', offset: 3, length: 8 },
      { type: 'italic', offset: 10, length: 1 },
      { type: 'text_link', offset: 20, length: 2, url: 'https://e.org/?a=1&b' },
    ],
  });
  expect(html('<pre><code class="language-sql">x</code></pre> <code>y</code>').entities).toEqual([
    { type: 'pre', offset: 0, length: 1, language: 'sql' },
    { type: 'code', offset: 2, length: 1 },
  ]);
  expect(
    html('<blockquote expandable>a</blockquote><span class="tg-spoiler">b</span>').entities,
  ).toEqual([
    { type: 'expandable_blockquote', offset: 0, length: 1 },
    { type: 'spoiler', offset: 1, length: 1 },
  ]);
  expect(html('<a href="tg://user?id=7">x</a>').entities).toMatchObject([
    { type: 'text_mention', user: { id: 7 } },
  ]);
});

test.each([
  ['<constructor>', 'Unsupported start tag "constructor" at byte offset 0'],
  ['<h1>a</h1>', 'Unsupported start tag "h1" at byte offset 0'],
  ['ж < 5', 'Unsupported start tag "" at byte offset 3'],
  ['a<b', 'Unclosed start tag at byte offset 1'],
  ['<a href', 'Unclosed start tag "a" at byte offset 0'],
  ['<a href=x/y>a</a>', 'Unexpected end of name token at byte offset 8'],
  ['a<br>b', 'Unsupported start tag "br" at byte offset 1'],
  ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
  ['a</b>', 'Unexpected end tag at byte offset 1'],
  ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ['<b>a</b', 'Unclosed end tag at byte offset 4'],
  ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<a href="x', 'Unclosed start tag at byte offset 0'],
  ['<b ="x">a</b>', 'Empty attribute name in the tag "b" at byte offset 0'],
])('refuses the HTML %s', (source, reason) => {
  expect(() => html(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
});

test('reads MarkdownV2', () => {
  expect(
    markdownV2('*bold _italic_* __under__ ~no~ ||hid|| `a.b` [см\\.](https://e.org/\\)x) 1\\.5'),
  ).toEqual({
    text: 'bold italic under no hid a.b см. 1.5',
    entities: [
      { type: 'bold', offset: 0, length: 11 },
      { type: 'italic', offset: 5, length: 6 },
      { type: 'underline', offset: 12, length: 5 },
      { type: 'strikethrough', offset: 18, length: 2 },
      { type: 'spoiler', offset: 21, length: 3 },
      { type: 'code', offset: 25, length: 3 },
      { type: 'text_link', offset: 29, length: 3, url: 'https://e.org/)x' },
    ],
  });
  expect(markdownV2('```sql\nselect 1```\n>one\n>two||\nend')).toEqual({
    text: 'select 1\none\ntwo\nend',
    entities: [
      { type: 'pre', offset: 0, length: 8, language: 'sql' },
      { type: 'expandable_blockquote', offset: 9, length: 8 },
    ],
  });
});

test.each([
  ['1.5', "Character '.' is reserved and must be escaped with the preceding '\\'"],
  ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
  ['a > b', "Character '>' is reserved and must be escaped with the preceding '\\'"],
  ['Hi!', "Character '!' is reserved and must be escaped with the preceding '\\'"],
  ['ж *a', "Can't find end of Bold entity at byte offset 3"],
  ['[a](b', "Can't find end of a URL at byte offset 4"],
])('refuses the MarkdownV2 %s', (source, reason) => {
  expect(() => markdownV2(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
});

test('MarkdownV2 gives any text back that is escaped whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (word) => {
      const text = `a${word}a`;
      const escaped = text.replaceAll(/[_*[\]()~`>#+\-=|{}.!\\]/g, String.raw`\$&`);
      expect(markdownV2(escaped)).toEqual({ text, entities: [] });
      expect(html(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))).toEqual({
        text,
        entities: [],
      });
    }),
  );
});

test('reads the first Markdown', () => {
  expect(markdown('*b* _i_ `c` [t](https://e.org) \\_ 1.5!')).toEqual({
    text: 'b i c t _ 1.5!',
    entities: [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'italic', offset: 2, length: 1 },
      { type: 'code', offset: 4, length: 1 },
      { type: 'text_link', offset: 6, length: 1, url: 'https://e.org' },
    ],
  });
  expect(() => markdown('snake_case')).toThrow(
    "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 5",
  );
});

test('takes entities that lie in the text, and moves them when the text is trimmed', () => {
  const bold = { type: 'bold', offset: 2, length: 3 };
  expect(read('  abc  ', { entities: [bold] })).toEqual({
    text: 'abc',
    entities: [{ type: 'bold', offset: 0, length: 3 }],
  });
  expect(
    read('/a', { entities: [{ type: 'bot_command', offset: 0, length: 2 }] }).entities,
  ).toEqual([]);
});

test.each([
  [
    { type: 'bold', offset: 3, length: 1 },
    'entity begins after the end of the text at UTF-16 offset 3',
  ],
  [
    { type: 'bold', offset: 1, length: 9 },
    'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10',
  ],
  [{ type: 'bold', offset: -1, length: 1 }, 'receive an entity with incorrect offset -1'],
  [
    { type: 'bold', offset: 2, length: 1 },
    'entity begins in a middle of a UTF-16 symbol at byte offset 1',
  ],
  [{ type: 'loud', offset: 0, length: 1 }, "can't parse MessageEntity: Unsupported type specified"],
  [{ type: 'bold', offset: 0 }, 'can\'t parse MessageEntity: Can\'t find field "length"'],
  [
    { type: 'text_link', offset: 0, length: 1, url: 'ftp://x.y' },
    "entity URL 'ftp://x.y' is invalid: Unsupported URL protocol",
  ],
])('refuses the entity %j', (entity, reason) => {
  expect(() => read('a😀', { entities: [entity] })).toThrow(`Bad Request: ${reason}`);
});

test('counts a text after its markup, in UTF-16 code units', () => {
  expect(html(`<b>${'я'.repeat(4096)}</b>`).text).toHaveLength(4096);
  expect(() => html(`<b>${'я'.repeat(4097)}</b>`)).toThrow('Bad Request: message is too long');
  expect(() => read('😀'.repeat(2049))).toThrow('Bad Request: message is too long');
  expect(() => read('')).toThrow('Bad Request: message text is empty');
  expect(() => html('<b> </b>')).toThrow('Bad Request: text must be non-empty');
  expect(() => read('a', { parse_mode: 'constructor' })).toThrow(
    'Bad Request: unsupported parse_mode',
  );
  const caption = new Parameters({ caption: 'я'.repeat(1025) });
  expect(() => captionText(caption)).toThrow('Bad Request: message caption is too long');
});
