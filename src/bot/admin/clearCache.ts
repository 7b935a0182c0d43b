import { randomBytes } from 'node:crypto';
import { Format, type Composer } from 'telegraf';
import { ALL, type Scope } from '../../cache/events.ts';
import type { Invalidator } from '../../cache/invalidator.ts';
import { buttonData, numbersIn } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { button, lines, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS, NEW_MESSAGE } from './actions.ts';
import { unknownDataset } from './datasetChoice.ts';
import type { DatasetNames } from './datasetNames.ts';
import type { JobFollower } from './jobFollower.ts';
import { clearButtons, clearChoice } from './jobScreen.ts';

export interface ClearCacheDependencies {
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
  jobFollower: JobFollower;
  datasetNames: DatasetNames;
}

interface Clear {
  scope: Scope;
  purge?: boolean;
  isNew?: boolean;
}

/** `/clearcache [dataset]`: refreshes everything or one dataset at once; after a confirmation also throws away first. */
export function addClearCache(
  bot: Composer<BotContext>,
  { invalidator, jobFollower, datasetNames }: ClearCacheDependencies,
): void {
  const clear = async (ctx: BotContext, { scope, purge = false, isNew = false }: Clear) => {
    if (invalidator === undefined) {
      await ctx.show({ text: lines(ctx.speak('cache-off')) }, { isNew });
      return;
    }
    const accepted = await invalidator.invalidate({ scope, reason: 'admin', purge });
    await jobFollower.follow(ctx, { accepted, purge, isNew });
  };

  bot.command('clearcache', async (ctx) => {
    const scope = await datasetNames.find(ctx.payload);
    if (scope !== undefined) return clear(ctx, { scope });
    const choice = { ...clearChoice(ALL), text: ctx.payload };
    await ctx.say(unknownDataset(choice, datasetNames, ctx));
  });

  onButton(bot, ADMIN_ACTIONS.clear, async (ctx, [value, where]) => {
    const scope = await datasetNames.read(value);
    if (scope === undefined) await ctx.answerButton(ctx.speak('dataset-gone.toast'));
    else await clear(ctx, { scope, isNew: where === NEW_MESSAGE });
  });

  onButton(bot, ADMIN_ACTIONS.clearPage, async (ctx, [value, ...numbers]) => {
    const scope = await datasetNames.read(value);
    const [page = 0] = numbersIn(numbers) ?? [];
    const text = pressedText(ctx);
    if (scope === undefined || text === undefined) return;
    await ctx.show({ text, buttons: clearButtons({ scope, page }, datasetNames, ctx) });
  });

  onButton(bot, ADMIN_ACTIONS.purge, async (ctx, [value]) => {
    const scope = await datasetNames.read(value);
    if (scope === undefined) {
      await ctx.answerButton(ctx.speak('dataset-gone.toast'));
      return;
    }
    const code = randomBytes(4).toString('hex');
    ctx.session.purge = { scope, code };
    await ctx.show(purgeQuestion(ctx, { name: datasetNames.nameOf(scope, ctx), code }));
  });

  onButton(bot, ADMIN_ACTIONS.purgeYes, async (ctx, [code]) => {
    const { purge } = ctx.session;
    if (purge === undefined || purge.code !== code) {
      await ctx.answerButton(ctx.speak('purge-old.toast'));
      return;
    }
    delete ctx.session.purge;
    await clear(ctx, { scope: purge.scope, purge: true });
  });

  onButton(bot, ADMIN_ACTIONS.purgeNo, async (ctx) => {
    delete ctx.session.purge;
    await ctx.show({ text: lines(ctx.speak('purge-cancelled')) });
  });
}

/** What the message of the pressed button says. */
function pressedText(ctx: BotContext): Format.FmtString | undefined {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || !('text' in message)) return undefined;
  return new Format.FmtString(message.text, message.entities);
}

function purgeQuestion(
  { speak }: BotContext,
  { name, code }: { name: string; code: string },
): Screen {
  return {
    text: lines(Format.bold(speak('purge-ask', { scope: name })), '', speak('purge-what')),
    buttons: [
      [
        button(speak('purge-ask.yes-button'), buttonData(ADMIN_ACTIONS.purgeYes, code)),
        button(speak('purge-ask.no-button'), buttonData(ADMIN_ACTIONS.purgeNo)),
      ],
    ],
  };
}
