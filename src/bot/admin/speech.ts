import type { Language } from '../../i18n/languages.ts';
import type { Translator } from '../../i18n/translator.ts';
import type { Speak } from '../context.ts';

/** A person's language, and the texts in it; a BotContext is one. */
export interface Speech {
  language: Language;
  speak: Speak;
}

/** To speak to somebody who has not written just now. */
export function speechIn(translator: Translator, language: Language): Speech {
  return {
    language,
    speak: (id, ...variables) => translator.text(language, id, ...variables),
  };
}
