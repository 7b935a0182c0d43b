import { Format, type Composer } from 'telegraf';
import { ACTIONS } from './actions.ts';
import { onButton } from './buttons.ts';
import { adminCommandLines } from './admin/commands.ts';
import type { BotContext } from './context.ts';
import { menuButtons, PEOPLE_COMMANDS } from './menu.ts';
import { lines, type Formatted, type Screen } from './screens.ts';

export interface HelpDependencies {
  webappUrl: string | undefined;
}

/** `/help`, and what an unknown command is answered with. */
export function addHelp(bot: Composer<BotContext>, { webappUrl }: HelpDependencies): void {
  bot.help((ctx) => ctx.say(help(ctx, webappUrl)));
  onButton(bot, ACTIONS.help, (ctx) => ctx.show(help(ctx, webappUrl)));
}

/** @param notice said first, e.g. why help is shown */
export function help(ctx: BotContext, webappUrl: string | undefined, notice?: string): Screen {
  const { speak } = ctx;
  return {
    text: lines(
      ...(notice === undefined ? [] : [notice, '']),
      Format.bold(speak('help-title')),
      '',
      `💰 ${speak('help-evaluate')}`,
      '',
      `🔎 ${speak('help-search')}`,
      '',
      `🗺 ${speak('help-browse')}`,
      '',
      Format.bold(speak('help-commands')),
      ...PEOPLE_COMMANDS.map(
        (command): Formatted | string => `/${command} — ${speak(`command-${command}`)}`,
      ),
      ...(ctx.isAdmin ? adminCommandLines(speak) : []),
    ),
    buttons: menuButtons(speak, webappUrl),
  };
}
