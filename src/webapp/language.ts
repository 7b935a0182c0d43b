import type { Language } from '../i18n/languages.ts';
import { storage } from './data/storage.ts';
import { cloud, telegram } from './telegram/telegram.ts';
import { languageOf, speak } from './texts.ts';

const KEY = 'language';

/** The language chosen before, else that of the person's Telegram, else the one the page came in. */
export function startingLanguage(): Language {
  return (
    languageOf(storage.read(KEY) as string | undefined) ??
    languageOf(telegram?.launch.languageCode) ??
    languageOf(document.documentElement.lang) ??
    'en'
  );
}

/** Speaks another language and remembers it, on the person's other devices too. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  storage.write(KEY, language);
  await cloud.set(KEY, language);
}

/** Takes over the language chosen on another device where none was chosen here. */
export async function fetchLanguage(): Promise<void> {
  if (storage.read(KEY) !== undefined) return;
  const language = languageOf(await cloud.get(KEY));
  if (language !== undefined) await speak(language);
}
