import { startBot } from '../../bot/service.ts';
import { botIdOf } from '../../bot/client.ts';
import { BullRefreshQueue } from '../../cache/bullRefreshQueue.ts';
import { Keeper } from '../../cache/keeper.ts';
import { createKeys, type Keys } from '../../cache/keys.ts';
import { MemoryStore } from '../../cache/memoryStore.ts';
import { createReading } from '../../cache/reading.ts';
import { openRedisLink, type RedisLink } from '../../cache/redisLink.ts';
import { RedisStore } from '../../cache/redisStore.ts';
import { Refresher } from '../../cache/refresher.ts';
import { ProcessRefreshQueue } from '../../cache/refreshQueue.ts';
import type { Config } from '../../config.ts';
import { createDatabase } from '../../datasets/database.ts';
import { createDatasetCatalogue } from '../../datasets/catalogue.ts';
import { createPlaceSearch } from '../../datasets/placeSearch.ts';
import type { Logger } from '../../logger.ts';
import type { BotApi } from '../botApi/botApi.ts';

export interface ChatBotDependencies {
  config: Config;
  log: Logger;
  botApi: BotApi;
  personId: number;
  /** Whether the person is an admin; nobody else is one here. */
  admin: boolean;
}

/** The bot as its programs compose it, in this process, against an emulated Telegram. */
export interface ChatBot {
  /** Whether it holds the data it answers from. */
  isReady(): Promise<boolean>;
  /** Resolves when all that was written to it is answered, messages that change afterwards included. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function startChatBot(dependencies: ChatBotDependencies): ChatBot {
  const { log, botApi, personId, admin } = dependencies;
  const config = configOf(dependencies);
  const keys = createKeys();
  const database = createDatabase(config.supabase);
  const catalogue = createDatasetCatalogue({ database, ttlMs: config.cache.ttlMs });
  const redis = config.redis && openRedisLink({ config: config.redis, log });
  const store = redis ? new RedisStore({ ...redis, keys }) : new MemoryStore();
  const queue = redis
    ? new BullRefreshQueue({ connection: redis.commands, keys })
    : new ProcessRefreshQueue(new Refresher({ catalogue, store, log }));
  const { enabled: keep } = config.cache;
  const keeper = redis || !keep ? undefined : new Keeper({ catalogue, store, queue, log });
  const reading = createReading({ catalogue, store, queue, log, keep, redis });
  reading.start();
  const bot = startBot({
    config,
    log,
    database,
    catalogue,
    keys,
    store,
    reading,
    placeSearch: createPlaceSearch(reading.reader),
    // the table's admins are no people of this Telegram
    admins: {
      isAdmin: () => admin,
      all: () => (admin ? [personId] : []),
      start() {},
      stop() {},
    },
    ...(redis && { redis }),
  });
  keeper?.start();
  return {
    isReady: () => reading.reader.isReady(),
    async idle() {
      await botApi.acknowledged();
      await bot.idle();
    },
    async stop() {
      keeper?.stop();
      await bot.stop();
      if (redis) await forgetBot(redis, { keys, botId: botIdOf(botApi.token), personId });
      await reading.stop();
      await redis?.close();
    },
  };
}

function configOf({ config, botApi, personId, admin }: ChatBotDependencies): Config {
  const { token, url } = botApi;
  const adminIds = admin ? [personId] : [];
  const telegram = { ...config.telegram, token, apiRoot: url, proxyUrl: undefined, adminIds };
  return { ...config, telegram };
}

/** The bot was made up for one conversation: nothing of it stays in a Redis that is others' too. */
async function forgetBot(
  { commands, isUsable }: RedisLink,
  { keys, botId, personId }: { keys: Keys; botId: string; personId: number },
): Promise<void> {
  if (!isUsable()) return;
  const session = keys.botSession(botId, personId);
  await commands.del(session, keys.followedJobs(botId), keys.incidents(botId)).catch(() => {});
}
