import { expect, test } from 'vitest';
import { readOptions } from '../../../src/local/chat/options.ts';

test('a person speaks Russian and is no admin unless told otherwise', () => {
  expect(readOptions([])).toEqual({ admin: false, language: 'ru' });
  expect(readOptions(['--admin', '--lang', 'tr'])).toEqual({ admin: true, language: 'tr' });
  expect(readOptions(['--lang', 'xx', '--help'])).toBeUndefined();
});

test.each([
  [['--language'], 'Неизвестный параметр «--language»'],
  [['--lang', 'xx'], '--lang=«xx» не подходит. Допустимо: ru, en, de, fr, tr.'],
  [['--lang', ''], '--lang=«» не подходит'],
  [['--lang'], 'Неверно задано «--lang <value>»'],
  [['--admin=yes'], 'Неверно задано «--admin»'],
  [['admin'], 'Неизвестный параметр «admin»'],
])('%j is refused in one line', (given, words) => {
  expect(() => readOptions(given)).toThrow(words);
  expect(() => readOptions(given)).not.toThrow('\n');
});
