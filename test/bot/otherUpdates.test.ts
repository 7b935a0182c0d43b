import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask as call } from '../local/support/startedBotApi.ts';
import { ANSWERED_UPDATES } from '../../src/bot/knownUpdates.ts';
import { labelsOf } from './support/looks.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
beforeAll(async () => {
  bot = await startTestBot();
});
afterAll(() => bot.stop());

const TEXTS = {
  ru: {
    onlyText: 'Я понимаю только текст. Напишите название места, например «Аланья».',
    menu: [['💰 Оценить объект'], ['🗺 Выбрать из списка'], ['🌐 Язык', '❓ Помощь']],
    greeting: 'Здравствуйте, Анна!',
    stale: 'Эта кнопка устарела. Вот свежее меню.',
    group: 'Я работаю в личных сообщениях. Напишите мне туда.',
    groupButton: 'Написать боту',
  },
  en: {
    onlyText: 'I understand text only. Write the name of a place, such as “Alanya”.',
    menu: [['💰 Value a property'], ['🗺 Choose from the list'], ['🌐 Language', '❓ Help']],
    greeting: 'Hello, Анна!',
    stale: 'This button is out of date. Here is a fresh menu.',
    group: 'I work in private messages. Please write to me there.',
    groupButton: 'Write to the bot',
  },
};
const FILE = { file_id: 'f', file_unique_id: 'f', width: 1, height: 1, duration: 1 };

let group = -1_000;
/** What the bot wrote to a chat the emulator does not know. */
const writtenTo = (chatId: number) =>
  bot.botApi.calls.filter(({ payload }) => payload['chat_id'] === chatId);

describe.each(['ru', 'en'] as const)('in %s', (languageCode) => {
  const texts = TEXTS[languageCode];

  test.each([
    ['a photo', { photo: [FILE], caption: 'Alanya' }],
    ['a sticker', { sticker: { ...FILE, type: 'regular', emoji: '🙂' } }],
    ['a voice message', { voice: FILE }],
    ['a place on the map', { location: { latitude: 36.5, longitude: 32 } }],
    ['a contact', { contact: { phone_number: '+1', first_name: 'x' } }],
    ['a poll', { poll: { id: '1', question: '?', options: [] } }],
  ])('%s is answered kindly', async (_name, content) => {
    const chat = bot.chat({ languageCode });
    await chat.send(content);
    await bot.idle();
    expect(chat.messages.map(({ text }) => text)).toEqual([texts.onlyText]);
    expect(labelsOf(chat.messages[0]!)).toEqual(texts.menu);
  });

  const inGroup = async (text: string, type = 'supergroup') => {
    group -= 1;
    const from = { id: 5, is_bot: false, first_name: 'Анна', language_code: languageCode };
    const chat = { id: group, type, title: 'Соседи' };
    await bot.botApi.deliver({ message: { message_id: 1, date: 1, chat, from, text } });
    await bot.idle();
    return writtenTo(group);
  };

  test.each(['group', 'supergroup'])('a command in a %s gets the way here', async (type) => {
    for (const command of ['/start', `/help@${bot.botApi.bot.username}`]) {
      const written = await inGroup(command, type);
      expect(written).toMatchObject([
        {
          method: 'sendMessage',
          payload: {
            text: texts.group,
            reply_markup: {
              inline_keyboard: [
                [{ text: texts.groupButton, url: `https://t.me/${bot.botApi.bot.username}` }],
              ],
            },
          },
        },
      ]);
    }
  });

  test('other words in a group are nobody’s business', async () => {
    for (const text of ['Alanya', 'see /start', '/start@another_bot']) {
      expect(await inGroup(text)).toEqual([]);
    }
  });

  test('a button that no screen has now is out of date and brings the menu', async () => {
    for (const data of [
      'old-action:1',
      'list:-1',
      'list:0:1:7:2t:rs:1',
      'card',
      'card:x y',
      'found:1.5',
      'language:<b>',
      '',
      ':::',
      '__proto__:1',
      `list:${'z'.repeat(40)}`,
      'x'.repeat(64),
      'список:1',
    ]) {
      const chat = bot.chat({ languageCode });
      await bot.ask(chat, '/privacy');
      expect(await bot.press(chat, { data })).toBe(texts.stale);
      expect(chat.messages).toHaveLength(2);
      expect(chat.messages[1]!.text).toContain(texts.greeting);
      expect(labelsOf(chat.messages[1]!)).toEqual(texts.menu);
    }
  });
});

