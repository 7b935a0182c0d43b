import type { Composer } from 'telegraf';
import { LANGUAGES } from '../i18n/languages.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onButton } from './buttons.ts';
import type { CommandMenu } from './commandMenu.ts';
import type { BotContext } from './context.ts';
import { menuButtons } from './menu.ts';
import { button, lines, type Screen } from './screens.ts';

export interface LanguageChoiceDependencies {
  webappUrl: string | undefined;
  commandMenu: CommandMenu;
}

/** `/language`: the five languages as buttons. */
export function addLanguageChoice(
  bot: Composer<BotContext>,
  { webappUrl, commandMenu }: LanguageChoiceDependencies,
): void {
  bot.command('language', (ctx) => ctx.say(choice(ctx)));
  onButton(bot, ACTIONS.language, async (ctx, [chosen]) => {
    const language = LANGUAGES.find((one) => one === chosen);
    if (language === undefined) {
      await ctx.show(choice(ctx));
      return;
    }
    ctx.language = language;
    ctx.session.language = language;
    commandMenu.showIn(ctx.chatId, { language, isAdmin: ctx.isAdmin });
    await ctx.show({
      text: lines(ctx.speak('language-chosen')),
      buttons: menuButtons(ctx.speak, webappUrl),
    });
  });
}

function choice({ language, speak, translator }: BotContext): Screen {
  return {
    text: lines(speak('language-choose')),
    buttons: LANGUAGES.map((one) => {
      const mark = one === language ? '✓ ' : '';
      const name = translator.text(one, 'language-name');
      return [button(`${mark}${name}`, buttonData(ACTIONS.language, one))];
    }),
  };
}
