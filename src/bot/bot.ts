import { Composer, Telegraf } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Logger } from 'pino';
import type { Translator } from '../i18n/translator.ts';
import { addAdminFeatures, type AdminFeaturesDependencies } from './admin/features.ts';
import { BotContext } from './context.ts';
import {
  addEvaluationFeatures,
  type EvaluationFeaturesDependencies,
} from './evaluation/features.ts';
import { addInlineShares } from './evaluation/inlineShares.ts';
import { answerFailures } from './failures.ts';
import { addFallback } from './fallback.ts';
import { addFindPlace, type FindPlaceDependencies } from './findPlace.ts';
import { addGroupNotice } from './groupNotice.ts';
import { addHelp } from './help.ts';
import { addLanguageChoice, type LanguageChoiceDependencies } from './languageChoice.ts';
import type { Messages } from './messages.ts';
import { knowPerson, type PersonDependencies } from './person.ts';
import { addPlaceCards } from './placeCard.ts';
import { addPlaceLists, type PlaceListsDependencies } from './placeLists.ts';
import { addPrivacy } from './privacy.ts';
import { addStart } from './start.ts';
import type { TelegramCalls } from '../telegram/telegramErrors.ts';

export interface BotDependencies
  extends
    PersonDependencies,
    LanguageChoiceDependencies,
    PlaceListsDependencies,
    FindPlaceDependencies,
    EvaluationFeaturesDependencies,
    AdminFeaturesDependencies {
  token: string;
  log: Logger;
  translator: Translator;
  delivery: TelegramCalls;
  messages: Messages;
}

/** What an update is answered with. */
export interface Bot {
  /** Who the bot is at Telegram; must be told before the first update. */
  introduce(me: UserFromGetMe): void;
  /** Handles one update; its failures are answered and logged here. */
  handle(update: Parameters<Telegraf['handleUpdate']>[0]): Promise<void>;
}

/** The bot, feature by feature; the first that can answer an update does. */
export function createBot(dependencies: BotDependencies): Bot {
  const { token, log, translator, delivery, messages } = dependencies;
  const bot = new Telegraf<BotContext>(token, {
    contextType: BotContext,
    handlerTimeout: Infinity,
  });
  bot.use((ctx, next) => {
    // Telegraf makes a client for each update: all of them send through the delivery
    ctx.telegram.callApi = delivery.callApi as typeof ctx.telegram.callApi;
    Object.assign(ctx, { messages, translator });
    return next();
  });
  bot.use(answerFailures(log));
  addInlineShares(bot, dependencies);
  addGroupNotice(bot);

  const people = new Composer<BotContext>();
  people.use(knowPerson(dependencies));
  addAdminFeatures(people, dependencies);
  addEvaluationFeatures(people, dependencies);
  addStart(people, dependencies);
  addHelp(people, dependencies);
  addLanguageChoice(people, dependencies);
  addPrivacy(people, dependencies);
  addPlaceLists(people, dependencies);
  addPlaceCards(people, dependencies.placeCards);
  addFindPlace(people, dependencies);
  addFallback(people, dependencies);
  bot.use(people);

  return {
    introduce(me) {
      bot.botInfo = me;
    },
    handle: (update) => bot.handleUpdate(update),
  };
}
