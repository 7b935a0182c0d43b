import { expect, test } from 'vitest';
import { languageOf } from '../../src/bot/languageOf.ts';

test.each([
  [undefined, 'ru'],
  ['', 'ru'],
  ['ru', 'ru'],
  ['RU-ru', 'ru'],
  ['uk', 'ru'],
  ['kk-KZ', 'ru'],
  ['en', 'en'],
  ['de-AT', 'de'],
  ['fr', 'fr'],
  ['tr-TR', 'tr'],
  ['pt', 'en'],
  ['zh-hans', 'en'],
  ['-', 'en'],
  ['rubbish', 'en'],
  ['__proto__', 'en'],
])('Telegram’s %j is answered in %s', (code, language) => {
  expect(languageOf(code)).toBe(language);
});
