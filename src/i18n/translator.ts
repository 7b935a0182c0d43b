import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { LANGUAGES, type Language } from './languages.ts';

export type Variables = Record<string, FluentVariable>;

/** Texts for people, by language and message id; `id.attribute` names an attribute. */
export interface Translator {
  /** @throws Error for an id that does not exist: a test proves that all languages have the same ids */
  text(language: Language, id: string, variables?: Variables): string;
}

/** Reads the locale files once. */
export function createTranslator(): Translator {
  const bundles = new Map(LANGUAGES.map((language) => [language, bundleOf(language)]));
  return {
    text(language, id, variables) {
      const bundle = bundles.get(language);
      const [messageId = '', attribute] = id.split('.');
      const message = bundle?.getMessage(messageId);
      const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
      if (!bundle || !pattern) throw new Error(`there is no text ${id} in ${language}`);
      return bundle.formatPattern(pattern, variables);
    },
  };
}

function bundleOf(language: Language): FluentBundle {
  const source = readFileSync(new URL(`locales/${language}.ftl`, import.meta.url), 'utf8');
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [error] = bundle.addResource(new FluentResource(source));
  if (error) throw error;
  return bundle;
}
