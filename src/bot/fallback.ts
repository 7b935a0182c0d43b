import type { Composer } from 'telegraf';
import type { BotContext } from './context.ts';
import { help } from './help.ts';
import { menuButtons } from './menu.ts';
import { lines } from './screens.ts';
import { greeting } from './start.ts';

export interface FallbackDependencies {
  webappUrl: string | undefined;
}

/** What no other feature answers: unknown commands, buttons of older messages, anything that is not text. */
export function addFallback(bot: Composer<BotContext>, { webappUrl }: FallbackDependencies): void {
  bot.on('text', (ctx) => ctx.say(help(ctx, webappUrl, ctx.speak('unknown-command'))));
  bot.on('callback_query', async (ctx) => {
    await ctx.answerButton(ctx.speak('stale-button.toast'));
    await ctx.say(greeting(ctx, webappUrl));
  });
  bot.on('message', async (ctx) => {
    const text = lines(ctx.speak('only-text'));
    await ctx.say({ text, buttons: menuButtons(ctx.speak, webappUrl) });
  });
}
