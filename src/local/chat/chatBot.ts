import { startBot } from '../../bot/service.ts';
import { botIdOf } from '../../telegram/client.ts';
import type { Keys } from '../../cache/keys.ts';
import { createReading } from '../../cache/reading.ts';
import type { RedisLink } from '../../cache/redisLink.ts';
import type { Config } from '../../config.ts';
import { createPlaceSearch } from '../../datasets/placeSearch.ts';
import type { Logger } from '../../logger.ts';
import { createSavedEvaluations } from '../../people/savedEvaluations.ts';
import { openMemoryMode, openRedisMode } from '../../modes.ts';
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
  const shared = config.redis ? openRedisMode({ config, log }) : openMemoryMode({ config, log });
  const { keys, redis } = shared;
  const keeper = 'keeper' in shared && config.cache.enabled ? shared.keeper : undefined;
  const reading = createReading({ ...shared, log, keep: config.cache.enabled });
  reading.start();
  const evaluations = createSavedEvaluations({
    keys,
    database: shared.database,
    log,
    ...(redis && { redis }),
  });
  const bot = startBot({
    ...shared,
    config,
    log,
    reading,
    evaluations,
    placeSearch: createPlaceSearch(reading.reader),
    // the table's admins are no people of this Telegram
    admins: {
      isAdmin: () => admin,
      all: () => (admin ? [personId] : []),
      start() {},
      stop() {},
    },
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
      await evaluations.close();
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
