import type { BotContext } from '../context.ts';
import { MessageGoneError } from '../delivery.ts';
import { lines, type Screen } from '../screens.ts';

/** As `ctx.show`, for who will go on changing the message. @returns its id */
export async function put(
  ctx: BotContext,
  screen: Screen,
  { isNew = false } = {},
): Promise<number> {
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (messageId === undefined || isNew) return ctx.say(screen);
  try {
    await ctx.messages.edit({ chatId: ctx.chatId, messageId }, screen);
    return messageId;
  } catch (error) {
    if (!(error instanceof MessageGoneError)) throw error;
    return ctx.say(screen);
  }
}

/** What the store gives; undefined, and the admin knows why, while it is out of reach. */
export async function fromStore<Result>(
  ctx: BotContext,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    await put(ctx, { text: lines(ctx.speak('redis-away')) });
    return undefined;
  }
}
