import type { Composer } from 'telegraf';
import { readButtonData } from '../buttonData.ts';
import type { BotContext } from '../context.ts';
import { lines } from '../screens.ts';
import { ADMIN_ACTIONS } from './actions.ts';
import { ADMIN_COMMANDS } from './commands.ts';

const ACTIONS = new Set<string>(Object.values(ADMIN_ACTIONS));

/** Lets only admins past to what follows; others are told so, once and politely, and nothing happens. */
export function guardAdmins(bot: Composer<BotContext>): void {
  bot.command([...ADMIN_COMMANDS], async (ctx, next) => {
    if (ctx.isAdmin) return next();
    await ctx.say({ text: lines(ctx.speak('admin-denied')) });
  });
  bot.on('callback_query', async (ctx, next) => {
    const data = 'data' in ctx.callbackQuery ? readButtonData(ctx.callbackQuery.data) : undefined;
    if (ctx.isAdmin || data === undefined || !ACTIONS.has(data.action)) return next();
    await ctx.answerButton(ctx.speak('admin-denied'));
  });
}
