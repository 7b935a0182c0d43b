import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { Tables } from '../api/support/tables.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { labelsOf } from './support/looks.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

const CHOICE = {
  ru: {
    question: 'На каком языке отвечать?',
    labels: ['Deutsch', 'English', 'Français', '✓ Русский', 'Türkçe'],
    chosen: 'Готово, отвечаю по-русски.',
    greeting: 'Здравствуйте, Анна!',
  },
  en: {
    question: 'Which language shall I answer in?',
    labels: ['Deutsch', '✓ English', 'Français', 'Русский', 'Türkçe'],
    chosen: 'Done, I will answer in English.',
    greeting: 'Hello, Анна!',
  },
};

describe('the choice of a language', () => {
  let bot: StartedBot;
  beforeAll(async () => {
    bot = await startTestBot();
  });
  afterAll(() => bot.stop());

  test.each(['ru', 'en'] as const)('/language offers five, and marks %s', async (languageCode) => {
    const message = await bot.ask(bot.chat({ languageCode }), '/language');
    expect(message.text).toBe(CHOICE[languageCode].question);
    expect(labelsOf(message).flat().toSorted()).toEqual(CHOICE[languageCode].labels.toSorted());
    expect(message.buttons.every((row) => row.length === 1)).toBe(true);
  });

  test.each([
    ['ru', 'en', 'English'],
    ['en', 'ru', 'Русский'],
  ] as const)('from %s to %s at once', async (from, to, button) => {
    const chat = bot.chat({ languageCode: from });
    await bot.ask(chat, '/language');
    await bot.press(chat, button);
    expect(chat.messages.map(({ text }) => text)).toEqual([CHOICE[to].chosen]);
    expect((await bot.ask(chat, '/start')).text).toContain(CHOICE[to].greeting);
    expect(
      labelsOf(await bot.ask(chat, '/language'))
        .flat()
        .toSorted(),
    ).toEqual(CHOICE[to].labels.toSorted());
  });

  test('each of the five languages can be chosen, and each confirms in its own words', async () => {
    const chat = bot.chat();
    const said: string[] = [];
    for (const name of ['Deutsch', 'English', 'Français', 'Türkçe', 'Русский']) {
      await bot.ask(chat, '/language');
      await bot.press(chat, name);
      said.push(chat.messages.at(-1)!.text);
    }
    expect(said).toEqual([
      'Erledigt, ich antworte auf Deutsch.',
      'Done, I will answer in English.',
      'C’est fait, je réponds en français.',
      'Tamam, Türkçe yanıt vereceğim.',
      'Готово, отвечаю по-русски.',
    ]);
  });

  test('a forged language is answered with the choice', async () => {
    const chat = bot.chat();
    await bot.ask(chat, '/start');
    await bot.press(chat, { data: 'language:xx' });
    expect(chat.messages.map(({ text }) => text)).toEqual([CHOICE.ru.question]);
  });

  test.each([
    ['ru', 'Здравствуйте, Анна!'],
    ['ru-RU', 'Здравствуйте, Анна!'],
    ['uk', 'Здравствуйте, Анна!'],
    [undefined, 'Здравствуйте, Анна!'],
    ['en-GB', 'Hello, Анна!'],
    ['pt', 'Hello, Анна!'],
    ['tr-TR', 'Merhaba, Анна!'],
    ['de', 'Guten Tag, Анна!'],
    ['fr-CA', 'Bonjour, Анна !'],
  ])('whose Telegram speaks %s is first greeted with «%s»', async (languageCode, greeting) => {
    const person = { id: 2_000_000 + Math.floor(Math.random() * 1e9), firstName: 'Анна' };
    const chat = bot.botApi.chat({ ...person, ...(languageCode && { languageCode }) });
    expect((await bot.ask(chat, '/start')).text.split('\n')[0]).toBe(greeting);
  });
});

describe('a chosen language after a restart', () => {
  let botApi: BotApi;
  let redis: TestRedis;
  let running: StartedBot | undefined;
  beforeAll(async () => {
    [botApi, redis] = await Promise.all([startBotApi(), startTestRedis()]);
  });
  afterAll(async () => {
    await Promise.all([botApi.stop(), redis.stop()]);
  });
  afterEach(() => running?.stop());

  const greetingOf = (text: string) => text.split('\n')[0];

  test('is remembered from the session in Redis', async () => {
    const keyPrefix = `test-${randomUUID()}`;
    running = await startTestBot({ botApi, redis, keyPrefix });
    const chat = running.chat();
    await running.ask(chat, '/language');
    await running.press(chat, 'Türkçe');
    const session = running.keys.botSession(String(botApi.bot.id), chat.id);
    await vi.waitUntil(async () => (await running!.redis!.commands.get(session)) !== null);
    await running.stop();
    // nobody is known to this database
    running = await startTestBot({ botApi, redis, keyPrefix, database: new Tables() });
    await running.redis!.commands.del(running.keys.outbox);
    expect(greetingOf((await running.ask(chat, '/start')).text)).toBe('Merhaba, Анна!');
  });

  test('is remembered from the table of users when Redis was emptied', async () => {
    const database = new Tables();
    running = await startTestBot({ botApi, redis, database });
    const chat = running.chat();
    await running.ask(chat, '/language');
    await running.press(chat, 'Français');
    await vi.waitUntil(() => database.users.get(chat.id)?.['language'] === 'fr', {
      timeout: 5_000,
    });
    await running.stop();
    await redis.restart();
    running = await startTestBot({ botApi, redis, database });
    expect(greetingOf((await running.ask(chat, '/start')).text)).toBe('Bonjour, Анна !');
  });

  test('is remembered from the table of users in memory mode', async () => {
    const database = new Tables();
    running = await startTestBot({ botApi, database });
    const chat = running.chat();
    await running.ask(chat, '/language');
    await running.press(chat, 'Deutsch');
    await running.stop();
    expect(database.users.get(chat.id)).toMatchObject({ language: 'de', tg_name: 'Анна' });
    running = await startTestBot({ botApi, database });
    expect(greetingOf((await running.ask(chat, '/start')).text)).toBe('Guten Tag, Анна!');
  });
});
