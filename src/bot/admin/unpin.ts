import type { Composer } from 'telegraf';
import type { DatasetId } from '../../cache/dataset.ts';
import { ALL } from '../../cache/events.ts';
import type { Invalidator } from '../../cache/invalidator.ts';
import type { SnapshotStore } from '../../cache/store.ts';
import { buttonData } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { button, lines } from '../screens.ts';
import { ADMIN_ACTIONS } from './actions.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import type { JobFollower } from './jobFollower.ts';
import { fromStore } from './fromStore.ts';

export interface UnpinDependencies {
  store: SnapshotStore;
  /** Undefined where nothing is kept, so that nothing is pinned. */
  invalidator: Invalidator | undefined;
  jobFollower: JobFollower;
  datasetNames: DatasetNames;
}

const MOST_BUTTONS = 40;

/** `/unpin`: the pinned datasets; a pressed one returns to its newest version and is refreshed. */
export function addUnpin(
  bot: Composer<BotContext>,
  { store, invalidator, jobFollower, datasetNames }: UnpinDependencies,
): void {
  const pinned = async (): Promise<DatasetId[]> => {
    const ids = datasetNames.ids();
    const pointers = await store.pointers(ids);
    return ids.filter((_, index) => pointers[index]?.pinned === true).slice(0, MOST_BUTTONS);
  };

  bot.command('unpin', async (ctx) => {
    const { speak } = ctx;
    if (invalidator === undefined) {
      await ctx.say({ text: lines(speak('cache-off')) });
      return;
    }
    const ids = await fromStore(ctx, pinned);
    if (ids === undefined) return;
    const buttons = ids.map((id) => {
      const name = datasetNames.nameOf(id, ctx);
      return [button(`📌 ${name}`, buttonData(ADMIN_ACTIONS.unpin, scopeValue(id)))];
    });
    await ctx.say({ text: lines(speak(ids.length > 0 ? 'unpin-choose' : 'unpin-none')), buttons });
  });

  onButton(bot, ADMIN_ACTIONS.unpin, async (ctx, [value]) => {
    const dataset = await datasetNames.read(value);
    if (invalidator === undefined || dataset === undefined || dataset === ALL) {
      await ctx.answerButton(ctx.speak('dataset-gone.toast'));
      return;
    }
    const unpinned = await fromStore(ctx, async () => ({ pointer: await store.unpin(dataset) }));
    if (unpinned === undefined) return;
    if (unpinned.pointer === undefined) {
      const name = datasetNames.nameOf(dataset, ctx);
      await ctx.show({ text: lines(ctx.speak('unpin-already', { dataset: name })) });
      return;
    }
    const accepted = await invalidator.invalidate({ scope: dataset, reason: 'unpin' });
    await jobFollower.follow(ctx, { accepted });
  });
}
