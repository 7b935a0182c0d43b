import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBackground } from '../../src/bot/background.ts';
import { createCommandMenu } from '../../src/bot/commandMenu.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { recordingLog } from '../support/logs.ts';
import { ADMIN_ID, startTestBot, type StartedBot } from './support/startedBot.ts';

const PEOPLE = ['start', 'evaluate', 'reports', 'help', 'language', 'privacy', 'delete_me'];
const ADMINS = ['clearcache', 'cachestats', 'history', 'rollback', 'unpin', 'countries'];

describe('the commands Telegram shows', () => {
  let bot: StartedBot;
  beforeAll(async () => {
    bot = await startTestBot({ webappUrl: 'https://app.example.org/' });
    // who is answered writes to a bot that has begun to register them
    await bot.ask(bot.chat(), '/start');
  });
  afterAll(() => bot.stop());

  const shownIn = (chatId: number, language: string) => {
    const commands = bot.botApi.commandsFor(chatId, language);
    return { commands: commands.map(({ command }) => command), first: commands[0]?.description };
  };

  test.each([
    ['ru', 'начать сначала'],
    ['en', 'start over'],
    ['de', 'von vorn beginnen'],
    ['fr', 'recommencer'],
    ['tr', 'baştan başla'],
    ['pt', 'start over'],
  ])('everybody sees them in their language: %s', (language, first) => {
    const shown = shownIn(1, language);
    expect(shown.commands).toEqual(PEOPLE);
    expect(shown.first).toBe(first);
  });

  test('the Mini App is beside the input field', () => {
    expect(bot.botApi.menuButtonFor(1)).toMatchObject({
      type: 'web_app',
      web_app: { url: 'https://app.example.org/' },
    });
  });

  test('a language chosen against Telegram’s changes the list of the chat', async () => {
    const chat = bot.chat({ languageCode: 'en' });
    await bot.ask(chat, '/language');
    expect(shownIn(chat.id, 'en').first).toBe('start over');
    await bot.press(chat, 'Русский');
    expect(shownIn(chat.id, 'en')).toEqual({ commands: PEOPLE, first: 'начать сначала' });
  });

  test('admins see theirs from their first message on, registered once', async () => {
    const chat = bot.chat({ id: ADMIN_ID, languageCode: 'en' });
    expect(shownIn(ADMIN_ID, 'en').commands).toEqual(PEOPLE);
    await bot.ask(chat, '/start');
    await bot.ask(chat, 'Alanya');
    expect(shownIn(ADMIN_ID, 'en')).toEqual({
      commands: [...PEOPLE, ...ADMINS],
      first: 'start over',
    });
    await bot.ask(chat, '/language');
    await bot.press(chat, 'Русский');
    await bot.ask(chat, '/start');
    expect(shownIn(ADMIN_ID, 'en')).toEqual({
      commands: [...PEOPLE, ...ADMINS],
      first: 'начать сначала',
    });
    const registered = bot.botApi.calls.filter(
      ({ method, payload }) =>
        method === 'setMyCommands' && JSON.stringify(payload).includes(String(ADMIN_ID)),
    );
    expect(registered).toHaveLength(2);
  });
});

describe('the list of one chat', () => {
  function menuWith(answer: () => Promise<unknown>) {
    const sent: string[][] = [];
    const { log } = recordingLog();
    const background = createBackground(log);
    const menu = createCommandMenu({
      delivery: {
        callApi: (_method, payload) => {
          const { commands } = payload as { commands: { command: string }[] };
          sent.push(commands.map(({ command }) => command));
          return answer();
        },
      },
      background,
      translator: createTranslator(),
      webappUrl: undefined,
      log,
    });
    return { menu, sent, idle: () => background.idle() };
  }

  test('loses the admins’ commands when the rights are gone', async () => {
    const { menu, sent, idle } = menuWith(async () => true);
    menu.keepRight(1, { language: 'ru', isAdmin: true });
    menu.keepRight(1, { language: 'ru', isAdmin: false });
    menu.keepRight(1, { language: 'ru', isAdmin: false });
    await idle();
    expect(sent).toEqual([[...PEOPLE, ...ADMINS], PEOPLE]);
  });

  test('of people who never were admins is left alone', async () => {
    const { menu, sent, idle } = menuWith(async () => true);
    menu.keepRight(1, { language: 'ru', isAdmin: false });
    await idle();
    expect(sent).toEqual([]);
  });

  test('is tried again with the next update after Telegram refused it', async () => {
    let refuses = true;
    const { menu, sent, idle } = menuWith(async () => {
      if (refuses) throw new Error('no');
    });
    menu.keepRight(1, { language: 'ru', isAdmin: true });
    await idle();
    refuses = false;
    menu.keepRight(1, { language: 'ru', isAdmin: true });
    menu.keepRight(1, { language: 'ru', isAdmin: true });
    await idle();
    expect(sent).toHaveLength(2);
  });
});
