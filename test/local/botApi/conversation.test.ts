import { afterEach, beforeEach, expect, test } from 'vitest';
import { Telegram } from 'telegraf';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import type { ChatEvent } from '../../../src/local/botApi/chat.ts';
import { ANNA, ask, BORIS, withBot } from '../support/startedBotApi.ts';

let clockMs: number;
let api: BotApi;
let telegram: Telegram;

beforeEach(async () => {
  clockMs = Date.UTC(2026, 0, 1);
  api = await startBotApi({ callbackPatienceMs: 100, now: () => clockMs });
  telegram = new Telegram(api.token, { apiRoot: api.url });
});
afterEach(() => api.stop());

const keyboard = (...buttons: [string, string][]) => ({
  inline_keyboard: [buttons.map(([text, data]) => ({ text, callback_data: data }))],
});

test('a person talks to a bot, presses its button and sees the message change', async () => {
  const chat = api.chat(ANNA);
  await withBot(api, {
    set(bot) {
      bot.start((context) =>
        context.reply('Привет', {
          entities: [{ type: 'bold', offset: 0, length: 6 }],
          reply_markup: keyboard(['Дальше →', 'next']),
        }),
      );
      bot.action('next', async (context) => {
        await context.editMessageText('Вторая страница');
        await context.answerCbQuery('Готово', { show_alert: true });
      });
    },
    async run() {
      await chat.say('/start');
      await expect.poll(() => chat.messages).toHaveLength(1);
      expect(chat.messages[0]).toMatchObject({
        text: 'Привет',
        entities: [{ type: 'bold', offset: 0, length: 6 }],
        buttons: [[{ text: 'Дальше →', data: 'next' }]],
        editedTimes: 0,
      });
      expect(await chat.press('Дальше')).toEqual({ answered: true, text: 'Готово', alert: true });
    },
  });
  expect(chat.messages).toMatchObject([{ text: 'Вторая страница', buttons: [], editedTimes: 1 }]);
  expect(chat.answers).toEqual([{ answered: true, text: 'Готово', alert: true }]);
  await expect(chat.press('Дальше')).rejects.toThrow('No button «Дальше» in chat 1001');
});

test('a press the bot does not answer ends unanswered, and the late answer is still taken', async () => {
  const chat = api.chat(ANNA);
  await telegram.sendMessage(chat.id, 'меню', { reply_markup: keyboard(['Раз', 'one']) });
  expect(await chat.press('Раз')).toEqual({ answered: false, alert: false });
  const [update] = await telegram.getUpdates(0, 100, 0, undefined);
  const query = update && 'callback_query' in update ? update.callback_query : undefined;
  expect(query).toMatchObject({ data: 'one', from: { id: 1001 }, message: { text: 'меню' } });
  await telegram.answerCbQuery(query?.id ?? '', 'поздно');
  expect(chat.answers).toEqual([{ answered: true, text: 'поздно', alert: false }]);
});

test('the newest message with the button is pressed, a whole name before a part of one', async () => {
  const chat = api.chat(ANNA);
  await telegram.sendMessage(chat.id, '1', { reply_markup: keyboard(['Да', 'old']) });
  await telegram.sendMessage(chat.id, '2', {
    reply_markup: keyboard(['Да, но позже', 'later'], ['Да', 'new']),
  });
  const pressed = async (press: Promise<unknown>) => {
    await press;
    const [update] = await telegram.getUpdates(0, 100, -1, undefined);
    return update && 'callback_query' in update && 'data' in update.callback_query
      ? update.callback_query.data
      : undefined;
  };
  expect(await pressed(chat.press('Да'))).toBe('new');
  expect(await pressed(chat.press('позже'))).toBe('later');
  expect(await pressed(chat.press('Да', chat.messages[0]))).toBe('old');
  expect(await pressed(chat.press({ data: 'forged' }))).toBe('forged');
});

