import { Format, type Composer } from 'telegraf';
import { ALL } from '../../cache/events.ts';
import type {
  CacheOverview,
  CacheStatistics,
  DatasetDetails,
} from '../../datasets/cacheStatistics.ts';
import { formatAge, formatSize } from '../../i18n/formats.ts';
import { buttonData, numbersIn } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { pageLine, pageOf, pageRow } from '../pages.ts';
import { button, cleanName, lines, type Formatted, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS, NEW_MESSAGE } from './actions.ts';
import type { DatasetNames } from './datasetNames.ts';

export interface StatisticsDependencies {
  statistics: CacheStatistics;
  datasetNames: DatasetNames;
}

const ON_A_PAGE = 8;

/** `/cachestats`: what this process serves, dataset by dataset. */
export function addStatistics(
  bot: Composer<BotContext>,
  { statistics, datasetNames }: StatisticsDependencies,
): void {
  const screen = async (ctx: BotContext, page: number) =>
    statisticsScreen({ overview: await statistics.details(), page }, datasetNames, ctx);

  bot.command('cachestats', async (ctx) => {
    await ctx.say(await screen(ctx, 0));
  });
  onButton(bot, ADMIN_ACTIONS.statistics, async (ctx, values) => {
    const [page = 0] = numbersIn(values.slice(0, 1)) ?? [];
    await ctx.show(await screen(ctx, page), { isNew: values[1] === NEW_MESSAGE });
  });
}

function statisticsScreen(
  { overview, page: at }: { overview: CacheOverview<DatasetDetails>; page: number },
  names: DatasetNames,
  ctx: BotContext,
): Screen {
  const { speak } = ctx;
  const { mode, datasets } = overview;
  const isAway = overview.redis === 'away' || datasets.some((state) => 'store' in state);
  const page = pageOf(datasets, { page: at, onAPage: ON_A_PAGE });
  return {
    text: lines(
      Format.bold(speak('stats-title')),
      speak(`stats-mode-${mode}`),
      overview.redis && speak(isAway ? 'stats-redis-away' : 'stats-redis-usable'),
      pageLine(page, speak),
      ...page.items.flatMap((state) => ['', ...datasetLines(state, names, ctx)]),
    ),
    buttons: [
      pageRow(page, (to) => buttonData(ADMIN_ACTIONS.statistics, to)),
      [
        button(speak('stats-refresh.button'), buttonData(ADMIN_ACTIONS.statistics, page.page)),
        button(speak('clear-all.button'), buttonData(ADMIN_ACTIONS.clear, ALL, NEW_MESSAGE)),
      ],
    ],
  };
}

function datasetLines(
  state: DatasetDetails,
  names: DatasetNames,
  ctx: BotContext,
): (Formatted | string)[] {
  const { speak, language } = ctx;
  const name = Format.bold(names.nameOf(state.dataset, ctx));
  const hidden = state.hidden && `🔒 ${speak('stats-hidden')}`;
  if (!('version' in state)) {
    return [name, [speak('stats-not-held'), hidden].filter(Boolean).join(' · ')];
  }
  const facts = [
    speak('stats-checked', { age: formatAge(language, state.ageSeconds) }),
    speak('figure-rows', { count: state.rows }),
    formatSize(language, state.bytes),
  ];
  const marks = [
    state.stale && `⚠️ ${speak('stats-stale')}`,
    state.pinned && `📌 ${speak('stats-pinned')}`,
    hidden,
  ].filter(Boolean);
  return [
    name,
    facts.join(' · '),
    speak('figure-version', { version: cleanName(state.version) }),
    ...(marks.length > 0 ? [marks.join(' · ')] : []),
  ];
}
