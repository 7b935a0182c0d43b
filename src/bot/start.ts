import { Format, type Composer } from 'telegraf';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onButton } from './buttons.ts';
import type { BotContext } from './context.ts';
import { numbersOf, readPlaceLink } from '../places/placeIds.ts';
import { menuButtons } from './menu.ts';
import type { PlaceCards } from './placeCard.ts';
import { cleanName, lines, type Screen } from './screens.ts';

export interface StartDependencies {
  webappUrl: string | undefined;
  placeCards: PlaceCards;
}

/** `/start`: the greeting; `/start place_1_7` (a deep link) shows the place at once. */
export function addStart(bot: Composer<BotContext>, dependencies: StartDependencies): void {
  const { webappUrl, placeCards } = dependencies;
  bot.start(async (ctx) => {
    const ids = readPlaceLink(ctx.payload);
    if (ids === undefined) {
      await ctx.say(greeting(ctx, webappUrl));
      return;
    }
    ctx.repeatData = buttonData(ACTIONS.card, ...numbersOf(ids));
    await placeCards.show(ctx, ids);
  });
  onButton(bot, ACTIONS.home, (ctx) => ctx.show(greeting(ctx, webappUrl)));
}

export function greeting({ from, speak }: BotContext, webappUrl: string | undefined): Screen {
  const name = cleanName(from?.first_name ?? '', 40);
  return {
    text: lines(
      Format.bold(name === '' ? speak('greeting-nameless') : speak('greeting', { name })),
      '',
      speak('greeting-lead'),
      '',
      speak('greeting-how'),
    ),
    buttons: menuButtons(speak, webappUrl),
  };
}
