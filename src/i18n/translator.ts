import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { LANGUAGES, type Language } from './languages.ts';
import { PARTS, readLocale, type Part } from './locales.ts';
import type { Messages } from './messages.ts';

/** `id`, or `id.attribute`. */
export type MessageId = keyof Messages;

/** What a text names; where the id is one of several, what these name together. */
export type VariablesOf<Id extends MessageId> = Intersection<Messages[Id]>;

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All extends Record<string, FluentVariable>,
) => void
  ? All
  : never;

/** What a text must be given: its variables, or nothing. */
export type MessageArguments<Id extends MessageId> = keyof VariablesOf<Id> extends never
  ? []
  : [variables: VariablesOf<Id>];

/** Texts for people, by language and id. */
export interface Translator {
  /** @throws Error for an id that is in none of the loaded parts */
  text<Id extends MessageId>(
    language: Language,
    id: Id,
    ...variables: MessageArguments<Id>
  ): string;
}

export interface TranslatorOptions {
  /** What is loaded; by default all. */
  parts?: readonly Part[];
  /** Told what is wrong with a text that is given all the same, e.g. with `{$name}` for what is missing. By default it is thrown. */
  onError?: (error: Error, id: MessageId) => void;
}

/** Reads the files of the parts once, into one bundle per language: a text may refer to a term of another part. */
export function createTranslator({ parts = PARTS, onError }: TranslatorOptions = {}): Translator {
  const bundles = new Map(LANGUAGES.map((language) => [language, bundleOf(language, parts)]));
  return {
    text(language, id, ...[variables]: [Record<string, FluentVariable>?]) {
      const bundle = bundles.get(language);
      const [messageId = '', attribute] = id.split('.');
      const message = bundle?.getMessage(messageId);
      const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
      if (!bundle || !pattern) throw new Error(`there is no text ${id} in ${language}`);
      const errors: Error[] = [];
      const text = bundle.formatPattern(pattern, variables, onError && errors);
      for (const error of errors) onError?.(error, id);
      return text;
    },
  };
}

/**
 * Without the invisible marks Fluent puts around variables to isolate their direction: texts go into plain JSON and
 * chats, where the marks would be copied along and counted, and names are cleaned where they enter.
 */
function bundleOf(language: Language, parts: readonly Part[]): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const part of parts) {
    const [error] = bundle.addResource(new FluentResource(readLocale(part, language)));
    if (error) throw error;
  }
  return bundle;
}
