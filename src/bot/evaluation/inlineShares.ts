import type { Composer } from 'telegraf';
import type { Translator } from '../../i18n/translator.ts';
import type { SavedEvaluations } from '../../people/savedEvaluations.ts';
import { invitationArticle } from '../../telegram/invitation.ts';
import type { BotContext } from '../context.ts';
import { languageOf } from '../languageOf.ts';
import { orUnavailable } from './answers.ts';

export interface InlineSharesDependencies {
  savedEvaluations: SavedEvaluations;
  translator: Translator;
}

const QUERY = /^\s*(?:e_)?([\w-]{20,64})\s*$/;

/**
 * Answers «@bot e_<token>» in any chat with the message that passes a shared evaluation on; all else, and what is no longer shared, with
 * nothing. Telegram keeps no answer, so that a link withdrawn is not sent again.
 */
export function addInlineShares(
  bot: Composer<BotContext>,
  { savedEvaluations, translator }: InlineSharesDependencies,
): void {
  bot.on('inline_query', async (ctx) => {
    const { query, from } = ctx.inlineQuery;
    const token = QUERY.exec(query)?.[1];
    const evaluation =
      token !== undefined && savedEvaluations.kept
        ? await orUnavailable(savedEvaluations.shared(token))
        : undefined;
    const language = languageOf(from.language_code);
    const results = evaluation
      ? [
          invitationArticle(
            { evaluation, startParameter: `e_${token}`, language },
            { bot: ctx.botInfo, translator },
          ),
        ]
      : [];
    await ctx.answerInlineQuery(results, { cache_time: 0, is_personal: true });
  });
}
