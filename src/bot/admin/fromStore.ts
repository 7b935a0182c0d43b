import type { BotContext } from '../context.ts';
import { lines } from '../screens.ts';

/** What the store gives; undefined, and the admin knows why, while it is out of reach. */
export async function fromStore<Result>(
  ctx: BotContext,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    await ctx.show({ text: lines(ctx.speak('redis-away')) });
    return undefined;
  }
}
