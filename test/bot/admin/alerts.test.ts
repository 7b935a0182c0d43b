import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlerts } from '../../../src/bot/admin/alerts.ts';
import { createDatasetNames } from '../../../src/bot/admin/datasetNames.ts';
import { createIncidents } from '../../../src/bot/admin/incidents.ts';
import { ChatUnreachableError } from '../../../src/telegram/telegramErrors.ts';
import { createMessages } from '../../../src/bot/messages.ts';
import { ALL } from '../../../src/cache/events.ts';
import { DirectLoader } from '../../../src/cache/directLoader.ts';
import { createKeys } from '../../../src/cache/keys.ts';
import { Reader } from '../../../src/cache/reader.ts';
import { ReadLog } from '../../../src/cache/readLog.ts';
import { openRedisLink, type RedisLink } from '../../../src/cache/redisLink.ts';
import { RedisStore } from '../../../src/cache/redisStore.ts';
import { Refresher } from '../../../src/cache/refresher.ts';
import { createDatasetCatalogue } from '../../../src/datasets/catalogue.ts';
import type { Language } from '../../../src/i18n/languages.ts';
import { createTranslator } from '../../../src/i18n/translator.ts';
import { Tables } from '../../api/support/tables.ts';
import { recordingLog } from '../../support/logs.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { FakeTelegram, said } from './support/fakeTelegram.ts';

const ADA = 100;
const BOB = 101;
const LANGUAGES_OF: Record<number, Language> = { [ADA]: 'ru', [BOB]: 'en' };
const HOUR_MS = 3_600_000;
const PATIENCE = { timeout: 10_000, interval: 5 };

let server: TestRedis;
let world: World;

/** What outlives a process of the bot: Redis, the database, the chats, the clock. */
interface World {
  keyPrefix: string;
  tables: Tables;
  telegram: FakeTelegram;
  admins: number[];
  now: number;
}

