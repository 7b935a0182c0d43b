import type { Composer } from 'telegraf';
import type { PlaceSearch } from '../datasets/placeSearch.ts';
import { clearBest } from '../places/clearBest.ts';
import type { PlaceMatch } from '../places/openIndex.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onButton, onNumberButton } from './buttons.ts';
import type { BotContext } from './context.ts';
import { menuButtons } from './menu.ts';
import { pageLine, pageOf, pageRow } from './pages.ts';
import type { PlaceCards } from './placeCard.ts';
import { idsOf } from '../places/placeIds.ts';
import { button, cleanName, lines, type Button, type Screen } from './screens.ts';

export interface FindPlaceDependencies {
  placeSearch: PlaceSearch;
  placeCards: PlaceCards;
  webappUrl: string | undefined;
}

const ON_A_PAGE = 6;
const MOST_MATCHES = 30;
const LONGEST_QUERY = 100;

/** A place by its name: any text that is no command. A match that stands out opens its card, several are offered. */
export function addFindPlace(
  bot: Composer<BotContext>,
  { placeSearch, placeCards, webappUrl }: FindPlaceDependencies,
): void {
  const search = async (ctx: BotContext, query: string) =>
    (await placeSearch.search({ query, limit: MOST_MATCHES, includeDisabled: ctx.isAdmin })) ?? [];

  const answer = async (ctx: BotContext, query: string) => {
    const matches = await search(ctx, query);
    const best = clearBest(matches);
    if (best) {
      const others = button(ctx.speak('search-others.button'), buttonData(ACTIONS.found, 0));
      await placeCards.show(ctx, idsIn(best), matches.length > 1 ? [[others]] : []);
    } else if (matches.length > 0) {
      await ctx.show(matchList(ctx, { query, matches, page: 0 }));
    } else {
      const text = lines(ctx.speak('search-none', { query: cleanName(query, 60) }));
      await ctx.show({ text, buttons: menuButtons(ctx.speak, webappUrl) });
    }
  };

  const askForName = async (ctx: BotContext) => {
    const text = lines(ctx.speak('search-ask'));
    await ctx.say({ text, buttons: menuButtons(ctx.speak, webappUrl) });
  };

  bot.on('text', async (ctx, next) => {
    if (ctx.message.text.startsWith('/')) return next();
    const query = cleanName(ctx.message.text, LONGEST_QUERY);
    if (query === '') return askForName(ctx);
    ctx.session.query = query;
    ctx.repeatData = buttonData(ACTIONS.found);
    await answer(ctx, query);
  });

  onNumberButton(bot, ACTIONS.found, async (ctx, [page]) => {
    const { query } = ctx.session;
    if (query !== undefined && page === undefined) return answer(ctx, query);
    const matches = query === undefined ? [] : await search(ctx, query);
    if (query === undefined || page === undefined || matches.length === 0) {
      const text = lines(ctx.speak('search-forgotten'));
      await ctx.show({ text, buttons: menuButtons(ctx.speak, webappUrl) });
      return;
    }
    await ctx.show(matchList(ctx, { query, matches, page }));
  });

  onButton(bot, ACTIONS.ask, askForName);
}

function idsIn({ ids }: PlaceMatch) {
  const numbers = [ids.country, ids.city, ids.county, ids.district].filter((id) => id !== null);
  return idsOf(numbers) ?? { country: ids.country };
}

interface MatchListContent {
  query: string;
  matches: PlaceMatch[];
  page: number;
}

function matchList({ speak }: BotContext, { query, matches, page: at }: MatchListContent): Screen {
  const page = pageOf(matches, { page: at, onAPage: ON_A_PAGE });
  return {
    text: lines(speak('search-many', { query: cleanName(query, 60) }), pageLine(page, speak)),
    buttons: [
      ...page.items.map((match) => [matchButton(match)]),
      pageRow(page, (to) => buttonData(ACTIONS.found, to)),
      [button(speak('choose-place.button'), buttonData(ACTIONS.list, 0))],
    ],
  };
}

function matchButton(match: PlaceMatch): Button {
  const { country, city, county, district } = match.ids;
  const numbers = [country, city, county, district].filter((id) => id !== null);
  return button(matchLabel(match), buttonData(ACTIONS.card, ...numbers));
}

/** «Kadıköy · İstanbul»: the place, then what it lies in from the nearest up, without the country. */
export function matchLabel({ name, path }: PlaceMatch): string {
  const above = path.length > 1 ? path.slice(1).reverse() : path;
  return [name, ...above].map((one) => cleanName(one, 40)).join(' · ');
}
