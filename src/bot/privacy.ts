import { Format, type Composer } from 'telegraf';
import type { Users } from '../people/users.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onButton } from './buttons.ts';
import type { BotContext } from './context.ts';
import { button, lines, type Screen } from './screens.ts';

export interface PrivacyDependencies {
  users: Users;
}

/** `/privacy` says what is kept of a person, `/delete_me` deletes it after a confirmation. */
export function addPrivacy(bot: Composer<BotContext>, { users }: PrivacyDependencies): void {
  bot.command('privacy', (ctx) => ctx.say(privacy(ctx, users.kept)));
  bot.command('delete_me', (ctx) => ctx.say(question(ctx)));
  onButton(bot, ACTIONS.forget, async (ctx, [answer]) => {
    if (answer !== 'yes') {
      await ctx.show({ text: lines(ctx.speak('delete-cancelled')) });
      return;
    }
    ctx.isForgotten = true;
    users.forget(ctx.chatId);
    await ctx.show({ text: lines(ctx.speak('delete-done')) });
  });
}

function privacy({ speak }: BotContext, kept: boolean): Screen {
  return {
    text: lines(
      Format.bold(speak('privacy-title')),
      '',
      speak(kept ? 'privacy-kept' : 'privacy-not-kept'),
      '',
      speak('privacy-session'),
      '',
      speak('privacy-delete'),
    ),
  };
}

function question({ speak }: BotContext): Screen {
  return {
    text: lines(speak('delete-ask')),
    buttons: [
      [
        button(speak('delete-ask.yes-button'), buttonData(ACTIONS.forget, 'yes')),
        button(speak('delete-ask.no-button'), buttonData(ACTIONS.forget, 'no')),
      ],
    ],
  };
}
