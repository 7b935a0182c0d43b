import { createAlerts } from '../../../../src/bot/admin/alerts.ts';
import { createDatasetNames } from '../../../../src/bot/admin/datasetNames.ts';
import { createIncidents } from '../../../../src/bot/admin/incidents.ts';
import { createMessages } from '../../../../src/bot/messages.ts';
import { ALL } from '../../../../src/cache/events.ts';
import { DirectLoader } from '../../../../src/cache/directLoader.ts';
import { createKeys } from '../../../../src/cache/keys.ts';
import { Reader } from '../../../../src/cache/reader.ts';
import { ReadLog } from '../../../../src/cache/readLog.ts';
import { openRedisLink, type RedisLink } from '../../../../src/cache/redisLink.ts';
import { RedisStore } from '../../../../src/cache/redisStore.ts';
import { Refresher } from '../../../../src/cache/refresher.ts';
import { createDatasetCatalogue } from '../../../../src/datasets/catalogue.ts';
import type { Database } from '../../../../src/datasets/database.ts';
import type { Language } from '../../../../src/i18n/languages.ts';
import { createTranslator } from '../../../../src/i18n/translator.ts';
import { recordingLog } from '../../../support/logs.ts';
import type { FakeTelegram } from './fakeTelegram.ts';

export const ADA = 100;
export const BOB = 101;
const LANGUAGES_OF: Record<number, Language> = { [ADA]: 'ru', [BOB]: 'en' };
export const HOUR_MS = 3_600_000;

/** What outlives a process of the bot: Redis, the database, the chats, the clock. */
export interface World {
  keyPrefix: string;
  database: Database;
  telegram: FakeTelegram;
  admins: number[];
  now: number;
}

/** One process of the bot, as far as it watches. */
export async function startWatchingBot(world: World, server: { host: string; port: number }) {
  const { database, telegram, keyPrefix } = world;
  const output = recordingLog();
  const { log } = output;
  const now = () => world.now;
  const keys = createKeys(keyPrefix);
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  const redis: RedisLink = openRedisLink({ config, log });
  await redis.settled;
  const store = new RedisStore({ ...redis, keys });
  const catalogue = createDatasetCatalogue({
    database,
    ttlMs: 24 * HOUR_MS,
    marketTtlMs: 24 * HOUR_MS,
  });
  const reader = new Reader({
    catalogue,
    store,
    directLoader: new DirectLoader({ log }),
    readLog: new ReadLog(log),
    log,
    now,
  });
  const refresher = new Refresher({ catalogue, store, log });
  const alerts = createAlerts({
    reader,
    store,
    catalogue,
    incidents: createIncidents({ key: keys.incidents('1'), redis }),
    admins: { all: () => world.admins },
    messages: createMessages(telegram),
    translator: createTranslator(),
    datasetNames: createDatasetNames(reader),
    languageOf: async (chatId) => LANGUAGES_OF[chatId] ?? 'ru',
    log,
    redis,
    now,
  });
  return {
    alerts,
    redis,
    store,
    keys,
    logged: output,
    /** A refresh by the worker, then the bot's next look at everything. */
    async refresh(scope: string = ALL) {
      await refresher.refresh({ scope, reason: 'schedule' });
      await reader.sync();
      await alerts.tick();
    },
    sync: () => reader.sync(),
    async stop() {
      await alerts.stop();
      await redis.close();
    },
  };
}

export type WatchingBot = Awaited<ReturnType<typeof startWatchingBot>>;
