import { FluentResource } from '@fluent/bundle';
import { Visitor, type SelectExpression } from '@fluent/syntax';
import { describe, expect, test } from 'vitest';
import { isPlural, readTexts, variablesOf, type Text } from '../../scripts/messages/texts.ts';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { PARTS, readLocale } from '../../src/i18n/locales.ts';
import { createTranslator } from '../../src/i18n/translator.ts';

const NUMBERS = [0, 1, 2, 5, 11, 21, 22, 101];

/** Junk and an id that is there twice would throw here. */
const textsIn = new Map(LANGUAGES.map((language) => [language, readTexts(language)]));
const texts = (language: Language) => textsIn.get(language) ?? new Map<string, Text>();
const variables = (language: Language, id: string) => variablesOf(texts(language), id);

const translator = createTranslator({
  onError: (error, id) => {
    throw new Error(`${id}: ${error.message}`);
  },
});

/** What a text says with each of the numbers in the place of its numbers. */
function samples(language: Language, id: string) {
  return NUMBERS.map((number) => {
    const values = [...variables(language, id)].map(
      ([name, type]) => [name, type === 'number' ? number : 'sample'] as const,
    );
    // Any id with its own variables, as only this test has them.
    const any = [id, Object.fromEntries(values)] as unknown as ['allowed-limit', { maximum: 1 }];
    return { id, said: translator.text(language, ...any) };
  });
}

/** The selections by plural form within a text. */
function pluralsOf({ pattern }: Text): SelectExpression[] {
  const found: SelectExpression[] = [];
  class PluralFinder extends Visitor {
    override visitSelectExpression(node: SelectExpression): void {
      if (isPlural(node)) found.push(node);
      this.genericVisit(node);
    }
  }
  new PluralFinder().visit(pattern);
  return found;
}

/** The forms whole numbers take that have no variant of their own; the default variant serves for one of them. */
function formsWithoutVariant(language: Language, { variants }: SelectExpression): string[] {
  const rules = new Intl.PluralRules(language);
  const forms = new Set(Array.from({ length: 200 }, (_, number) => rules.select(number)));
  const own = new Set<string>(
    variants.map(({ key }) => (key.type === 'Identifier' ? key.name : key.value)),
  );
  return [...forms].filter((form) => !own.has(form));
}

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const ids = [...texts(language).keys()];

  test('are those of Russian, and no other, in the same parts', () => {
    const parts = (of: Language) =>
      Object.fromEntries([...texts(of)].map(([id, { part }]) => [id, part]));
    expect(parts(language)).toEqual(parts('ru'));
  });

  test('name the same variables as Russian', () => {
    const names = (of: Language) => ids.map((id) => [id, ...variables(of, id).keys()]);
    expect(names(language)).toEqual(names('ru'));
  });

  test('stand in files the translator reads whole, without tabs and trailing spaces', () => {
    for (const part of PARTS) {
      const source = readLocale(part, language);
      const read = new FluentResource(source).body.filter(({ id }) => !id.startsWith('-'));
      const written = [...texts(language)].filter(([, text]) => text.part === part);
      expect(new Set(read.map(({ id }) => id))).toEqual(
        new Set(written.map(([id]) => id.replace(/\..*/, ''))),
      );
      expect(source).not.toMatch(/\t| +$/m);
    }
  });

  test('have a variant for every plural form', () => {
    const lacks = (plural: SelectExpression) => formsWithoutVariant(language, plural).length > 1;
    const lacking = [...texts(language)].filter(([, text]) => pluralsOf(text).some(lacks));
    expect(lacking.map(([id]) => id)).toEqual([]);
  });

  test('say something, whole, for every number', () => {
    const flaw = /^\s*$|[{}]|\?\?\?|undefined|NaN/;
    const all = ids.flatMap((id) => samples(language, id));
    expect(all.filter(({ said }) => flaw.test(said))).toEqual([]);
  });
});

describe.each(LANGUAGES)('the texts for chats in %s', (language) => {
  const chatIds = [...texts(language)].filter(([, { part }]) => part !== 'api').map(([id]) => id);
  const chatSamples = () => chatIds.flatMap((id) => samples(language, id));
  const longest = (id: string) =>
    ({ button: 40, toast: 190, command: 100 })[id.split('.')[1] ?? ''] ?? 3_500;

  test('have no markup, which entities made in code replace', () => {
    const markup = /[*`]|<\/?[a-z]|&#?\w+;|\]\(|\|\||(?:^|\s)_+\S/i;
    expect(chatSamples().filter(({ said }) => markup.test(said))).toEqual([]);
  });

  test('fit where Telegram shows them', () => {
    expect(chatSamples().filter(({ id, said }) => said.length > longest(id))).toEqual([]);
  });
});
