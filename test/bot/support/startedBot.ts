import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { DeliveryLimits } from '../../../src/bot/delivery.ts';
import type { Valuer } from '../../../src/evaluations/valuer.ts';
import { startBot } from '../../../src/bot/service.ts';
import { BullRefreshQueue } from '../../../src/cache/bullRefreshQueue.ts';
import { ALL } from '../../../src/cache/events.ts';
import { createKeys, type Keys } from '../../../src/cache/keys.ts';
import { MemoryStore } from '../../../src/cache/memoryStore.ts';
import { createReading, type Reading } from '../../../src/cache/reading.ts';
import { openRedisLink, type RedisLink } from '../../../src/cache/redisLink.ts';
import { RedisStore } from '../../../src/cache/redisStore.ts';
import { Refresher } from '../../../src/cache/refresher.ts';
import { ProcessRefreshQueue } from '../../../src/cache/refreshQueue.ts';
import type { SnapshotStore } from '../../../src/cache/store.ts';
import { createDatasetCatalogue } from '../../../src/datasets/catalogue.ts';
import type { Database } from '../../../src/datasets/database.ts';
import { createPlaceSearch } from '../../../src/datasets/placeSearch.ts';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import type { BotApiChat, Person } from '../../../src/local/botApi/chat.ts';
import { createLogger } from '../../../src/logger.ts';
import { createAdmins } from '../../../src/people/admins.ts';
import {
  createSavedEvaluations,
  type SavedEvaluations,
} from '../../../src/people/savedEvaluations.ts';
import { startPeopleJob } from '../../../src/worker/peopleJob.ts';
import { startRefreshJob } from '../../../src/worker/refreshJob.ts';
import { FixedValuer } from '../evaluation/support/fixedValuer.ts';
import { Tables } from '../../api/support/tables.ts';

export const ADMIN_ID = 700_001;
const AT_ONCE = { intervalMs: 0, burst: 1 };
const UNLIMITED = { total: AT_ONCE, chat: AT_ONCE, group: AT_ONCE };
const HOUR_MS = 3_600_000;

export interface StartedBotOptions {
  /** Redis of this test; without it all is in memory. */
  redis?: { host: string; port: number };
  /** Two bots with the same prefix share what is in Redis. */
  keyPrefix?: string;
  /** Default: the Tables of a test. */
  database?: Database;
  /** Default: an emulator of the test's own. */
  botApi?: BotApi;
  webappUrl?: string;
  /** Default: fixed figures. */
  valuer?: Valuer;
  /** Default: the real ones, in the database. */
  savedEvaluations?: SavedEvaluations;
  cacheEnabled?: boolean;
  /** Whether data is published before the bot starts; default true. */
  published?: boolean;
  /** Whether a worker takes refreshes from the queue in Redis; default true. */
  worker?: boolean;
  /** Default: none to speak of. */
  deliveryLimits?: Partial<DeliveryLimits>;
  /** ADMIN_API_TOKEN and the port of an api beside the bot. */
  neighbour?: { adminApiToken: string | undefined; port: number };
}

/** A bot that receives from an emulated Telegram, with all it needs behind it. */
export interface StartedBot {
  botApi: BotApi;
  store: SnapshotStore;
  refresher: Refresher;
  reading: Reading;
  redis: RedisLink | undefined;
  keys: Keys;
  /** A person's chat; the id makes them an admin or not. */
  chat(person?: Partial<Person>): BotApiChat;
  /** Resolves when every update delivered is answered, edits that follow included. */
  idle(): Promise<void>;
  /** Says it, waits until all is answered, and gives the newest message. */
  ask(chat: BotApiChat, text: string): Promise<BotApiChat['messages'][number]>;
  /** Presses it, waits likewise, and gives the toast. */
  press(chat: BotApiChat, button: string | { data: string }): Promise<string | undefined>;
  logged(): string;
  stop(): Promise<void>;
}

let people = 1_000_000;

export async function startTestBot(options: StartedBotOptions = {}): Promise<StartedBot> {
  const { database = new Tables(), cacheEnabled = true } = options;
  const botApi = options.botApi ?? (await startBotApi());
  let logged = '';
  const destination = { write: (line: string) => void (logged += line) };
  const log = createLogger({ program: 'bot', level: 'debug', format: 'json', destination });
  const keys = createKeys(options.keyPrefix ?? `test-${randomUUID()}`);
  const catalogue = createDatasetCatalogue({
    database,
    ttlMs: 24 * HOUR_MS,
    marketTtlMs: 24 * HOUR_MS,
  });
  const redis =
    options.redis &&
    openRedisLink({
      config: { db: 0, username: undefined, password: undefined, tls: false, ...options.redis },
      log,
    });
  const store = redis ? new RedisStore({ ...redis, keys }) : new MemoryStore();
  const refresher = new Refresher({ catalogue, store, log });
  const queue = redis
    ? new BullRefreshQueue({ connection: redis.commands, keys })
    : new ProcessRefreshQueue(refresher);
  const job =
    redis && options.worker !== false
      ? startRefreshJob({ redis, keys, refresher, log })
      : undefined;
  const peopleJob =
    redis && job && database.writable ? startPeopleJob({ redis, keys, database, log }) : undefined;
  if (cacheEnabled && options.published !== false) {
    if (redis) await vi.waitUntil(redis.isUsable, { timeout: 5_000, interval: 5 });
    await refresher.refresh({ scope: ALL, reason: 'cold-start' });
  }
  const reading = createReading({ catalogue, store, queue, log, keep: cacheEnabled, redis });
  const placeSearch = createPlaceSearch(reading.reader);
  const admins = createAdmins({ ids: [ADMIN_ID], database, log });
  reading.start();
  admins.start();
  if (options.published !== false) {
    await vi.waitUntil(() => reading.reader.isReady(), { timeout: 15_000, interval: 5 });
  }
  const kept = createSavedEvaluations({ database, keys, log, ...(redis && { redis }) });
  const bot = startBot({
    evaluations: options.savedEvaluations ?? kept,
    valuer: options.valuer ?? new FixedValuer(),
    config: {
      telegram: {
        token: botApi.token,
        apiRoot: botApi.url,
        proxyUrl: undefined,
        webappUrl: options.webappUrl,
        adminIds: [ADMIN_ID],
      },
      http: {
        host: '127.0.0.1',
        port: options.neighbour?.port ?? 1,
        rateLimitPerMinute: 1,
        trustedProxies: [],
      },
      adminApiToken: options.neighbour?.adminApiToken,
      instanceId: randomUUID(),
    },
    log,
    database,
    catalogue,
    keys,
    store,
    reading,
    placeSearch,
    admins,
    ...(redis && { redis }),
    deliveryLimits: options.deliveryLimits ?? UNLIMITED,
  });
  const idle = async () => {
    await botApi.acknowledged();
    await bot.idle();
  };
  return {
    botApi,
    store,
    refresher,
    reading,
    redis,
    keys,
    chat: (person = {}) =>
      botApi.chat({
        id: (people += 1),
        firstName: 'Анна',
        languageCode: 'ru',
        ...person,
      }),
    idle,
    async ask(chat, text) {
      await chat.say(text);
      await idle();
      return chat.messages.at(-1)!;
    },
    async press(chat, button) {
      const { text } = await chat.press(button);
      await idle();
      return text;
    },
    logged: () => logged,
    async stop() {
      await bot.stop();
      await kept.close();
      admins.stop();
      await reading.stop();
      await Promise.all([job?.stop(), peopleJob?.stop()]);
      await redis?.close();
      if (options.botApi === undefined) await botApi.stop();
    },
  };
}
