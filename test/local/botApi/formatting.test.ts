import { expect, test } from 'vitest';
import { captionText, messageText } from '../../../src/local/botApi/messageText.ts';
import { Parameters } from '../../../src/local/botApi/parameters.ts';

const read = (text: string, parameters: Record<string, unknown> = {}) =>
  messageText(new Parameters({ text, ...parameters }));
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

test('counts a text in UTF-16 code units', () => {
  expect(read('я'.repeat(4096)).text).toHaveLength(4096);
  expect(() => read('я'.repeat(4097))).toThrow('Bad Request: message is too long');
  expect(() => read('😀'.repeat(2049))).toThrow('Bad Request: message is too long');
  expect(() => read('')).toThrow('Bad Request: message text is empty');
  expect(() => read(' ')).toThrow('Bad Request: text must be non-empty');
  const caption = new Parameters({ caption: 'я'.repeat(1025) });
  expect(() => captionText(caption)).toThrow('Bad Request: message caption is too long');
});

test.each(['HTML', 'MarkdownV2', 'Markdown', 'constructor'])('takes no %s', (mode) => {
  expect(() => read('<b>a</b>', { parse_mode: mode })).toThrow(
    'Bad Request: unsupported parse_mode',
  );
});
