import type { MiddlewareFn } from 'telegraf';
import type { Logger } from 'pino';
import { reasonOf, UnavailableError } from '../errors.ts';
import type { BotContext } from './context.ts';
import { ChatUnreachableError } from '../telegram/telegramErrors.ts';
import { button, lines } from './screens.ts';

const TYPING_AFTER_MS = 700;

/**
 * The one place where a failed update ends: the person is told in plain words, the operator gets the reason. Also
 * shows that the bot works on it when an answer takes longer than usual, and ends the waiting of every pressed button.
 */
export function answerFailures(log: Logger): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const typing = setTimeout(() => {
      if (ctx.chat) ctx.sendChatAction('typing').catch(() => {});
    }, TYPING_AFTER_MS);
    try {
      await next();
    } catch (error) {
      if (error instanceof ChatUnreachableError) return;
      const isUnavailable = error instanceof UnavailableError;
      log[isUnavailable ? 'warn' : 'error'](
        { updateId: ctx.update.update_id, kind: ctx.updateType, reason: reasonOf(error) },
        'Обновление Telegram не обработано',
      );
      await apologise(ctx, isUnavailable).catch(() => {});
    } finally {
      clearTimeout(typing);
      await ctx.answerButton();
    }
  };
}

async function apologise(ctx: BotContext, isUnavailable: boolean): Promise<void> {
  if (ctx.inlineQuery) {
    // whoever types in another chat is not written to
    await ctx.answerInlineQuery([], { cache_time: 0, is_personal: true });
    return;
  }
  const pressed = ctx.callbackQuery && 'data' in ctx.callbackQuery && ctx.callbackQuery.data;
  const data = pressed || ctx.repeatData;
  await ctx.say({
    text: lines(ctx.speak(isUnavailable ? 'unavailable' : 'failure')),
    buttons: isUnavailable ? [[button(ctx.speak('unavailable.button'), data)]] : [],
  });
}
