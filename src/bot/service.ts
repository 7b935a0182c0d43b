import { createCacheStatistics } from '../datasets/cacheStatistics.ts';
import { createCountrySwitch } from '../datasets/countrySwitch.ts';
import { createVisibility } from '../datasets/visibility.ts';
import { createAlerts } from './admin/alerts.ts';
import { createApiNeighbour } from './admin/apiNeighbour.ts';
import { createDatasetNames } from './admin/datasetNames.ts';
import { createFollowedJobs } from './admin/followedJobs.ts';
import { createIncidents } from './admin/incidents.ts';
import { createJobFollower } from './admin/jobFollower.ts';
import type { DatasetCatalogue } from '../cache/dataset.ts';
import type { Keys } from '../cache/keys.ts';
import type { Reading } from '../cache/reading.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { SnapshotStore } from '../cache/store.ts';
import type { Config } from '../config.ts';
import type { Database } from '../datasets/database.ts';
import type { PlaceSearch } from '../datasets/placeSearch.ts';
import { createPlaceTree } from '../datasets/placeTree.ts';
import { createValuer, type Valuer } from '../evaluations/valuer.ts';
import { createTranslator } from '../i18n/translator.ts';
import type { Logger } from '../logger.ts';
import type { Admins } from '../people/admins.ts';
import type { SavedEvaluations } from '../people/savedEvaluations.ts';
import { createUsers } from '../people/users.ts';
import { createBackground } from './background.ts';
import { createBot } from './bot.ts';
import { botIdOf, createTelegramClient } from '../telegram/client.ts';
import { createCommandMenu } from './commandMenu.ts';
import { Delivery, type DeliveryLimits } from './delivery.ts';
import { Election } from './election.ts';
import { ANSWERED_UPDATES, isKnownUpdate } from './knownUpdates.ts';
import { createMessages } from './messages.ts';
import { createPlaceCards } from './placeCard.ts';
import { Receiver } from './receiver.ts';
import { createSessions } from './sessions.ts';

export interface BotServiceDependencies {
  config: Pick<Config, 'telegram' | 'http' | 'adminApiToken' | 'instanceId'>;
  log: Logger;
  database: Database;
  catalogue: DatasetCatalogue;
  keys: Keys;
  store: SnapshotStore;
  reading: Reading;
  placeSearch: PlaceSearch;
  admins: Admins;
  evaluations: SavedEvaluations;
  /** Absent in memory mode. */
  redis?: RedisLink;
  /** What a Bot API server other than Telegram's bears. */
  deliveryLimits?: Partial<DeliveryLimits>;
  /** Default: by the data the reader holds. */
  valuer?: Valuer;
}

export interface BotService {
  /** Resolves when every update taken is answered and all that goes on after an answer has ended. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export const BOT_OFF = 'Бот выключен: не задан TELEGRAM_BOT_TOKEN';

/** Composes the bot and lets it receive; without a token it is off and says so. */
export function startBot(dependencies: BotServiceDependencies): BotService {
  const { config, log, redis, keys, store, reading, admins, catalogue, database, placeSearch } =
    dependencies;
  const { token, apiRoot, proxyUrl, webappUrl } = config.telegram;
  if (token === undefined) {
    log.warn(BOT_OFF);
    return { idle: async () => {}, stop: async () => {} };
  }
  const { reader, invalidator } = reading;
  const botId = botIdOf(token);
  const client = createTelegramClient({ token, apiRoot, proxyUrl });
  const delivery = new Delivery({
    client,
    log,
    ...(dependencies.deliveryLimits && { limits: dependencies.deliveryLimits }),
  });
  const messages = createMessages(delivery);
  const background = createBackground(log);
  const translator = createTranslator({
    parts: ['bot', 'evaluation', 'admin'],
    onError: (error, id) => log.error({ id, error }, `Текст неполон: ${id}`),
  });
  const users = createUsers({ database, keys, log, ...(redis && { redis }) });
  const sessions = createSessions({ redis, key: (chatId) => keys.botSession(botId, chatId) });
  const placeTree = createPlaceTree(reader);
  const placeCards = createPlaceCards({ reader, catalogue, placeTree, webappUrl });
  const commandMenu = createCommandMenu({ delivery, background, translator, webappUrl, log });
  const datasetNames = createDatasetNames(reader);
  const jobFollower = createJobFollower({
    followedJobs: createFollowedJobs({ key: keys.followedJobs(botId), redis }),
    invalidator,
    // in memory mode the api shares this process's memory
    ...(redis && { apiNeighbour: createApiNeighbour(config) }),
    datasetNames,
    messages,
    translator,
    background,
    log,
  });
  const alerts = createAlerts({
    reader,
    store,
    catalogue,
    incidents: createIncidents({ key: keys.incidents(botId), redis }),
    admins,
    messages,
    translator,
    datasetNames,
    languageOf: async (chatId) => (await sessions.load(chatId)).language ?? 'ru',
    log,
    redis,
  });
  const bot = createBot({
    token,
    log,
    translator,
    delivery,
    messages,
    users,
    sessions,
    placeTree,
    placeCards,
    commandMenu,
    webappUrl,
    admins,
    placeSearch,
    valuer: dependencies.valuer ?? createValuer({ reader }),
    savedEvaluations: dependencies.evaluations,
    reader,
    store,
    invalidator,
    jobFollower,
    datasetNames,
    statistics: createCacheStatistics({
      mode: invalidator === undefined ? 'off' : store.kind,
      isRedisUsable: redis?.isUsable,
      reader,
      store,
      catalogue,
      visibility: createVisibility(reader),
    }),
    countrySwitch: createCountrySwitch({ reader, database, invalidator }),
  });
  const election = new Election({
    redis,
    key: keys.botPoller(botId),
    instanceId: config.instanceId,
    log,
  });
  const receiver = new Receiver({
    client,
    election: {
      start: (onChange) =>
        election.start((isLeader) => {
          // while another process polled it may have changed what is remembered here
          sessions.clear();
          if (!isLeader) void alerts.stop();
          onChange(isLeader);
        }),
      yield: () => election.yield(),
      stop: () => election.stop(),
    },
    log,
    allowedUpdates: ANSWERED_UPDATES,
    handle: async (update) => {
      if (isKnownUpdate(update)) await bot.handle(update);
    },
    onReady: (me) => {
      bot.introduce(me);
      commandMenu.register();
      alerts.start();
      void jobFollower.resume();
    },
  });
  receiver.start();
  return {
    async idle() {
      await receiver.idle();
      await background.idle();
    },
    async stop() {
      await receiver.stop();
      await alerts.stop();
      await background.stop();
      delivery.close();
      await users.close();
    },
  };
}
