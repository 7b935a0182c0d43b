import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ALL } from '../../src/cache/events.ts';
import type { BotApiChat } from '../../src/local/botApi/chat.ts';
import { Tables } from '../api/support/tables.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { labelsOf } from './support/looks.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

const PATIENCE = { timeout: 10_000, interval: 10 };

const TEXTS = {
  ru: {
    unavailable: 'Данные сейчас недоступны. Попробуйте ещё раз через полминуты.',
    again: '🔄 Ещё раз',
    card: '📍 Alanya\nРайон',
    list: 'Выбрать из списка',
    countries: 'Выберите страну',
  },
  en: {
    unavailable: 'The data cannot be had just now. Please try again in half a minute.',
    again: '🔄 Try again',
    card: '📍 Alanya\nCounty',
    list: 'Choose from the list',
    countries: 'Choose a country',
  },
};

let bot: StartedBot;
afterEach(() => bot.stop());

describe.each(['ru', 'en'] as const)('without any data, in %s', (languageCode) => {
  const texts = TEXTS[languageCode];
  let database: Tables;
  let chat: BotApiChat;
  const start = async () => {
    database = new Tables();
    database.away = true;
    bot = await startTestBot({ database, published: false });
    chat = bot.chat({ languageCode });
  };
  const publish = async () => {
    database.away = false;
    await bot.refresher.refresh({ scope: ALL, reason: 'admin' });
    await vi.waitUntil(() => bot.reading.reader.isReady(), PATIENCE);
  };

  test.each(['Аланья', '/start place_1_7_101'])(
    '«%s» is offered again, and answered once there are data',
    async (text) => {
      await start();
      const message = await bot.ask(chat, text);
      expect(message.text).toBe(texts.unavailable);
      expect(labelsOf(message)).toEqual([[texts.again]]);
      await publish();
      await bot.press(chat, texts.again);
      expect(chat.messages).toHaveLength(1);
      expect(chat.messages[0]!.text).toContain(texts.card);
    },
  );

  test('a pressed button is offered again, and the greeting needs no data', async () => {
    await start();
    await bot.ask(chat, '/start');
    await bot.press(chat, texts.list);
    expect(chat.messages.at(-1)!.text).toBe(texts.unavailable);
    await bot.press(chat, texts.again);
    expect(chat.messages.at(-1)!.text).toBe(texts.unavailable);
    await publish();
    await bot.press(chat, texts.again);
    expect(chat.messages.at(-1)!.text).toBe(texts.countries);
    expect(bot.logged()).not.toMatch(/"level":(?:50|60).*(?:Обновление Telegram|Обработчик)/);
  });
});

describe('while Redis is away', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  const sessionOf = ({ id }: BotApiChat) =>
    bot.redis!.commands.get(bot.keys.botSession(String(bot.botApi.bot.id), id));

  test('people are answered from memory, and sessions changed meanwhile get to Redis afterwards', async () => {
    bot = await startTestBot({ redis, keyPrefix: `test-${randomUUID()}` });
    const [known, fresh] = [bot.chat(), bot.chat()];
    await bot.ask(known, '/start');
    await redis.kill();
    await vi.waitUntil(() => !bot.redis!.isUsable(), PATIENCE);
    expect((await bot.ask(fresh, 'Аланья')).text).toContain(TEXTS.ru.card);
    await bot.ask(known, '/language');
    await bot.press(known, 'English');
    expect((await bot.ask(known, 'Alanya')).text).toContain(TEXTS.en.card);
    await redis.restart();
    await vi.waitFor(async () => {
      expect(JSON.parse((await sessionOf(known))!)).toMatchObject({
        language: 'en',
        query: 'Alanya',
      });
      expect(JSON.parse((await sessionOf(fresh))!)).toMatchObject({ query: 'Аланья' });
    }, PATIENCE);
    expect((await bot.ask(known, 'Alanya')).text).toContain(TEXTS.en.card);
    expect(bot.logged()).not.toMatch(/"level":(?:50|60).*(?:Обновление Telegram|Обработчик)/);
  });

  test('who asks to be forgotten is forgotten in Redis too, once it is back', async () => {
    bot = await startTestBot({ redis });
    const chat = bot.chat();
    await bot.ask(chat, 'Alanya');
    await expect.poll(() => sessionOf(chat)).not.toBeNull();
    await bot.ask(chat, '/delete_me');
    redis.pause();
    await vi.waitUntil(() => !bot.redis!.isUsable(), PATIENCE);
    await bot.press(chat, 'Удалить');
    expect(chat.messages.at(-1)!.text).toContain('Данные о вас удалены.');
    redis.resume();
    await vi.waitUntil(() => bot.redis!.isUsable(), PATIENCE);
    await expect.poll(() => sessionOf(chat)).toBeNull();
  });
});
