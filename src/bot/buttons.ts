import type { Composer } from 'telegraf';
import { numbersIn, readButtonData } from './buttonData.ts';
import type { BotContext } from './context.ts';

type Next = () => Promise<void>;
type ButtonHandler = (ctx: BotContext, values: string[], next: Next) => Promise<unknown>;
type NumberHandler = (ctx: BotContext, numbers: number[], next: Next) => Promise<unknown>;

const handlersOf = new WeakMap<Composer<BotContext>, Map<string, ButtonHandler>>();

/** The handlers of a composer's buttons by action: one look-up, however many there are. */
function handlersIn(composer: Composer<BotContext>): Map<string, ButtonHandler> {
  const known = handlersOf.get(composer);
  if (known) return known;
  const handlers = new Map<string, ButtonHandler>();
  handlersOf.set(composer, handlers);
  composer.on('callback_query', (ctx, next) => {
    const data = 'data' in ctx.callbackQuery ? readButtonData(ctx.callbackQuery.data) : undefined;
    const handle = data && handlers.get(data.action);
    return handle ? handle(ctx, data.values, next) : next();
  });
  return handlers;
}

/** Handles the buttons of an action; `values` are what `buttonData` was given. */
export function onButton(
  composer: Composer<BotContext>,
  action: string,
  handle: ButtonHandler,
): void {
  const handlers = handlersIn(composer);
  if (handlers.has(action)) throw new Error(`two features answer the button «${action}»`);
  handlers.set(action, handle);
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
