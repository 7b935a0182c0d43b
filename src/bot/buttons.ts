import type { Composer } from 'telegraf';
import { numbersIn, readButtonData } from './buttonData.ts';
import type { BotContext } from './context.ts';

type ButtonHandler = (
  ctx: BotContext,
  values: string[],
  next: () => Promise<void>,
) => Promise<unknown>;
type NumberHandler = (
  ctx: BotContext,
  numbers: number[],
  next: () => Promise<void>,
) => Promise<unknown>;

/** Handles the buttons of an action; `values` are what `buttonData` was given. */
export function onButton(
  composer: Composer<BotContext>,
  action: string,
  handle: ButtonHandler,
): void {
  composer.on('callback_query', (ctx, next) => {
    const data = 'data' in ctx.callbackQuery ? readButtonData(ctx.callbackQuery.data) : undefined;
    return data?.action === action ? handle(ctx, data.values, next) : next();
  });
}

/** As onButton, where all values are numbers; other data fall through, and so does what the handler passes on. */
export function onNumberButton(
  composer: Composer<BotContext>,
  action: string,
  handle: NumberHandler,
): void {
  onButton(composer, action, (ctx, values, next) => {
    const numbers = numbersIn(values);
    return numbers ? handle(ctx, numbers, next) : next();
  });
}
