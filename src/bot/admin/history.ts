import { Format, type Composer } from 'telegraf';
import { ALL, type RefreshRecord, type Scope } from '../../cache/events.ts';
import type { SnapshotStore } from '../../cache/store.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { buttonData, numbersIn } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { pageLine, pageOf, pageRow, type Page } from '../pages.ts';
import { button, lines, type Formatted, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS, NEW_MESSAGE } from './actions.ts';
import { unknownDataset } from './datasetChoice.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import { fromStore } from './fromStore.ts';
import { figures, reasons } from './records.ts';
import type { Speech } from './speech.ts';

export interface HistoryDependencies {
  store: SnapshotStore;
  datasetNames: DatasetNames;
}

const ON_A_PAGE = 5;

/** `/history [dataset]`: the last refreshes, newest first. */
export function addHistory(
  bot: Composer<BotContext>,
  { store, datasetNames }: HistoryDependencies,
): void {
  const show = async (ctx: BotContext, { scope, page: at = 0, isNew = false }: Shown) => {
    const records = await fromStore(ctx, () => refreshesOf(scope));
    if (records === undefined) return;
    const page = pageOf(records, { page: at, onAPage: ON_A_PAGE });
    await ctx.show(historyScreen({ scope, page }, datasetNames, ctx), { isNew });
  };

  const refreshesOf = async (scope: Scope): Promise<RefreshRecord[]> => {
    const ids = scope === ALL ? datasetNames.ids() : [scope];
    const records = await Promise.all(ids.map((id) => store.refreshes(id)));
    return records.flat().sort((a, b) => b.startedAt - a.startedAt);
  };

  bot.command('history', async (ctx) => {
    const scope = await datasetNames.find(ctx.payload);
    if (scope !== undefined) return show(ctx, { scope });
    const action = ADMIN_ACTIONS.history;
    const pageData = () => buttonData(action, ALL);
    await ctx.say(unknownDataset({ action, pageData, text: ctx.payload }, datasetNames, ctx));
  });
  onButton(bot, ADMIN_ACTIONS.history, async (ctx, [value, ...rest]) => {
    const scope = await datasetNames.read(value);
    const [page = 0] = numbersIn(rest.slice(0, 1)) ?? [];
    if (scope === undefined) await ctx.answerButton(ctx.speak('dataset-gone.toast'));
    else await show(ctx, { scope, page, isNew: rest[1] === NEW_MESSAGE });
  });
}

interface Shown {
  scope: Scope;
  page?: number;
  isNew?: boolean;
}

function historyScreen(
  { scope, page }: { scope: Scope; page: Page<RefreshRecord> },
  names: DatasetNames,
  speech: Speech,
): Screen {
  const { speak } = speech;
  const all = button(speak('history-all.button'), buttonData(ADMIN_ACTIONS.history, ALL));
  const again = button(
    speak('stats-refresh.button'),
    buttonData(ADMIN_ACTIONS.history, scopeValue(scope), page.page),
  );
  return {
    text: lines(
      Format.bold(speak('history-title', { scope: names.nameOf(scope, speech) })),
      page.items.length === 0 ? speak('history-none') : pageLine(page, speak),
      ...page.items.flatMap((record) => ['', ...recordLines(record, names, speech)]),
    ),
    buttons: [
      pageRow(page, (to) => buttonData(ADMIN_ACTIONS.history, scopeValue(scope), to)),
      scope === ALL ? [again] : [again, all],
    ],
  };
}

function recordLines(
  record: RefreshRecord,
  names: DatasetNames,
  speech: Speech,
): (Formatted | string)[] {
  const { speak, language } = speech;
  const name = Format.bold(names.nameOf(record.dataset, speech));
  return [
    Format.join([formatMoment(language, record.startedAt), name], ' · '),
    `${speak(`outcome-${record.outcome}`)} · ${speak(`reason-${record.reason}`)}`,
    figures(record, speech),
    ...reasons(record, speech),
  ];
}
