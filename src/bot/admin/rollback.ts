import { Format, type Composer } from 'telegraf';
import type { DatasetId } from '../../cache/dataset.ts';
import { ALL } from '../../cache/events.ts';
import type { Invalidator } from '../../cache/invalidator.ts';
import type { Pointer, SnapshotStore, StoredVersion } from '../../cache/store.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { buttonData, numbersIn } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { button, cleanName, lines, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS } from './actions.ts';
import { datasetButtons, unknownDataset, type Choice } from './datasetChoice.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import { fromStore } from './fromStore.ts';

export interface RollbackDependencies {
  store: SnapshotStore;
  /** Undefined where nothing is kept, so that there is nothing to return to. */
  invalidator: Invalidator | undefined;
  datasetNames: DatasetNames;
}

const CHOICE: Omit<Choice, 'page'> = {
  action: ADMIN_ACTIONS.rollbackVersions,
  pageData: (page) => buttonData(ADMIN_ACTIONS.rollback, page),
};

/** `/rollback [dataset]`: which dataset, which version, whether really; then it is pinned there. */
export function addRollback(
  bot: Composer<BotContext>,
  { store, invalidator, datasetNames }: RollbackDependencies,
): void {
  const showDatasets = async (ctx: BotContext, page: number) => {
    const text = lines(ctx.speak('rollback-choose'));
    await ctx.show({ text, buttons: datasetButtons({ ...CHOICE, page }, datasetNames, ctx) });
  };

  const showVersions = async (ctx: BotContext, dataset: DatasetId) => {
    const found = await fromStore(ctx, () =>
      Promise.all([store.versions(dataset), store.pointers([dataset])]),
    );
    if (found === undefined) return;
    const [versions, [pointer]] = found;
    await ctx.show(versionsScreen({ dataset, versions, pointer }, datasetNames, ctx));
  };

  const rollBack = async (ctx: BotContext, { dataset, version }: Target) => {
    const pointer = await fromStore(ctx, async () => ({
      moved: await store.rollback(dataset, version),
    }));
    if (pointer === undefined) return;
    await ctx.show(
      pointer.moved
        ? doneScreen(ctx, { dataset, name: datasetNames.nameOf(dataset, ctx), version })
        : { text: lines(ctx.speak('rollback-gone')) },
    );
  };

  bot.command('rollback', async (ctx) => {
    if (invalidator === undefined) {
      await ctx.say({ text: lines(ctx.speak('cache-off')) });
      return;
    }
    const dataset = await datasetNames.find(ctx.payload);
    if (dataset === ALL) return showDatasets(ctx, 0);
    if (dataset !== undefined) return showVersions(ctx, dataset);
    await ctx.say(unknownDataset({ ...CHOICE, text: ctx.payload }, datasetNames, ctx));
  });

  onButton(bot, ADMIN_ACTIONS.rollback, (ctx, values) =>
    showDatasets(ctx, numbersIn(values)?.[0] ?? 0),
  );

  /** Buttons that carry a dataset and, all but the first, a version. */
  const onTarget = (
    action: string,
    handle: (ctx: BotContext, target: Target) => Promise<unknown>,
  ) =>
    onButton(bot, action, async (ctx, [value, version = '']) => {
      const dataset = invalidator && (await datasetNames.read(value));
      if (dataset === undefined || dataset === ALL) {
        await ctx.answerButton(ctx.speak('dataset-gone.toast'));
      } else await handle(ctx, { dataset, version });
    });
  onTarget(ADMIN_ACTIONS.rollbackVersions, (ctx, { dataset }) => showVersions(ctx, dataset));
  onTarget(ADMIN_ACTIONS.rollbackAsk, (ctx, target) =>
    ctx.show(question(ctx, target, datasetNames)),
  );
  onTarget(ADMIN_ACTIONS.rollbackYes, rollBack);
}

interface Target {
  dataset: DatasetId;
  version: string;
}

interface Versions {
  dataset: DatasetId;
  versions: StoredVersion[];
  pointer: Pointer | undefined;
}

function versionsScreen(
  { dataset, versions, pointer }: Versions,
  names: DatasetNames,
  ctx: BotContext,
): Screen {
  const { speak, language } = ctx;
  const value = scopeValue(dataset);
  const earlier = versions.filter(({ version }) => version !== pointer?.version);
  const marks = ({ version }: StoredVersion) => {
    if (version !== pointer?.version) return '';
    return ` — ${speak(pointer.pinned ? 'rollback-pinned' : 'rollback-current')}`;
  };
  const moment = ({ sequence }: StoredVersion) => formatMoment(language, sequence);
  return {
    text: lines(
      Format.bold(speak('rollback-versions', { dataset: names.nameOf(dataset, ctx) })),
      '',
      ...versions.map(
        (one) => `• ${moment(one)} · ${speak('figure-rows', { count: one.rows })}${marks(one)}`,
      ),
      ...(earlier.length === 0 ? ['', speak('rollback-none')] : []),
    ),
    buttons: [
      ...earlier.map((one) => [
        button(`↩️ ${moment(one)}`, buttonData(ADMIN_ACTIONS.rollbackAsk, value, one.version)),
      ]),
      [button(speak('back.button'), buttonData(ADMIN_ACTIONS.rollback, 0))],
    ],
  };
}

function question(ctx: BotContext, { dataset, version }: Target, names: DatasetNames): Screen {
  const { speak } = ctx;
  const value = scopeValue(dataset);
  return {
    text: lines(
      speak('rollback-ask', {
        dataset: names.nameOf(dataset, ctx),
        version: cleanName(version),
      }),
    ),
    buttons: [
      [
        button(
          speak('rollback-ask.yes-button'),
          buttonData(ADMIN_ACTIONS.rollbackYes, value, version),
        ),
        button(speak('rollback-ask.no-button'), buttonData(ADMIN_ACTIONS.rollbackVersions, value)),
      ],
    ],
  };
}

function doneScreen(
  { speak }: BotContext,
  { dataset, name, version }: Target & { name: string },
): Screen {
  const unpin = buttonData(ADMIN_ACTIONS.unpin, scopeValue(dataset));
  return {
    text: lines(speak('rollback-done', { dataset: name, version: cleanName(version) })),
    buttons: [[button(speak('unpin.button'), unpin)]],
  };
}
