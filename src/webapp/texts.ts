import { signal } from '@preact/signals';
import type { CompiledText } from './compiledText.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Messages } from '../i18n/messages.ts';

/** By id, without the `app-` that all ids begin with. */
type Texts = Readonly<Record<string, CompiledText>>;
type TextId = Extract<keyof Messages, `app-${string}`>;
type Variables<Id extends TextId> = keyof Messages[Id] extends never
  ? []
  : [variables: Messages[Id]];

const TEXTS: Record<Language, () => Promise<{ default: Texts }>> = {
  ru: () => import('../i18n/locales/webapp.ru.ftl'),
  en: () => import('../i18n/locales/webapp.en.ftl'),
  de: () => import('../i18n/locales/webapp.de.ftl'),
  fr: () => import('../i18n/locales/webapp.fr.ftl'),
  tr: () => import('../i18n/locales/webapp.tr.ftl'),
};
const ADMIN_TEXTS: typeof TEXTS = {
  ru: () => import('../i18n/locales/webappAdmin.ru.ftl'),
  en: () => import('../i18n/locales/webappAdmin.en.ftl'),
  de: () => import('../i18n/locales/webappAdmin.de.ftl'),
  fr: () => import('../i18n/locales/webappAdmin.fr.ftl'),
  tr: () => import('../i18n/locales/webappAdmin.tr.ftl'),
};

const loaded = signal<{ language: Language; texts: Texts }>({ language: 'en', texts: {} });

/** The language the page speaks. */
export const languageNow = (): Language => loaded.value.language;

/** Loads a language and speaks it from then on. Rejects when its texts cannot be had. */
export async function speak(language: Language): Promise<void> {
  const { default: texts } = await TEXTS[language]();
  loaded.value = { language, texts };
  document.documentElement.lang = language;
  document.title = text('app-title');
}

/** Adds the texts only admins read, in the language of now. */
export async function speakToAdmins(): Promise<void> {
  const { language } = loaded.value;
  const { default: texts } = await ADMIN_TEXTS[language]();
  loaded.value = { language, texts: { ...loaded.value.texts, ...texts } };
}

/** A text for the person in their language; reading it subscribes to a change of language. */
export function text<Id extends TextId>(id: Id, ...[variables]: Variables<Id>): string {
  const { language, texts } = loaded.value;
  return format(texts[id.slice('app-'.length)] ?? '', { language, variables: variables ?? {} });
}

type Setting = { language: Language; variables: Record<string, string | number> };

function format(compiled: CompiledText, setting: Setting): string {
  const { language, variables } = setting;
  if (typeof compiled === 'string') {
    return compiled.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
      const value = variables[name] ?? '';
      return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
    });
  }
  const pieces = compiled.map((piece) => {
    if (typeof piece === 'string') return format(piece, setting);
    const [name, variants, usual] = piece;
    return format(
      variants[keyOf(variables[name], variants, language)] ?? variants[usual] ?? '',
      setting,
    );
  });
  return pieces.join('');
}

function keyOf(value: string | number | undefined, variants: object, language: Language): string {
  if (typeof value === 'number' && !(String(value) in variants)) {
    return new Intl.PluralRules(language).select(value);
  }
  return String(value);
}

/** The language of an IETF tag, if the page speaks it. */
export function languageOf(tag: string | undefined): Language | undefined {
  const [wanted] = (tag ?? '').toLowerCase().split('-');
  return LANGUAGES.find((language) => language === wanted);
}