/** One process of the bot, as far as it watches. */
async function startBot() {
  const { tables, telegram, keyPrefix } = world;
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
    database: tables,
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

type Bot = Awaited<ReturnType<typeof startBot>>;

const texts = (chatId = ADA) =>
  world.telegram.messages.filter((one) => one.chatId === chatId).map((one) => said(one));
const labels = (chatId = ADA) => world.telegram.last(chatId).buttons.map(({ text }) => text);

describe('alerts to admins', () => {
  let bot: Bot;

  beforeAll(async () => {
    server = await startTestRedis();
  });
  beforeEach(async () => {
    world = {
      keyPrefix: `test-${randomUUID()}`,
      tables: new Tables(),
      telegram: new FakeTelegram(),
      admins: [ADA, BOB],
      now: Date.now(),
    };
    bot = await startBot();
    await bot.refresh();
  });
  afterEach(async () => {
    await bot.stop();
    vi.useRealTimers();
    await server.restart();
  });
  afterAll(() => server.stop());

  const halveTurkey = () => world.tables.countries.get(1)!.leaves.splice(1);
  const restartBot = async () => {
    await bot.stop();
    bot = await startBot();
  };

  test('are silent while all is well', () => {
    expect(world.telegram.messages).toEqual([]);
  });

  test('tell each admin once, in their language, that data were refused, and once that it is over', async () => {
    const leaves = [...world.tables.countries.get(1)!.leaves];
    halveTurkey();
    await bot.refresh();
    await bot.refresh();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(
      /^❌ Данные отклонены: Каталог · Турция\. .*\n• за один раз удалено слишком много: /,
    );
    expect(labels()).toEqual(['🔄 Обновить', '🕓 История']);
    expect(texts(BOB)[0]).toMatch(
      /^❌ Data refused: Catalogue · Türkiye\. .*\n• too many rows removed at once$/,
    );

    world.now += 2 * HOUR_MS + 5 * 60_000;
    world.tables.countries.get(1)!.leaves = leaves;
    await bot.refresh();
    await bot.refresh();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toMatch(
      /^✅ Данные снова принимаются: Каталог · Турция\. Отклонялись 2 ч 5 мин\.$/u,
    );
    expect(texts(BOB)).toHaveLength(2);
  });

  test('do not take a failed load for the end of a refusal', async () => {
    halveTurkey();
    await bot.refresh();
    world.tables.away = true;
    await bot.refresh('catalog/1');
    expect(texts()).toHaveLength(1);
  });

  test('tell of failures only when they repeat', async () => {
    world.tables.away = true;
    await bot.refresh('catalog/2');
    await bot.refresh('catalog/2');
    expect(texts()).toEqual([]);
    await bot.refresh('catalog/2');
    await bot.refresh('catalog/2');
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(
      /^❌ Обновление не удаётся .*: Каталог · Черногория\. .*\nПричина: Supabase \(test\) недоступен$/,
    );
    world.tables.away = false;
    await bot.refresh('catalog/2');
    expect(texts()[1]).toMatch(
      /^✅ Обновление снова удаётся: Каталог · Черногория\. Не удавалось \d+ с\.$/u,
    );
  });

  test('tell of stale data, unless an admin holds them', async () => {
    const [version] = await bot.store.versions('catalog/2');
    await bot.store.rollback('catalog/2', version!.version);
    await bot.refresh('catalog/2');
    world.now += 26 * HOUR_MS;
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect(texts().sort()).toEqual([
      '⚠️ Данные устарели: Каталог · Турция. Проверены вчера.',
      '⚠️ Данные устарели: Курсы валют. Проверены вчера.',
      '⚠️ Данные устарели: Рынок · Турция. Проверены вчера.',
      '⚠️ Данные устарели: Рынок · Черногория. Проверены вчера.',
      '⚠️ Данные устарели: Список стран. Проверены вчера.',
    ]);
    expect(labels()).toEqual(['🔄 Обновить']);
    world.now -= 26 * HOUR_MS;
    await bot.refresh();
    expect(texts()).toHaveLength(10);
    expect(texts()[5]).toContain('✅ Данные снова свежие');
  });

  test('are not repeated by the next process of the bot, which tells that it is over', async () => {
    const leaves = [...world.tables.countries.get(1)!.leaves];
    halveTurkey();
    await bot.refresh();
    await restartBot();
    await bot.refresh();
    expect(texts()).toHaveLength(1);
    world.tables.countries.get(1)!.leaves = leaves;
    await restartBot();
    await bot.refresh();
    expect(texts()).toHaveLength(2);
    expect(await bot.redis.commands.hlen(bot.keys.incidents('1'))).toBe(0);
  });

  test('are not repeated when Redis comes back empty', async () => {
    world.now += 25 * HOUR_MS;
    await bot.alerts.tick();
    const told = texts().length;
    expect(told).toBe(6);
    await server.kill();
    await vi.waitUntil(() => !bot.redis.isUsable(), PATIENCE);
    await bot.alerts.tick();
    await server.restart();
    await vi.waitUntil(() => bot.redis.isUsable(), PATIENCE);
    await bot.alerts.tick();
    expect(await bot.redis.commands.hlen(bot.keys.incidents('1'))).toBe(6);
    await restartBot();
    await bot.alerts.tick();
    expect(texts()).toHaveLength(told);
  });

  test('are not repeated by a process that began while Redis was away', async () => {
    await using cleanup = new AsyncDisposableStack();
    const usual = server;
    await bot.stop();
    server = await startTestRedis({
      arguments: ['--appendonly', 'yes', '--appendfsync', 'always'],
    });
    const lasting = server;
    cleanup.defer(async () => {
      await bot.stop();
      server = usual;
      await lasting.stop();
    });
    bot = await startBot();
    await bot.refresh();
    world.now += 25 * HOUR_MS;
    await bot.alerts.tick();
    await bot.stop();
    await lasting.kill();
    bot = await startBot();
    world.now -= 25 * HOUR_MS;
    await bot.sync();
    world.now += 25 * HOUR_MS;
    await bot.alerts.tick();
    expect(texts()).toHaveLength(6);
    await lasting.restart();
    await vi.waitUntil(() => bot.redis.isUsable(), PATIENCE);
    await bot.alerts.tick();
    expect(texts()).toHaveLength(6);
  });

  test('tell that Redis is lost after five seconds, and when it is back', async () => {
    await server.kill();
    await vi.waitUntil(() => !bot.redis.isUsable(), PATIENCE);
    await bot.alerts.tick();
    world.now += 4_000;
    await bot.alerts.tick();
    expect(texts()).toEqual([]);
    world.now += 1_000;
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect(texts()).toEqual(['⚠️ Redis недоступен. Ответы идут из памяти, обновления ждут.']);
    expect(labels()).toEqual(['📊 Состояние кэша']);
    world.now += 60_000;
    await server.restart();
    await vi.waitUntil(() => bot.redis.isUsable(), PATIENCE);
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect(texts()[1]).toMatch(/^✅ Redis снова доступен\. Его не было 1 мин 5 с\.$/u);
    expect(texts()).toHaveLength(2);
    expect(await bot.redis.commands.hlen(bot.keys.incidents('1'))).toBe(0);
  });

  test('say nothing of a short outage of Redis', async () => {
    bot.alerts.start();
    await server.kill();
    await vi.waitUntil(() => !bot.redis.isUsable(), PATIENCE);
    await server.restart();
    await vi.waitUntil(() => bot.redis.isUsable(), PATIENCE);
    world.now += 10_000;
    await bot.alerts.tick();
    expect(texts()).toEqual([]);
  });

  test('leave out a chat that cannot be written to, and log it once', async () => {
    world.telegram.failure = new ChatUnreachableError({
      method: 'sendMessage',
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    halveTurkey();
    await bot.refresh();
    await bot.refresh();
    world.telegram.failure = undefined;
    await bot.refresh();
    expect(world.telegram.messages).toEqual([]);
    const warnings = bot.logged.lines.filter(({ msg }) =>
      msg.startsWith('Администратору не написать'),
    );
    expect(warnings.map(({ chatId }) => chatId)).toEqual([ADA, BOB]);
  });

  test('are told later when Telegram is away, and then once', async () => {
    world.telegram.failure = new Error('Telegram is away');
    halveTurkey();
    await bot.refresh();
    expect(texts()).toEqual([]);
    world.telegram.failure = undefined;
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect([texts().length, texts(BOB).length]).toEqual([1, 1]);
  });

  test('forget a dataset that is no more', async () => {
    halveTurkey();
    await bot.refresh();
    world.tables.countries.delete(2);
    world.tables.countries.get(1)!.leaves = [];
    await bot.refresh('countries');
    expect(texts()).toHaveLength(1);
    expect(await bot.redis.commands.hlen(bot.keys.incidents('1'))).toBe(0);
  });

  test('look by themselves, every so often', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    bot.alerts.start();
    halveTurkey();
    await bot.refresh();
    const [first] = texts();
    expect(first).toBeDefined();
    world.telegram.messages.length = 0;
    world.now += 25 * HOUR_MS;
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(() => expect(texts()).toHaveLength(6), PATIENCE);
    await bot.alerts.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
