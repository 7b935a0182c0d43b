import type { InlineQueryResultArticle } from 'telegraf/types';
import type { Evaluation } from '../evaluations/evaluation.ts';
import { formatMoney } from '../i18n/formats.ts';
import type { Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';

const PLACES_NAMED = 2;

/** The bot as `getMe` describes it. */
export interface BotProfile {
  username: string;
  /** Whether @BotFather gave it a main Mini App: only then `?startapp=` opens one. */
  has_main_web_app?: boolean;
  supports_inline_queries?: boolean;
}

export interface Invited {
  evaluation: Evaluation;
  /** `e_<token>` */
  startParameter: string;
  language: Language;
}

/** Opens a shared evaluation from any chat: in the bot's main Mini App, or in the chat with a bot that has none. */
export function invitationLink(bot: BotProfile, startParameter: string): string {
  const opens = bot.has_main_web_app === true ? 'startapp' : 'start';
  return `https://t.me/${bot.username}?${opens}=${startParameter}`;
}

/**
 * The message by which an evaluation is passed on, as a result of an inline query. Its button is a link: Telegram allows buttons that
 * open a Mini App by themselves in private chats only.
 */
export function invitationArticle(
  { evaluation, startParameter, language }: Invited,
  { bot, translator }: { bot: BotProfile; translator: Translator },
): InlineQueryResultArticle {
  const title = titleOf(evaluation, language);
  const text = translator.text(language, 'share-open.button');
  return {
    type: 'article',
    id: evaluation.id,
    title,
    description: translator.text(language, 'share-title'),
    input_message_content: {
      message_text: translator.text(language, 'share-invitation', { title }),
    },
    reply_markup: { inline_keyboard: [[{ text, url: invitationLink(bot, startParameter) }]] },
  };
}

/** «Oba, Alanya: 6 370 000 ₺» */
function titleOf({ place, result }: Evaluation, language: Language): string {
  const names = place.map(({ name }) => name).toReversed();
  const where = names.slice(0, PLACES_NAMED).join(', ');
  if (result.status !== 'estimated') return where;
  const { currency, total } = result;
  return `${where}: ${formatMoney(language, { amount: total.amount, currency })}`;
}
