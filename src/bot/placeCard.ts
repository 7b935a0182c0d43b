import { Format, type Composer } from 'telegraf';
import type { DatasetCatalogue } from '../cache/dataset.ts';
import type { Reader } from '../cache/reader.ts';
import type { Place, PlaceStep, PlaceTree } from '../datasets/placeTree.ts';
import { marketId, marketPath, type MarketDocument } from '../datasets/market.ts';
import { formatAge, formatList } from '../i18n/formats.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { onNumberButton } from './buttons.ts';
import type { BotContext } from './context.ts';
import { EVALUATION_ACTIONS } from './evaluation/actions.ts';
import { menuButtons } from './menu.ts';
import { idsOf, numbersOf, placeLink, type PlaceIds } from '../places/placeIds.ts';
import { backButton } from './placeLists.ts';
import { placeName, placePath } from './placeNames.ts';
import { button, lines, linkButton, type Button, type Formatted } from './screens.ts';

export interface PlaceCardsDependencies {
  reader: Reader;
  catalogue: DatasetCatalogue;
  placeTree: PlaceTree;
  webappUrl: string | undefined;
}

/** The cards that end every search and every walk through the lists. */
export interface PlaceCards {
  /** Shows a place, or says that it is gone; `extra` are further rows of buttons. */
  show(ctx: BotContext, ids: PlaceIds, extra?: Button[][]): Promise<void>;
}

export function createPlaceCards(dependencies: PlaceCardsDependencies): PlaceCards {
  const { placeTree, webappUrl } = dependencies;
  return {
    async show(ctx, ids, extra = []) {
      const place = await placeTree.find(ids, { includeDisabled: ctx.isAdmin });
      if (place === undefined) {
        const text = lines(ctx.speak('place-gone'));
        await ctx.show({ text, buttons: menuButtons(ctx.speak, webappUrl) });
        return;
      }
      const back = await backButton(ctx, placeTree, ids);
      const buttons = [...extra, ...cardButtons(ctx, place), [back]];
      const market = await marketOf(place, dependencies.reader);
      await ctx.show({ text: cardText(ctx, { place, market }, dependencies), buttons });
    },
  };
}

/** Buttons that open a card carry its ids from the country down. */
export function addPlaceCards(bot: Composer<BotContext>, placeCards: PlaceCards): void {
  onNumberButton(bot, ACTIONS.card, (ctx, numbers, next) => {
    const ids = idsOf(numbers);
    return ids ? placeCards.show(ctx, ids) : next();
  });
}

/** Whether there are prices of the place itself, or else of one above it. */
async function marketOf(place: Place, reader: Reader): Promise<'own' | 'above' | 'none'> {
  const { country } = place.ids;
  // a card says what it can without them
  const owner = await reader.hold(marketId(country)).catch(() => null);
  if (owner === null) return 'above';
  const snapshot = owner?.held.snapshot;
  const isKnown = ({ level, ids }: PlaceStep): boolean => {
    const path = marketPath(country, { level, id: ids[level] ?? country });
    if (snapshot?.document(path) === undefined) return false;
    return level !== 'country' || (snapshot.body(path) as MarketDocument).general !== null;
  };
  if (isKnown(place)) return 'own';
  return place.path.some(isKnown) ? 'above' : 'none';
}

function cardText(
  ctx: BotContext,
  { place, market }: { place: Place; market: 'own' | 'above' | 'none' },
  { reader, catalogue }: Pick<PlaceCardsDependencies, 'reader' | 'catalogue'>,
): Formatted {
  const { speak, language } = ctx;
  const counts = place.below.map(({ level, count }) => speak(`count-${level}`, { count }));
  const ageSeconds = reader.ageSeconds(place.held);
  const ttlMs = catalogue.dataset(place.held.snapshot.header.dataset)?.ttlMs ?? Infinity;
  const isStale = ageSeconds * 1_000 > ttlMs;
  const age = formatAge(language, ageSeconds);
  return lines(
    Format.join(['📍 ', Format.bold(placeName(place, place.country, language))]),
    speak(`level-${place.level}`),
    ...(place.path.length > 0 ? [placePath(place, language)] : []),
    '',
    counts.length > 0
      ? speak('card-inside', { counts: formatList(language, counts) })
      : speak('card-leaf'),
    '',
    Format.bold(speak('card-offers')),
    `✅ ${speak('card-has-catalogue')}`,
    `${market === 'own' ? '✅' : '▫️'} ${speak(`card-market-${market}`)}`,
    '',
    isStale ? `⚠️ ${speak('card-stale', { age })}` : `🕒 ${speak('card-updated', { age })}`,
    place.country.enabled ? undefined : `🔒 ${speak('card-hidden')}`,
  );
}

function cardButtons({ speak, me }: BotContext, place: Place): Button[][] {
  const numbers = numbersOf(place.ids);
  const [next] = place.below;
  const link = `https://t.me/${me}?start=${placeLink(place.ids)}`;
  const share = new URL('https://t.me/share/url');
  share.searchParams.set('url', link);
  return [
    [button(speak('evaluate.button'), buttonData(EVALUATION_ACTIONS.begin, ...numbers))],
    next === undefined
      ? []
      : [
          button(
            speak(`children-${next.level}.button`, { count: next.count }),
            buttonData(ACTIONS.list, 0, ...numbers),
          ),
        ],
    [
      button(speak('card-search.button'), buttonData(ACTIONS.ask)),
      linkButton(speak('card-share.button'), share.href),
    ],
  ];
}
