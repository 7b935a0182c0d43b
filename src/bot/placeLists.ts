import { Format, type Composer } from 'telegraf';
import type { AdminCountry } from '../datasets/countries.ts';
import { parentOf, type ListedPlace, type Place, type PlaceTree } from '../datasets/placeTree.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onNumberButton } from './buttons.ts';
import type { BotContext } from './context.ts';
import { menuButtons } from './menu.ts';
import { pageLine, pageOf, pageRow, rowsOf } from './pages.ts';
import { idsOf, numbersOf, type PlaceIds } from '../places/placeIds.ts';
import { countryName, placeName, placePath } from './placeNames.ts';
import { button, cleanName, lines, type Button, type Screen } from './screens.ts';

export interface PlaceListsDependencies {
  placeTree: PlaceTree;
  webappUrl: string | undefined;
}

const ON_A_PAGE = 12;
const COLUMNS = 2;
const TITLES = {
  city: 'places-cities',
  county: 'places-counties',
  district: 'places-districts',
} as const;

/** The walk country → city → county → district. A button carries the page and the ids of the place whose list it opens. */
export function addPlaceLists(
  bot: Composer<BotContext>,
  { placeTree, webappUrl }: PlaceListsDependencies,
): void {
  const showCountries = async (ctx: BotContext, page: number) => {
    const countries = await placeTree.countries({ includeDisabled: ctx.isAdmin });
    await ctx.show(
      countries.length > 0
        ? countryList(ctx, countries, page)
        : { text: lines(ctx.speak('places-none')) },
    );
  };

  const showChildren = async (ctx: BotContext, page: number, ids: PlaceIds) => {
    const options = { includeDisabled: ctx.isAdmin };
    const place = await placeTree.find(ids, options);
    const children = await placeTree.children(ids, options);
    if (place === undefined || children === undefined) {
      const text = lines(ctx.speak('place-gone'));
      await ctx.show({ text, buttons: menuButtons(ctx.speak, webappUrl) });
      return;
    }
    const back = await backButton(ctx, placeTree, ids);
    await ctx.show(childList(ctx, { place, children, page, back }));
  };

  onNumberButton(bot, ACTIONS.list, (ctx, [page = 0, ...numbers], next) => {
    if (numbers.length === 0) return showCountries(ctx, page);
    const ids = idsOf(numbers);
    return ids ? showChildren(ctx, page, ids) : next();
  });
}

/** Leads to the list a place is in, at the page where it stands. */
export async function backButton(
  ctx: BotContext,
  placeTree: PlaceTree,
  ids: PlaceIds,
): Promise<Button> {
  const options = { includeDisabled: ctx.isAdmin };
  const parent = parentOf(ids);
  const siblings = parent
    ? ((await placeTree.children(parent, options)) ?? []).map((child) => child.ids)
    : (await placeTree.countries(options)).map(({ id }) => ({ country: id }));
  const own = numbersOf(ids).at(-1);
  const index = siblings.findIndex((sibling) => numbersOf(sibling).at(-1) === own);
  const page = Math.max(0, Math.floor(index / ON_A_PAGE));
  const data = buttonData(ACTIONS.list, page, ...(parent ? numbersOf(parent) : []));
  return button(ctx.speak('back.button'), data);
}

function countryList({ speak, language }: BotContext, all: AdminCountry[], at: number): Screen {
  const page = pageOf(all, { page: at, onAPage: ON_A_PAGE });
  const buttons = page.items.map((country) => {
    const lock = country.enabled ? '' : '🔒 ';
    const name = countryName(country, language);
    return button(`${lock}${name} (${country.cityCount})`, buttonData(ACTIONS.list, 0, country.id));
  });
  return {
    text: lines(Format.bold(speak('places-countries')), pageLine(page, speak)),
    buttons: [
      ...rowsOf(buttons, COLUMNS),
      pageRow(page, (to) => buttonData(ACTIONS.list, to)),
      [button(speak('back.button'), buttonData(ACTIONS.home))],
    ],
  };
}

interface ChildListContent {
  place: Place;
  children: ListedPlace[];
  page: number;
  back: Button;
}

function childList(ctx: BotContext, { place, children, page: at, back }: ChildListContent): Screen {
  const { speak, language } = ctx;
  const page = pageOf(children, { page: at, onAPage: ON_A_PAGE });
  const numbers = numbersOf(place.ids);
  const level = children[0]?.level;
  const own = placeName(place, place.country, language);
  return {
    text: lines(
      placePath(place, language),
      '',
      Format.bold(level === undefined ? speak('card-leaf') : speak(TITLES[level])),
      pageLine(page, speak),
    ),
    buttons: [
      [button(speak('place-this.button', { name: own }), buttonData(ACTIONS.card, ...numbers))],
      ...rowsOf(page.items.map(childButton), COLUMNS),
      pageRow(page, (to) => buttonData(ACTIONS.list, to, ...numbers)),
      [back],
    ],
  };
}

/** Opens the list below a place, or its card where nothing is below. */
function childButton({ ids, name, childCount }: ListedPlace): Button {
  const numbers = numbersOf(ids);
  return childCount > 0
    ? button(`${cleanName(name, 40)} (${childCount})`, buttonData(ACTIONS.list, 0, ...numbers))
    : button(cleanName(name, 50), buttonData(ACTIONS.card, ...numbers));
}