test('marks the commands of a person as Telegram does', async () => {
  const fetched = api.chat(ANNA).say('/start@my_bot a/b и /help');
  const { result } = await ask(api, 'getUpdates');
  await fetched;
  expect(result).toMatchObject([
    {
      message: {
        chat: { id: 1001, type: 'private', first_name: 'Анна' },
        from: { language_code: 'ru', is_bot: false },
        date: clockMs / 1000,
        entities: [
          { type: 'bot_command', offset: 0, length: 13 },
          { type: 'bot_command', offset: 20, length: 5 },
        ],
      },
    },
  ]);
});

test('tells the bot when a person blocks it and comes back', async () => {
  const chat = api.chat(ANNA);
  chat.block();
  chat.block();
  expect(await ask(api, 'sendMessage', { chat_id: 1001, text: 'x' })).toMatchObject({
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  await expect(async () => chat.say('/start')).rejects.toThrow('has blocked the bot');
  chat.unblock();
  expect(await ask(api, 'sendMessage', { chat_id: 1001, text: 'x' })).toMatchObject({ ok: true });
  const { result } = await ask(api, 'getUpdates', {});
  expect(result).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: 'member' },
        new_chat_member: { status: 'kicked' },
      },
    },
    {
      my_chat_member: {
        old_chat_member: { status: 'kicked' },
        new_chat_member: { status: 'member' },
      },
    },
  ]);
});

test('a bot may not write first', async () => {
  const chat = api.chat({ ...BORIS, started: false });
  const send = () => ask(api, 'sendMessage', { chat_id: BORIS.id, text: 'x' });
  expect(await send()).toMatchObject({
    status: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  const said = chat.say('hello');
  await ask(api, 'getUpdates');
  await said;
  expect((await send()).ok).toBe(true);
});

test('deleted messages are gone, and old ones cannot be deleted', async () => {
  const chat = api.chat(ANNA);
  for (const text of ['1', '2', '3']) await telegram.sendMessage(chat.id, text);
  const ids = chat.messages.map(({ id }) => id);
  await telegram.deleteMessages(chat.id, [ids[0] ?? 0, 999]);
  expect(chat.messages.map(({ text }) => text)).toEqual(['2', '3']);
  await telegram.deleteMessage(chat.id, ids[1] ?? 0);
  await expect(telegram.deleteMessage(chat.id, ids[1] ?? 0)).rejects.toThrow(
    'Bad Request: message to delete not found',
  );
  clockMs += 49 * 3_600_000;
  await expect(telegram.deleteMessage(chat.id, ids[2] ?? 0)).rejects.toThrow(
    "Bad Request: message can't be deleted for everyone",
  );
});

test('tells listeners what a person would notice', async () => {
  const chat = api.chat(ANNA);
  const events: ChatEvent[] = [];
  const end = api.onEvent((event) => events.push(event));
  await telegram.sendChatAction(chat.id, 'typing');
  const { message_id: id } = await telegram.sendPhoto(chat.id, 'https://example.org/a.png', {
    caption: 'вид',
    reply_markup: keyboard(['Раз', 'one']),
  });
  await telegram.editMessageReplyMarkup(chat.id, id, undefined, undefined);
  await telegram.deleteMessage(chat.id, id);
  end();
  await telegram.sendMessage(chat.id, 'unheard');
  const photo = { text: 'вид', photo: 'https://example.org/a.png' };
  expect(events).toMatchObject([
    { type: 'action', chatId: 1001, action: 'typing' },
    { type: 'sent', message: { ...photo, buttons: [[{ text: 'Раз' }]] } },
    { type: 'edited', message: { ...photo, buttons: [] } },
    { type: 'deleted', message: photo },
  ]);
});

test('the same person has one chat; people and their messages are apart', async () => {
  expect(api.chat(ANNA)).toBe(api.chat({ id: ANNA.id, firstName: 'Other' }));
  const boris = api.chat(BORIS);
  const { message_id: id } = await telegram.sendMessage(ANNA.id, 'x');
  expect(boris.messages).toEqual([]);
  await expect(telegram.editMessageText(BORIS.id, id, undefined, 'y')).rejects.toThrow(
    'Bad Request: message to edit not found',
  );
});
