import { readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { createTranslator } from '../../src/i18n/translator.ts';

type Node = FluentResource['body'][number];

const entries = new Map(LANGUAGES.map((language) => [language, entriesOf(language)]));

function sourceOf(language: Language): string {
  return readFileSync(new URL(`../../src/i18n/locales/${language}.ftl`, import.meta.url), 'utf8');
}

/** Every text of a language, attributes as `id.attribute`, with the variables it names. */
function entriesOf(language: Language): Map<string, string[]> {
  const { body } = new FluentResource(sourceOf(language));
  const texts = new Map<string, string[]>();
  for (const { id, value, attributes } of body) {
    if (value) texts.set(id, variablesIn(value));
    for (const [name, pattern] of Object.entries(attributes)) {
      texts.set(`${id}.${name}`, variablesIn(pattern));
    }
  }
  return texts;
}

function variablesIn(pattern: NonNullable<Node['value']> | Node['attributes'][string]): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (typeof node !== 'object' || node === null) return;
    const { type, name } = node as { type?: string; name?: string };
    if (type === 'var' && name !== undefined) found.add(name);
    for (const child of Object.values(node)) visit(child);
  };
  visit(pattern);
  return [...found].sort();
}

describe('the five languages', () => {
  test.each(LANGUAGES)('%s has every text of Russian, and no other', (language) => {
    expect([...(entries.get(language)?.keys() ?? [])].sort()).toEqual(
      [...(entries.get('ru')?.keys() ?? [])].sort(),
    );
  });

  test.each(LANGUAGES)('%s names the same variables as Russian', (language) => {
    expect(Object.fromEntries(entries.get(language) ?? [])).toEqual(
      Object.fromEntries(entries.get('ru') ?? []),
    );
  });

  test.each(LANGUAGES)('%s has no line that Fluent would skip in silence', (language) => {
    const messages = sourceOf(language).match(/^[a-z][\w-]* =/gm) ?? [];
    const ids = messages.map((line) => line.replace(' =', ''));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new FluentResource(sourceOf(language)).body].map(({ id }) => id)).toEqual(ids);
    expect(sourceOf(language)).not.toMatch(/^\S*\t| +$/m);
  });
});

describe('plural forms', () => {
  const wait = (language: Language, seconds: number) =>
    createTranslator().text(language, 'problem-rate-limited.detail', { seconds });

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
  test('refuses an id that does not exist', () => {
    expect(() => createTranslator().text('en', 'problem-nothing')).toThrow('problem-nothing');
    expect(() => createTranslator().text('en', 'home-title.detail')).toThrow('home-title.detail');
  });
});