test('a channel is never written to', async () => {
  const chat = { id: -2_000, type: 'channel', title: 'News' };
  const message = { message_id: 1, date: 1, chat, text: '/start' };
  await bot.botApi.deliver({ message });
  await bot.botApi.deliver({ channel_post: message });
  await bot.idle();
  expect(writtenTo(-2_000)).toEqual([]);
});

test('edited messages and channel posts are not even asked for', async () => {
  const chat = bot.chat();
  const edited = {
    message_id: 1,
    date: 1,
    edit_date: 2,
    chat: { id: chat.id, type: 'private', first_name: 'Анна' },
    from: { id: chat.id, is_bot: false, first_name: 'Анна' },
    text: 'Alanya',
  };
  await bot.botApi.deliver({ edited_message: edited });
  await bot.ask(chat, '/privacy');
  expect(chat.messages).toHaveLength(1);
  const polls = bot.botApi.calls.filter(({ method }) => method === 'getUpdates');
  for (const { payload } of polls) {
    expect(payload['allowed_updates']).toEqual(ANSWERED_UPDATES);
  }
});

test('a button pressed twice is answered twice and changes nothing the second time', async () => {
  const chat = bot.chat();
  await bot.ask(chat, '/start');
  const first = chat.messages[0]!;
  const [one, other] = await Promise.all([
    chat.press('Выбрать из списка', first),
    chat.press('Выбрать из списка', first),
  ]);
  await bot.idle();
  expect([one, other]).toMatchObject([{ answered: true }, { answered: true }]);
  expect(chat.messages.map(({ text }) => text)).toEqual(['Выберите страну']);
  expect(bot.logged()).not.toMatch(/"level":(?:40|50|60)/);
});

test('a button under a deleted message brings the screen as a new one', async () => {
  const chat = bot.chat();
  const card = await bot.ask(chat, 'Alanya');
  await call(bot.botApi, 'deleteMessage', { chat_id: chat.id, message_id: card.id });
  const list = card.buttons[1]![0]!.data!;
  const outcome = await chat.press({ data: list }, card);
  await bot.idle();
  expect(outcome.answered).toBe(true);
  expect(chat.messages).toHaveLength(1);
  expect(chat.messages[0]!.text).toBe('Турция › Antalya › Alanya\n\nВыберите квартал');
});

test('a button without any message is answered and nothing else', async () => {
  const from = { id: 8_000_001, is_bot: false, first_name: 'Анна' };
  const query = { id: '77', from, chat_instance: '1', inline_message_id: 'x', data: 'home' };
  await bot.botApi.deliver({ callback_query: query });
  await bot.idle();
  expect(
    bot.botApi.calls.filter(({ payload }) => payload['callback_query_id'] === '77'),
  ).toMatchObject([{ method: 'answerCallbackQuery', status: 200 }]);
  expect(writtenTo(8_000_001)).toEqual([]);
});

test('every button of every screen is answered', async () => {
  const chat = bot.chat({ languageCode: 'en' });
  const visited = new Set<string>();
  const next = ['home'];
  while (next.length > 0) {
    const data = next.pop()!;
    // answers to a question are about what was said before, which starting over forgets
    if (visited.has(data) || /^(?:language:|e-)/.test(data)) continue;
    visited.add(data);
    await bot.ask(chat, '/start');
    const outcome = await chat.press({ data });
    await bot.idle();
    expect(outcome).toEqual({ answered: true, alert: false });
    next.push(
      ...chat.messages
        .at(-1)!
        .buttons.flat()
        .flatMap(({ data }) => data ?? []),
    );
  }
  expect(visited.size).toBeGreaterThan(20);
});
