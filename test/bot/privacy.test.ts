import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type { BotApiChat } from '../../src/local/botApi/chat.ts';
import { Tables } from '../api/support/tables.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { labelsOf } from './support/looks.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

const TEXTS = {
  ru: {
    title: 'Что о вас хранится\n\n',
    kept: 'Номер, имя и имя пользователя в Telegram, выбранный язык и отметка, если вы заблокировали бота. Так я помню ваш язык. И оценки, которые вы сохранили.',
    notKept: 'Сейчас записи о пользователях выключены: в базе о вас нет ничего.',
    rest: `

Последний поиск, начатая и последние пять оценок и язык чата хранятся до 30 дней, чтобы работали кнопки. Переписка не сохраняется и никому не передаётся.

Удалить всё это можно командой /delete_me.`,
    question:
      'Удалить данные о вас: номер, имя, язык, последний поиск и сохранённые оценки, в том числе те, которыми вы поделились? Вернуть их будет нельзя.',
    answers: [['🗑 Удалить', 'Не удалять']],
    done: 'Данные о вас удалены. Если базе сейчас не дозваться, запись исчезнет, как только она ответит. Когда вы напишете снова, появится новая запись.',
    cancelled: 'Хорошо, ничего не удаляю.',
  },
  en: {
    title: 'What is kept about you\n\n',
    kept: 'Your Telegram number, name and user name, the language you chose, and a mark if you blocked the bot. That is how I remember your language. And the valuations you saved.',
    notKept: 'Records of people are switched off at present: the database holds nothing about you.',
    rest: `

Your last search, the valuation you began and the last five, and the language of this chat are kept for up to 30 days so that buttons work. The conversation is neither stored nor passed on.

You can delete all of it with /delete_me.`,
    question:
      'Delete what is kept about you: number, name, language, last search and saved valuations, shared ones too? This cannot be undone.',
    answers: [['🗑 Delete', 'Keep it']],
    done: 'What was kept about you is deleted. If the database is out of reach now, the record goes as soon as it answers. When you write again, a new record appears.',
    cancelled: 'All right, nothing is deleted.',
  },
};

/** The country tables of a test beside the real table of users. */
function withPeople(supabase: EmbeddedSupabase): Database {
  const tables = new Tables();
  const people = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: supabase.serviceRoleKey,
    webhookSecret: undefined,
  });
  return {
    ...people,
    call: tables.call.bind(tables),
    count: tables.count.bind(tables),
    row: tables.row.bind(tables),
  };
}

let supabase: EmbeddedSupabase;
let redis: TestRedis;
beforeAll(async () => {
  [supabase, redis] = await Promise.all([startTestSupabase(), startTestRedis()]);
});
afterAll(async () => {
  await Promise.all([supabase.stop(), redis.stop()]);
});

interface Row {
  telegram_id: number;
  tg_name: string | null;
  language: string;
  blocked: boolean;
}
const rowsOf = ({ id }: BotApiChat) =>
  supabase.sql<Row>(
    `select telegram_id::float, tg_name, language, blocked_at is not null as blocked
     from users where telegram_id = $1`,
    [id],
  );
const expectRows = (chat: BotApiChat, rows: Partial<Row>[]) =>
  vi.waitFor(
    async () => expect(await rowsOf(chat)).toEqual(rows.map((row) => expect.objectContaining(row))),
    { timeout: 5_000, interval: 10 },
  );

describe.each(['memory', 'Redis'])('people in %s mode', (mode) => {
  let bot: StartedBot;
  beforeAll(async () => {
    const database = withPeople(supabase);
    bot = await startTestBot({ database, ...(mode === 'Redis' && { redis }) });
  });
  afterAll(() => bot.stop());

  const sessionOf = async ({ id }: BotApiChat) => {
    const key = bot.keys.botSession(String(bot.botApi.bot.id), id);
    return (await bot.redis?.commands.get(key)) ?? null;
  };

  describe.each(['ru', 'en'] as const)('in %s', (languageCode) => {
    const texts = TEXTS[languageCode];
    let chat: BotApiChat;
    beforeEach(() => {
      chat = bot.chat({ languageCode });
    });

    test('/privacy says what is kept', async () => {
      const { text } = await bot.ask(chat, '/privacy');
      expect(text).toBe(`${texts.title}${texts.kept}${texts.rest}`);
    });

    test('/delete_me deletes the row and the session after a yes, and writes neither again', async () => {
      await bot.ask(chat, 'Antalya');
      await expectRows(chat, [{ tg_name: 'Анна', language: languageCode, blocked: false }]);
      const question = await bot.ask(chat, '/delete_me');
      expect(question.text).toBe(texts.question);
      expect(labelsOf(question)).toEqual(texts.answers);
      await bot.press(chat, texts.answers[0]![0]!);
      expect(chat.messages.at(-1)!.text).toBe(texts.done);
      await expectRows(chat, []);
      await expect.poll(() => sessionOf(chat)).toBeNull();
      // what this update might have left on its way has had time to arrive
      await bot.ask(bot.chat(), '/start');
      await bot.ask(bot.chat(), '/start');
      expect(await rowsOf(chat)).toEqual([]);
    });

    test('/delete_me keeps everything after a no', async () => {
      await bot.ask(chat, '/delete_me');
      await bot.press(chat, texts.answers[0]![1]!);
      expect(chat.messages.map(({ text }) => text)).toEqual([texts.cancelled]);
      await expectRows(chat, [{ language: languageCode }]);
    });
  });

  test('a language chosen is forgotten with the rest, and who writes again is new', async () => {
    const chat = bot.chat({ languageCode: 'en' });
    await bot.ask(chat, '/language');
    await bot.press(chat, 'Deutsch');
    await bot.ask(chat, '/delete_me');
    await bot.press(chat, 'Löschen');
    await expectRows(chat, []);
    expect((await bot.ask(chat, '/start')).text).toContain('Hello, Анна!');
    await expectRows(chat, [{ language: 'en' }]);
  });

  test('who blocks the bot is marked, and unmarked when they come back', async () => {
    const chat = bot.chat();
    await bot.ask(chat, '/start');
    await expectRows(chat, [{ blocked: false }]);
    chat.block();
    await bot.idle();
    await expectRows(chat, [{ blocked: true }]);
    chat.unblock();
    await bot.idle();
    await expectRows(chat, [{ blocked: false }]);
  });

  test('an answer that finds the bot blocked marks the person and is no error', async () => {
    const chat = bot.chat();
    await bot.ask(chat, '/start');
    bot.botApi.fail({
      method: 'sendMessage',
      chatId: chat.id,
      with: { status: 403, description: 'Forbidden: bot was blocked by the user' },
    });
    await chat.say('Antalya');
    await bot.idle();
    await expectRows(chat, [{ blocked: true }]);
    expect(bot.logged()).not.toMatch(/"level":(?:40|50|60)/);
  });
});

test.each(['ru', 'en'] as const)(
  '/privacy says in %s that nothing is kept without the service key',
  async (languageCode) => {
    const database = new Tables();
    database.writable = false;
    const bot = await startTestBot({ database });
    const { text } = await bot.ask(bot.chat({ languageCode }), '/privacy');
    await bot.stop();
    const { title, notKept, rest } = TEXTS[languageCode];
    expect(text).toBe(`${title}${notKept}${rest}`);
    expect(database.users.size).toBe(0);
  },
);
