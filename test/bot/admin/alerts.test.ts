import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChatUnreachableError } from '../../../src/telegram/telegramErrors.ts';
import { Tables } from '../../api/support/tables.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { FakeTelegram, said } from './support/fakeTelegram.ts';
import {
  ADA,
  BOB,
  HOUR_MS,
  startWatchingBot,
  type WatchingBot,
  type World,
} from './support/watchingBot.ts';

const PATIENCE = { timeout: 10_000, interval: 5 };

let server: TestRedis;
let world: World & { database: Tables };

const texts = (chatId = ADA) =>
  world.telegram.messages.filter((one) => one.chatId === chatId).map((one) => said(one));
const labels = (chatId = ADA) => world.telegram.last(chatId).buttons.map(({ text }) => text);

describe('alerts to admins', () => {
  let bot: WatchingBot;

  beforeAll(async () => {
    server = await startTestRedis();
  });
  beforeEach(async () => {
    world = {
      keyPrefix: `test-${randomUUID()}`,
      database: new Tables(),
      telegram: new FakeTelegram(),
      admins: [ADA, BOB],
      now: Date.now(),
    };
    bot = await startWatchingBot(world, server);
    await bot.refresh();
  });
  afterEach(async () => {
    await bot.stop();
    vi.useRealTimers();
    await server.restart();
  });
  afterAll(() => server.stop());

  const halveTurkey = () => world.database.countries.get(1)!.leaves.splice(1);
  const restartBot = async () => {
    await bot.stop();
    bot = await startWatchingBot(world, server);
  };

  test('are silent while all is well', () => {
    expect(world.telegram.messages).toEqual([]);
  });

  test('tell each admin once, in their language, that data were refused, and once that it is over', async () => {
    const leaves = [...world.database.countries.get(1)!.leaves];
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

    // a little more than is said: the refreshes take real time
    world.now += 2 * HOUR_MS + 5 * 60_000 + 25_000;
    world.database.countries.get(1)!.leaves = leaves;
    await bot.refresh();
    await bot.refresh();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toMatch(
      /^✅ Данные снова принимаются: Каталог · Турция\. Отклонялись 2 ч 5 мин\.$/u,
    );
    expect(texts(BOB)).toHaveLength(2);

    halveTurkey();
    await bot.refresh();
    await bot.refresh();
    expect([texts().length, texts(BOB).length]).toEqual([3, 3]);
    expect(texts()[2]).toBe(texts()[0]);
  });

  test('do not take a failed load for the end of a refusal', async () => {
    halveTurkey();
    await bot.refresh();
    world.database.away = true;
    await bot.refresh('catalog/1');
    expect(texts()).toHaveLength(1);
  });

  test('tell of failures only when they repeat', async () => {
    world.database.away = true;
    await bot.refresh('catalog/2');
    await bot.refresh('catalog/2');
    expect(texts()).toEqual([]);
    await bot.refresh('catalog/2');
    await bot.refresh('catalog/2');
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(
      /^❌ Обновление не удаётся .*: Каталог · Черногория\. .*\nПричина: Supabase \(test\) недоступен$/,
    );
    world.database.away = false;
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
    const leaves = [...world.database.countries.get(1)!.leaves];
    halveTurkey();
    await bot.refresh();
    await restartBot();
    await bot.refresh();
    expect(texts()).toHaveLength(1);
    world.database.countries.get(1)!.leaves = leaves;
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
    bot = await startWatchingBot(world, server);
    await bot.refresh();
    world.now += 25 * HOUR_MS;
    await bot.alerts.tick();
    await bot.stop();
    await lasting.kill();
    bot = await startWatchingBot(world, server);
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

  test('tell once that Redis takes no writes, and once that it does again', async () => {
    const limitMemory = async (bytes: number, isRefusing: boolean) => {
      await bot.redis.commands.config('SET', 'maxmemory', bytes);
      const isNoticed = () => (bot.redis.writeRefusal() !== undefined) === isRefusing;
      await vi.waitUntil(isNoticed, PATIENCE);
    };
    await limitMemory(1, true);
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect(texts()).toEqual([
      '⚠️ Redis не принимает запись: у него кончилось место. Ответы идут из памяти, обновления ждут.',
    ]);
    expect(labels()).toEqual(['📊 Состояние кэша']);
    world.now += 60_000;
    await limitMemory(0, false);
    await bot.alerts.tick();
    await bot.alerts.tick();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toMatch(/^✅ Redis снова принимает запись\. Не принимал 1 мин\.$/u);
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
    world.database.countries.delete(2);
    world.database.countries.get(1)!.leaves = [];
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
