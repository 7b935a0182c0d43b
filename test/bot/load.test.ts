import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestBot } from './support/startedBot.ts';

const CHATS = 200;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

describe.each(['memory', 'Redis'])('in %s mode', (mode) => {
  test('two hundred people who write at once are each answered, once', async () => {
    const bot = await startTestBot(mode === 'Redis' ? { redis } : {});
    const chats = Array.from({ length: CHATS }, () => bot.chat());
    await Promise.all(chats.map((chat) => chat.say('Аланья')));
    await bot.idle();
    const answers = chats.map(({ messages }) => messages.map(({ text }) => text.slice(0, 8)));
    await bot.stop();
    expect(answers).toEqual(chats.map(() => ['📍 Alanya'.slice(0, 8)]));
    expect(bot.logged()).not.toMatch(/"level":(?:40|50|60)/);
  });
});
