import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { ApiNeighbour } from '../../../../src/bot/admin/apiNeighbour.ts';
import { createDatasetNames } from '../../../../src/bot/admin/datasetNames.ts';
import { createFollowedJobs } from '../../../../src/bot/admin/followedJobs.ts';
import { createJobFollower } from '../../../../src/bot/admin/jobFollower.ts';
import { createBackground } from '../../../../src/bot/background.ts';
import { createBot } from '../../../../src/bot/bot.ts';
import { createMessages } from '../../../../src/bot/messages.ts';
import { createPlaceCards } from '../../../../src/bot/placeCard.ts';
import { createSessions } from '../../../../src/bot/sessions.ts';
import { BullRefreshQueue } from '../../../../src/cache/bullRefreshQueue.ts';
import { ALL } from '../../../../src/cache/events.ts';
import { createKeys } from '../../../../src/cache/keys.ts';
import { MemoryStore } from '../../../../src/cache/memoryStore.ts';
import { createReading } from '../../../../src/cache/reading.ts';
import { openRedisLink } from '../../../../src/cache/redisLink.ts';
import { RedisStore } from '../../../../src/cache/redisStore.ts';
import { Refresher } from '../../../../src/cache/refresher.ts';
import { ProcessRefreshQueue } from '../../../../src/cache/refreshQueue.ts';
import { createCacheStatistics } from '../../../../src/datasets/cacheStatistics.ts';
import { createDatasetCatalogue } from '../../../../src/datasets/catalogue.ts';
import { createCountrySwitch } from '../../../../src/datasets/countrySwitch.ts';
import { createPlaceSearch } from '../../../../src/datasets/placeSearch.ts';
import { createPlaceTree } from '../../../../src/datasets/placeTree.ts';
import { createVisibility } from '../../../../src/datasets/visibility.ts';
import type { Language } from '../../../../src/i18n/languages.ts';
import { createTranslator } from '../../../../src/i18n/translator.ts';
import { startRefreshJob } from '../../../../src/worker/refreshJob.ts';
import { FixedValuer } from '../../evaluation/support/fixedValuer.ts';
import { HeldEvaluations } from '../../evaluation/support/heldEvaluations.ts';
import { Tables } from '../../../api/support/tables.ts';
import { recordingLog } from '../../../support/logs.ts';
import { FakeTelegram, said, type Shown } from './fakeTelegram.ts';

export const ADMIN = 100;
export const STRANGER = 200;

const HOUR_MS = 3_600_000;
const ME = {
  id: 1,
  is_bot: true as const,
  first_name: 'Bot',
  username: 'the_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

export interface AdminChatOptions {
  language?: Language;
  /** Redis of this test; without it the store is in memory. */
  redis?: { host: string; port: number };
  keyPrefix?: string;
  /** Whether a worker takes jobs from the queue in Redis; default true. */
  worker?: boolean;
  cacheEnabled?: boolean;
  apiNeighbour?: ApiNeighbour;
  telegram?: FakeTelegram;
  tables?: Tables;
  /** Clock of who follows jobs. */
  now?: () => number;
}

/** The bot over real data with a chat in which an admin writes and presses buttons. */
export async function startAdminChat(options: AdminChatOptions = {}) {
  const { language = 'ru', cacheEnabled = true, tables = new Tables() } = options;
  const { telegram = new FakeTelegram() } = options;
  const output = recordingLog();
  const { log } = output;
  const keys = createKeys(options.keyPrefix ?? `test-${randomUUID()}`);
  const catalogue = createDatasetCatalogue({
    database: tables,
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
  await redis?.settled;
  const job =
    redis && options.worker !== false
      ? startRefreshJob({ redis, keys, refresher, log })
      : undefined;
  if (cacheEnabled) await refresher.refresh({ scope: ALL, reason: 'cold-start' });
  const reading = createReading({ catalogue, store, queue, log, keep: cacheEnabled, redis });
  const { reader, invalidator } = reading;
  reading.start();
  await vi.waitUntil(() => reader.isReady(), { timeout: 10_000, interval: 5 });

  const translator = createTranslator();
  const messages = createMessages(telegram);
  const background = createBackground(log);
  const datasetNames = createDatasetNames(reader);
  const jobFollower = createJobFollower({
    followedJobs: createFollowedJobs({ key: keys.followedJobs('1'), redis }),
    invalidator,
    apiNeighbour: options.apiNeighbour,
    datasetNames,
    messages,
    translator,
    background,
    log,
    ...(options.now && { now: options.now }),
    pollIntervalMs: 5,
    editIntervalMs: 0,
  });
  const placeTree = createPlaceTree(reader);
  const webappUrl = undefined;
  const bot = createBot({
    valuer: new FixedValuer(),
    savedEvaluations: new HeldEvaluations(),
    token: '1:test',
    log,
    translator,
    delivery: telegram,
    messages,
    sessions: createSessions({ key: String }),
    users: {
      kept: false,
      find: async () => undefined,
      save() {},
      forget() {},
      close: async () => {},
    },
    admins: { isAdmin: (id) => id === ADMIN, all: () => [ADMIN], start() {}, stop() {} },
    webappUrl,
    commandMenu: { register() {}, showIn() {}, keepRight() {} },
    placeTree,
    placeSearch: createPlaceSearch(reader),
    placeCards: createPlaceCards({ reader, catalogue, placeTree, webappUrl }),
    reader,
    store,
    invalidator,
    jobFollower,
    datasetNames,
    statistics: createCacheStatistics({
      mode: cacheEnabled ? store.kind : 'off',
      isRedisUsable: redis?.isUsable,
      reader,
      store,
      catalogue,
      visibility: createVisibility(reader),
    }),
    countrySwitch: createCountrySwitch({ reader, database: tables, invalidator }),
  });
  bot.introduce(ME);

  let updates = 0;
  const personOf = (id: number) => ({
    from: { id, is_bot: false, first_name: 'Ada', language_code: language },
    chat: { id, type: 'private' as const, first_name: 'Ada' },
  });
  const write = async (text: string, by = ADMIN) => {
    updates += 1;
    const length = text.split(' ')[0]!.length;
    const entities = [{ type: 'bot_command' as const, offset: 0, length }];
    const message = { message_id: 10_000 + updates, date: 0, text, entities, ...personOf(by) };
    await bot.handle({ update_id: updates, message });
    return telegram.last(by);
  };
  /** Presses a button of a message as it stands now, found by a part of its label, or sends other data. */
  const press = async (message: Shown, label: string, by = ADMIN) => {
    updates += 1;
    const found = message.buttons.find(({ text }) => text.includes(label));
    const data = found && 'callback_data' in found ? found.callback_data : label;
    const { from, chat } = personOf(by);
    const text = said(message);
    const pressed = { message_id: message.id, date: 1, chat, text, entities: message.entities };
    await bot.handle({
      update_id: updates,
      callback_query: { id: String(updates), from, message: pressed, chat_instance: '1', data },
    });
    return telegram.last(by);
  };
  /** What a message says once nothing is under way. */
  const ended = async (message: Shown) => {
    await background.idle();
    return said(message);
  };

  return {
    tables,
    store,
    refresher,
    reader,
    redis,
    keys,
    telegram,
    messages,
    jobFollower,
    background,
    logged: output.messages,
    write,
    press,
    ended,
    async stop() {
      await background.stop();
      await reading.stop();
      await job?.stop();
      await redis?.close();
    },
  };
}

export type AdminChat = Awaited<ReturnType<typeof startAdminChat>>;
