import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { Update } from 'telegraf/types';
import { Dispatcher } from '../../src/bot/dispatcher.ts';
import { chatOf } from '../../src/bot/updates.ts';
import { recordingLog } from '../support/logs.ts';

let output: ReturnType<typeof recordingLog>;
let lastId = 0;

beforeEach(() => {
  output = recordingLog();
});

const message = (chatId: number, text = '') =>
  ({ update_id: (lastId += 1), message: { chat: { id: chatId }, text } }) as unknown as Update;
const textOf = (update: Update) =>
  'message' in update && 'text' in update.message ? update.message.text : '';
const forever = () => new Promise<never>(() => {});

test.each([
  [5, { message: { chat: { id: 5 }, from: { id: 6 } } }],
  [5, { callback_query: { message: { chat: { id: 5 } }, from: { id: 6 } } }],
  [6, { callback_query: { from: { id: 6 }, inline_message_id: 'x' } }],
  [6, { inline_query: { from: { id: 6 } } }],
  [5, { my_chat_member: { chat: { id: 5 }, from: { id: 6 } } }],
  [6, { poll_answer: { user: { id: 6 } } }],
  [undefined, { message: null }],
  [undefined, { message: { chat: 'x', from: { id: 'x' } } }],
  [undefined, {}],
])('the turn of chat or person %s is taken by %j', (expected, event) => {
  expect(chatOf({ update_id: 1, ...event } as unknown as Update)).toBe(expected);
});

test('a chat that hangs does not hold up others, however much it is sent', async () => {
  const answered: string[] = [];
  const dispatcher = new Dispatcher({
    log: output.log,
    limits: { inFlight: 200, inChat: 100, stuckAfterMs: 50 },
    handle: async (update) => {
      if (textOf(update) === 'flood') await forever();
      answered.push(textOf(update));
    },
  });
  for (let count = 0; count < 500; count += 1) await dispatcher.take(message(1, 'flood'));
  await dispatcher.take(message(2, 'other'));
  await expect.poll(() => answered).toEqual(['other']);
  expect(output.messages().filter((line) => line.includes('очередь чата полна'))).toHaveLength(1);
});

test('a chat that is slow loses nothing', async () => {
  const handled: number[] = [];
  const dispatcher = new Dispatcher({
    log: output.log,
    limits: { inChat: 5 },
    handle: async ({ update_id: id }) => {
      await nextTurn();
      handled.push(id);
    },
  });
  const updates = Array.from({ length: 100 }, () => message(1));
  for (const update of updates) await dispatcher.take(update);
  await dispatcher.idle();
  expect(handled).toEqual(updates.map(({ update_id: id }) => id));
});

test('a bounded number is in flight at a time', async () => {
  let [now, most] = [0, 0];
  const dispatcher = new Dispatcher({
    log: output.log,
    limits: { inFlight: 4 },
    handle: async () => {
      now += 1;
      most = Math.max(most, now);
      await nextTurn();
      now -= 1;
    },
  });
  for (let chat = 1; chat <= 30; chat += 1) await dispatcher.take(message(chat));
  await dispatcher.idle();
  expect([now, most]).toEqual([0, 4]);
});

test('10,000 updates of 100 chats are each handled once, in order', async () => {
  const seen = new Map<number, number[]>();
  const dispatcher = new Dispatcher({
    log: output.log,
    handle: async (update) => {
      const chat = chatOf(update) ?? 0;
      await nextTurn();
      seen.set(chat, [...(seen.get(chat) ?? []), update.update_id]);
    },
  });
  for (let count = 0; count < 10_000; count += 1) await dispatcher.take(message(count % 100));
  await dispatcher.idle();
  expect([...seen.values()].flat()).toHaveLength(10_000);
  for (const ids of seen.values()) expect(ids).toEqual(ids.toSorted((a, b) => a - b));
});

test('a handler that fails is told of without what was said, and its chat goes on', async () => {
  const handled: string[] = [];
  const dispatcher = new Dispatcher({
    log: output.log,
    handle: async (update) => {
      if (textOf(update) === 'плохо') throw new Error('reason');
      handled.push(textOf(update));
    },
  });
  await dispatcher.take(message(1, 'плохо'));
  await dispatcher.take(message(1, 'хорошо'));
  await dispatcher.idle();
  expect(handled).toEqual(['хорошо']);
  expect(output.lines).toMatchObject([
    { msg: 'Обработчик обновления завершился ошибкой', reason: 'reason', chatId: '1' },
  ]);
  expect(JSON.stringify(output.lines)).not.toContain('плохо');
});

test('a handler that hangs gives its chat back at the deadline', async () => {
  const handled: string[] = [];
  const dispatcher = new Dispatcher({
    log: output.log,
    limits: { handlerDeadlineMs: 50 },
    handle: async (update) => {
      if (textOf(update) === 'висни') await forever();
      handled.push(textOf(update));
    },
  });
  await dispatcher.take(message(1, 'висни'));
  await dispatcher.take(message(1, 'дальше'));
  await dispatcher.idle();
  expect(handled).toEqual(['дальше']);
  expect(output.messages()).toEqual(['Обработчик не закончил вовремя: чат продолжает']);
});
