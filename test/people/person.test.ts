import { describe, expect, test } from 'vitest';
import { cleanedPerson, languageIn, rowOf, type Person } from '../../src/people/person.ts';

const ada: Person = {
  telegramId: 1,
  username: 'ada',
  firstName: 'Ada',
  lastName: null,
  language: 'en',
  blocked: false,
};
const cleaned = (firstName: string) => cleanedPerson({ ...ada, firstName }).firstName;

describe('the texts of a person', () => {
  test.each([
    ['A\0da\u0007\n', 'Ada'],
    ['Ada \ud83d', 'Ada'],
    ['\udc00Ada', 'Ada'],
    ['Ada 👩‍🚀', 'Ada 👩‍🚀'],
    ['  Ада  ', 'Ада'],
    ['', null],
    ['\0\u0001 ', null],
  ])('lose what PostgreSQL cannot keep: %j', (given, kept) => {
    expect(cleaned(given)).toBe(kept);
  });

  test('are cut, never in the middle of a character', () => {
    expect(cleaned('x'.repeat(500))).toHaveLength(128);
    expect(cleaned(`x${'😀'.repeat(200)}`)).toBe(`x${'😀'.repeat(63)}`);
    const { username } = cleanedPerson({ ...ada, username: 'u'.repeat(100) });
    expect(username).toHaveLength(64);
  });
});

describe('the row of a person', () => {
  test('has the columns that are ours, and no status or date of creation', () => {
    expect(Object.keys(rowOf(ada, 0)).sort()).toEqual([
      'blocked_at',
      'language',
      'last_name',
      'telegram_id',
      'tg_name',
      'updated_at',
      'username',
    ]);
  });

  test('says when the bot was blocked', () => {
    expect(rowOf(ada, 0)['blocked_at']).toBeNull();
    expect(rowOf({ ...ada, blocked: true }, 0)['blocked_at']).toBe('1970-01-01T00:00:00.000Z');
  });

  test.each([
    ['ru', 'ru'],
    ['RU', 'ru'],
    ['en-US', 'en'],
    ['pt', undefined],
    [null, undefined],
    [5, undefined],
  ])('in the language %j is understood as %j', (language, understood) => {
    expect(languageIn({ language })).toBe(understood);
  });
});
