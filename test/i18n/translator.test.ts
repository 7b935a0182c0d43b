import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/i18n/languages.ts';
import { createTranslator, type MessageId } from '../../src/i18n/translator.ts';

const translator = createTranslator();

describe('plural forms', () => {
  const wait = (language: Language, seconds: number) =>
    translator.text(language, 'problem-rate-limited.detail', { seconds });

  test.each([
    [1, 'секунду'],
    [2, 'секунды'],
    [4, 'секунды'],
    [5, 'секунд'],
    [11, 'секунд'],
    [12, 'секунд'],
    [14, 'секунд'],
    [20, 'секунд'],
    [21, 'секунду'],
    [22, 'секунды'],
    [59, 'секунд'],
  ])('are right in Russian for %i', (seconds, word) => {
    expect(wait('ru', seconds)).toBe(`Повторите через ${seconds} ${word}.`);
  });

  test.each<[Language, number, string]>([
    ['en', 1, 'Try again in 1 second.'],
    ['en', 2, 'Try again in 2 seconds.'],
    ['de', 1, 'Versuchen Sie es in 1 Sekunde erneut.'],
    ['de', 30, 'Versuchen Sie es in 30 Sekunden erneut.'],
    ['fr', 1, 'Réessayez dans 1 seconde.'],
    ['fr', 30, 'Réessayez dans 30 secondes.'],
    ['tr', 1, '1 saniye sonra yeniden deneyin.'],
    ['tr', 30, '30 saniye sonra yeniden deneyin.'],
  ])('are right in %s for %i', (language, seconds, text) => {
    expect(wait(language, seconds)).toBe(text);
  });
});

describe('the translator', () => {
  const missing = {} as { path: string };

  test('refuses an id that does not exist', () => {
    for (const id of ['problem-nothing', 'home-title.detail'] as const) {
      expect(() => translator.text('en', id as 'home-title')).toThrow(id);
    }
  });

  test('throws when a variable is missing', () => {
    expect(() => translator.text('en', 'problem-not-found.detail', missing)).toThrow('$path');
  });

  test('gives the text all the same where somebody is told of what is missing', () => {
    const told: [string, MessageId][] = [];
    const tolerant = createTranslator({ onError: (error, id) => told.push([error.message, id]) });
    const text = tolerant.text('en', 'problem-not-found.detail', missing);
    expect(text).toBe('There is nothing at {$path}. The page “/” lists the addresses.');
    expect(told).toEqual([['Unknown variable: $path', 'problem-not-found.detail']]);
  });

  test('holds only the parts asked for', () => {
    const api = createTranslator({ parts: ['api'] });
    expect(api.text('tr', 'home-data')).toBe('Veriler');
    expect(() => api.text('tr', 'language-name')).toThrow('language-name');
  });

  test('puts no invisible marks around variables', () => {
    const text = translator.text('en', 'problem-unknown-country.detail', { country: 'שלום' });
    expect(text).toBe('There is no country number שלום.');
  });

  test('is given exactly the variables of the text, or the types refuse', () => {
    const refused = () => [
      // @ts-expect-error: there is no such text
      translator.text('en', 'problem-nothing'),
      // @ts-expect-error: the text names $path
      translator.text('en', 'problem-not-found.detail'),
      // @ts-expect-error: not a variable of the text
      translator.text('en', 'problem-not-found.detail', { path: '/', field: 'x' }),
      // @ts-expect-error: the text names none
      translator.text('en', 'home-title', { path: '/' }),
      // @ts-expect-error: a plural form needs a number
      translator.text('en', 'problem-rate-limited.detail', { seconds: '3' }),
    ];
    const refusedForOneOfTwo = (id: 'allowed-limit' | 'allowed-nothing') =>
      // @ts-expect-error: one of the two texts names $maximum
      translator.text('en', id);
    expect([refused, refusedForOneOfTwo]).toHaveLength(2);
  });
});
