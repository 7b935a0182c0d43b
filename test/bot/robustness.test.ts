import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isKnownUpdate } from '../../src/bot/knownUpdates.ts';
import type { BotApiChat } from '../../src/local/botApi/chat.ts';
import { badUpdate } from './support/badUpdates.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

const UPDATES = 10_000;
const SEED = 20_261_123;

let bot: StartedBot;
let talkers: BotApiChat[];
beforeAll(async () => {
  bot = await startTestBot({ webappUrl: 'https://app.example.org/' });
  talkers = Array.from({ length: 1_000 }, () => bot.chat());
  const updates = fc.sample(badUpdate(talkers), { numRuns: UPDATES, seed: SEED });
  for (const [index, update] of updates.entries()) {
    // what a person is deleted or blocked by must not be lost among what is dropped for a full chat
    if (index % 1_000 === 0) await bot.idle();
    void bot.botApi.deliver(update);
    if (index % 100 === 0) await nextTurn();
  }
  await bot.idle();
});
afterAll(() => bot.stop());

test('a normal person is answered after ten thousand updates of all sorts', async () => {
  expect((await bot.ask(bot.chat(), 'Аланья')).text).toContain('📍 Alanya\nРайон');
});

test('many of them were answered, and none failed', () => {
  const failures = bot.logged().match(/^.*"level":(?:50|60).*$/gm);
  expect(failures).toBeNull();
  expect(talkers.filter(({ messages }) => messages.length > 0).length).toBeGreaterThan(500);
});

test('Telegram refused nothing written to people who can be written to', () => {
  const known = new Set<unknown>(talkers.map(({ id }) => id));
  const refused = bot.botApi.calls.filter(
    ({ method, payload, status }) =>
      method.startsWith('send') && status !== 200 && known.has(payload['chat_id']),
  );
  expect(refused).toEqual([]);
});

test('no name and no text became markup: all that is formatted is ours, and bold', () => {
  const messages = talkers.flatMap((chat) => chat.messages);
  expect(messages.length).toBeGreaterThan(1_000);
  const kinds = new Set(messages.flatMap(({ entities }) => entities.map(({ type }) => type)));
  expect([...kinds]).toEqual(['bold']);
  const texts = messages.map(({ text }) => text);
  expect(texts.some((text) => text.includes('<b>x</b><a href="tg://user?id=1">'))).toBe(true);
  expect(texts.some((text) => text.includes('*a* _b_ `c`'))).toBe(true);
  // nothing of a person's turns the direction of our text, or ends its line
  expect(texts.filter((text) => /[\u202a-\u202e\u2066-\u2069\u2028\u2029\0]/.test(text))).toEqual(
    [],
  );
});

test('the token is in no line of the log', () => {
  expect(bot.logged()).not.toContain(bot.botApi.token);
  expect(bot.logged()).not.toContain(bot.botApi.token.split(':')[1]!);
});

test('only what has the shape of an update the bot answers reaches it', () => {
  const from = { id: 1, first_name: 'x' };
  const message = { message_id: 1, chat: { id: 1, type: 'private' }, from, text: 'x' };
  expect(isKnownUpdate({ update_id: 1, message })).toBe(true);
  for (const update of [
    undefined,
    null,
    [],
    {},
    { update_id: 1 },
    { update_id: 'x', message },
    { update_id: 1, edited_message: message },
    { update_id: 1, message: { ...message, text: 5 } },
    { update_id: 1, message: { ...message, from: { ...from, language_code: {} } } },
    { update_id: 1, message: { ...message, from: { ...from, username: 7 } } },
    { update_id: 1, message: { ...message, chat: { id: 1, type: 'sect' } } },
    { update_id: 1, message: { ...message, entities: [null] } },
    { update_id: 1, callback_query: { id: 5, from, data: 'home' } },
    { update_id: 1, inline_query: { id: '1', from } },
    { update_id: 1, my_chat_member: { chat: message.chat, from } },
  ]) {
    expect(isKnownUpdate(update)).toBe(false);
  }
});
