import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formattedIn, labelsOf } from './support/looks.ts';
import { ADMIN_ID, startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
beforeAll(async () => {
  bot = await startTestBot({ webappUrl: 'https://app.example.org/' });
});
afterAll(() => bot.stop());

const TEXTS = {
  ru: {
    greeting: `Здравствуйте, Анна!

Я «Оценка объекта»: скажу, сколько примерно стоит жильё, какую аренду оно даёт и как менялись цены.

Напишите, что оценить, одним сообщением, например «Аланья 2+1 85 м² 145000 €», или просто название места на любом языке. Можно и по шагам, кнопкой ниже.`,
    nameless: 'Здравствуйте!',
    menu: [
      ['📱 Открыть приложение'],
      ['💰 Оценить объект'],
      ['🗺 Выбрать из списка'],
      ['🌐 Язык', '❓ Помощь'],
    ],
    help: `Что я умею

💰 Оценить объект: напишите всё одним сообщением, например «Аланья 2+1 85 м² 145000 €», в любом порядке. Или по шагам: /evaluate.

🔎 Найти место: просто напишите его название. Подойдут кириллица, латиница и турецкие буквы, опечатки прощаются. Чтобы уточнить, напишите два слова: «Аланья Махмутлар».

🗺 Выбрать по шагам: страна → город → район → квартал, кнопкой под этим сообщением.

Команды
/start — начать сначала
/evaluate — оценить объект
/reports — мои оценки
/help — что я умею
/language — выбрать язык
/privacy — что о вас хранится
/delete_me — удалить данные о себе`,
    bold: ['Что я умею', 'Команды'],
    unknown: 'Такой команды нет. Вот что я умею:',
    adminCommands: [
      '/clearcache —',
      '/cachestats —',
      '/history —',
      '/rollback —',
      '/unpin —',
      '/countries —',
    ],
    place: '📍 Alanya\nРайон\nТурция › Antalya › Alanya',
    gone: 'Этого места больше нет в справочнике. Выберите другое.',
    helpButton: 'Помощь',
  },
  en: {
    greeting: `Hello, Анна!

I am Property Valuation: I tell roughly what a home is worth, what rent it brings and how prices have moved.

Write what to value in one message, such as “Alanya 2+1 85 m² €145,000”, or just the name of a place in any script. Or go step by step with the button below.`,
    nameless: 'Hello!',
    menu: [
      ['📱 Open the app'],
      ['💰 Value a property'],
      ['🗺 Choose from the list'],
      ['🌐 Language', '❓ Help'],
    ],
    help: `What I can do

💰 Value a property: write everything in one message, such as “Alanya 2+1 85 m² €145,000”, in any order. Or step by step: /evaluate.

🔎 Find a place: just write its name. Latin, Cyrillic and Turkish letters will do, and typing errors are forgiven. To be more exact write two words: “Alanya Mahmutlar”.

🗺 Go step by step: country → city → county → district, with the button below.

Commands
/start — start over
/evaluate — value a property
/reports — my valuations
/help — what I can do
/language — choose a language
/privacy — what is kept about you
/delete_me — delete what is kept about you`,
    bold: ['What I can do', 'Commands'],
    unknown: 'There is no such command. Here is what I can do:',
    adminCommands: [
      '/clearcache —',
      '/cachestats —',
      '/history —',
      '/rollback —',
      '/unpin —',
      '/countries —',
    ],
    place: '📍 Alanya\nCounty\nTürkiye › Antalya › Alanya',
    gone: 'This place is no longer in the list. Choose another one.',
    helpButton: 'Help',
  },
};

describe.each(['ru', 'en'] as const)('in %s', (languageCode) => {
  const texts = TEXTS[languageCode];

  test('/start greets by name and offers what can be done', async () => {
    const message = await bot.ask(bot.chat({ languageCode }), '/start');
    expect(message.text).toBe(texts.greeting);
    expect(formattedIn(message)).toEqual([['bold', texts.greeting.split('\n')[0]]]);
    expect(labelsOf(message)).toEqual(texts.menu);
    expect(message.buttons[0]).toEqual([
      expect.objectContaining({ webApp: 'https://app.example.org/' }),
    ]);
  });

  test('/start greets somebody whose name is nothing to see', async () => {
    const message = await bot.ask(bot.chat({ languageCode, firstName: '\u202e\u200f' }), '/start');
    expect(message.text.split('\n')[0]).toBe(texts.nameless);
  });

  test('/help says what can be done and lists the commands', async () => {
    const message = await bot.ask(bot.chat({ languageCode }), '/help');
    expect(message.text).toBe(texts.help);
    expect(formattedIn(message)).toEqual(texts.bold.map((title) => ['bold', title]));
    expect(labelsOf(message)).toEqual(texts.menu);
  });

  test('the help button turns the message into help', async () => {
    const chat = bot.chat({ languageCode });
    await bot.ask(chat, '/start');
    await bot.press(chat, texts.helpButton);
    expect(chat.messages.map(({ text }) => text)).toEqual([texts.help]);
  });

  test('an unknown command is answered with help', async () => {
    for (const command of ['/nonsense', '/', '/Start', '/help@another_bot', '/старт']) {
      const { text } = await bot.ask(bot.chat({ languageCode }), command);
      expect(text).toBe(`${texts.unknown}\n\n${texts.help}`);
    }
  });

  test('a deep link to a place opens its card at once', async () => {
    const { text } = await bot.ask(bot.chat({ languageCode }), '/start place_1_7_101');
    expect(text).toContain(texts.place);
  });

  test('a deep link to a place that is gone says so and offers the menu', async () => {
    for (const link of ['place_1_7_999', 'place_9', 'place_2', 'place_1_34_101']) {
      const message = await bot.ask(bot.chat({ languageCode }), `/start ${link}`);
      expect(message.text).toBe(texts.gone);
      expect(labelsOf(message)).toEqual(texts.menu);
    }
  });

  test('any other payload of a deep link is greeted', async () => {
    for (const payload of [
      'place_',
      'place_1_7_101_1001_5',
      'place_x',
      `place_${'9'.repeat(40)}`,
      'place_9999999999999999',
      'ref123',
      'place_1 <b>',
      '__proto__',
    ]) {
      const { text } = await bot.ask(bot.chat({ languageCode }), `/start ${payload}`);
      expect(text).toBe(texts.greeting);
    }
  });
});

test('only admins see the admins’ commands in /help', async () => {
  for (const languageCode of ['ru', 'en'] as const) {
    const { text } = await bot.ask(bot.chat({ languageCode }), '/help');
    expect(text).not.toContain('/clearcache');
  }
  const { text } = await bot.ask(bot.chat({ id: ADMIN_ID, languageCode: 'ru' }), '/help');
  const lines = text.split('\n').slice(-TEXTS.ru.adminCommands.length);
  expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
    TEXTS.ru.adminCommands,
  );
});

test('a name full of markup is greeted as it is written', async () => {
  const firstName = '<b>Bobby</b> *x* _y_ [a](tg://user?id=1) `c` &amp; \\';
  const message = await bot.ask(bot.chat({ firstName, languageCode: 'en' }), '/start');
  const first = 'Hello, <b>Bobby</b> *x* _y_ [a](tg://user?id=1)';
  expect(message.text.startsWith(first.slice(0, 40))).toBe(true);
  expect(message.entities).toHaveLength(1);
});

describe('where the Mini App is on this machine', () => {
  let local: StartedBot;
  afterEach(() => local.stop());

  test.each([
    ['http://localhost:8080/app', 'http://127.0.0.1:8080/app'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
  ])('%s is a link, for Telegram opens nothing but https inside itself', async (webappUrl, url) => {
    local = await startTestBot({ webappUrl });
    const { buttons } = await local.ask(local.chat(), '/start');
    expect(buttons[0]).toEqual([{ text: '📱 Открыть приложение', url }]);
  });

  test('without a Mini App there is no button for it', async () => {
    local = await startTestBot();
    const message = await local.ask(local.chat(), '/start');
    expect(labelsOf(message)).toEqual(TEXTS.ru.menu.slice(1));
  });
});
