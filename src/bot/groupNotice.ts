import type { Composer } from 'telegraf';
import type { BotContext } from './context.ts';
import { languageOf } from './languageOf.ts';
import { lines, linkButton } from './screens.ts';

/** Outside private chats only commands are answered, with the way to a private one; all else is nobody's business. */
export function addGroupNotice(bot: Composer<BotContext>): void {
  bot.use(async (ctx, next) => {
    if (ctx.chat?.type === 'private') return next();
    const text = ctx.message && 'text' in ctx.message ? ctx.message.text : '';
    const isCommand = text.startsWith('/') && (!text.includes('@') || text.includes(`@${ctx.me}`));
    if (ctx.chat === undefined || ctx.chat.type === 'channel' || !isCommand) return;
    ctx.language = languageOf(ctx.from?.language_code);
    await ctx.say({
      text: lines(ctx.speak('group-notice')),
      buttons: [[linkButton(ctx.speak('group-notice.button'), `https://t.me/${ctx.me}`)]],
    });
  });
}
