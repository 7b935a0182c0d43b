import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tables } from '../api/support/tables.ts';
import { labelsOf } from './support/looks.ts';
import { ADMIN_ID, startTestBot, type StartedBot } from './support/startedBot.ts';

const TEXTS = {
  ru: {
    card: `📍 Alanya
Район
Турция › Antalya › Alanya

Внутри: 2 квартала

Что есть по этому месту
✅ справочник мест
▫️ цен пока нет ни здесь, ни выше: оценить не получится

🕒 Данные проверены `,
    cardButtons: [
      ['💰 Оценить объект'],
      ['Кварталы (2)'],
      ['🔎 Другое место', '🔗 Поделиться'],
      ['⬅️ Назад'],
    ],
    others: 'Другие совпадения',
    otherPlace: 'Другое место',
    many: 'По запросу «yeni» есть несколько мест. Какое?',
    page: 'Страница 1 из 2',
    secondPage: 'Страница 2 из 2',
    choose: '🗺 Выбрать из списка',
    none: 'По запросу «qqqzzz» ничего не нашлось. Проверьте название или выберите место из списка.',
    forgotten: 'Этот поиск уже забыт. Напишите название ещё раз.',
    ask: 'Напишите название места, например «Анталья» или «Kadıköy».',
    menu: [['💰 Оценить объект'], ['🗺 Выбрать из списка'], ['🌐 Язык', '❓ Помощь']],
  },
  en: {
    card: `📍 Alanya
County
Türkiye › Antalya › Alanya

Inside: 2 districts

What there is for this place
✅ list of places
▫️ no prices yet, neither here nor above: nothing can be valued

🕒 Data checked `,
    cardButtons: [
      ['💰 Value a property'],
      ['Districts (2)'],
      ['🔎 Another place', '🔗 Share'],
      ['⬅️ Back'],
    ],
    others: 'Other matches',
    otherPlace: 'Another place',
    many: 'There are several places for “yeni”. Which one?',
    page: 'Page 1 of 2',
    secondPage: 'Page 2 of 2',
    choose: '🗺 Choose from the list',
    none: 'Nothing was found for “qqqzzz”. Check the name or choose a place from the list.',
    forgotten: 'That search is forgotten by now. Please write the name again.',
    ask: 'Write the name of a place, such as “Antalya” or “Kadıköy”.',
    menu: [['💰 Value a property'], ['🗺 Choose from the list'], ['🌐 Language', '❓ Help']],
  },
};

let bot: StartedBot;
beforeAll(async () => {
  const database = new Tables();
  const { leaves } = database.countries.get(1)!;
  leaves.push([
    [7, 'Antalya'],
    [110, 'Konyaaltı'],
    [1100, 'Hurma'],
  ]);
  // eight namesakes, and a county called like a district
  for (let county = 0; county < 8; county += 1) {
    leaves.push([
      [35, 'İzmir'],
      [200 + county, `İlçe${county}`],
      [2_000 + county, 'Yeni'],
    ]);
  }
  leaves.push([
    [36, 'Kars'],
    [300, 'Moda'],
    [3_000, 'Susuz'],
  ]);
  bot = await startTestBot({ database });
});
afterAll(() => bot.stop());

describe.each(['ru', 'en'] as const)('in %s', (languageCode) => {
  const texts = TEXTS[languageCode];

  test.each(['Аланья', 'alanya', 'ALANYA', 'аланя', '  Alanya  '])(
    'a name that can mean one place opens its card: «%s»',
    async (name) => {
      const message = await bot.ask(bot.chat({ languageCode }), name);
      expect(message.text.slice(0, texts.card.length)).toBe(texts.card);
      expect(labelsOf(message)).toEqual(texts.cardButtons);
    },
  );

  test('a name without its Turkish letters is found', async () => {
    const { text } = await bot.ask(bot.chat({ languageCode }), 'Konyaalti');
    expect(text).toContain('Antalya › Konyaaltı');
  });

  test('several places are offered page by page', async () => {
    const chat = bot.chat({ languageCode });
    const first = await bot.ask(chat, 'yeni');
    expect(first.text).toBe(`${texts.many}\n${texts.page}`);
    expect(labelsOf(first).slice(0, 2)).toEqual([
      ['Yeni · İlçe0 · İzmir'],
      ['Yeni · İlçe1 · İzmir'],
    ]);
    expect(labelsOf(first).slice(6)).toEqual([['‹', '1 / 2', '›'], [texts.choose]]);
    await bot.press(chat, '›');
    expect(chat.messages).toHaveLength(1);
    const second = chat.messages[0]!;
    expect(second.text).toBe(`${texts.many}\n${texts.secondPage}`);
    expect(labelsOf(second)).toEqual([
      ['Yeni · İlçe6 · İzmir'],
      ['Yeni · İlçe7 · İzmir'],
      ['‹', '2 / 2', '›'],
      [texts.choose],
    ]);
    await bot.press(chat, '›');
    expect(chat.messages[0]).toMatchObject({ text: first.text, buttons: first.buttons });
    await bot.press(chat, 'Yeni · İlçe3');
    expect(chat.messages[0]!.text).toContain('İzmir › İlçe3 › Yeni');
  });

  test('a clear best opens its card and keeps the other matches at hand', async () => {
    const chat = bot.chat({ languageCode });
    const card = await bot.ask(chat, 'moda');
    expect(card.text).toContain('Kars › Moda');
    expect(labelsOf(card)[0]).toEqual([texts.others]);
    await bot.press(chat, texts.others);
    expect(labelsOf(chat.messages[0]!).slice(0, 2)).toEqual([
      ['Moda · Kars'],
      ['Moda · Kadıköy · İstanbul'],
    ]);
  });

  test('what is nowhere is said to be nowhere, with the menu', async () => {
    const message = await bot.ask(bot.chat({ languageCode }), 'qqqzzz');
    expect(message.text).toBe(texts.none);
    expect(labelsOf(message)).toEqual(texts.menu);
  });

  test('the page of a search that is forgotten says so', async () => {
    const chat = bot.chat({ languageCode });
    await bot.ask(chat, '/start');
    await bot.press(chat, { data: 'found:1' });
    expect(chat.messages.map(({ text }) => text)).toEqual([texts.forgotten]);
    expect(labelsOf(chat.messages[0]!)).toEqual(texts.menu);
  });

  test('«another place» asks for a name and leaves the card', async () => {
    const chat = bot.chat({ languageCode });
    const card = await bot.ask(chat, 'alanya');
    await bot.press(chat, texts.otherPlace);
    expect(chat.messages.map(({ text }) => text)).toEqual([card.text, texts.ask]);
  });

  test('a text of nothing but invisible marks is asked for a name', async () => {
    const { text } = await bot.ask(bot.chat({ languageCode }), '\u200f\u202e');
    expect(text).toBe(texts.ask);
  });
});

test('a card is shared by a link that opens it', async () => {
  const card = await bot.ask(bot.chat(), 'alanya');
  const share = card.buttons.flat().find(({ text }) => text.includes('Поделиться'));
  const shared = new URL(new URL(share!.url!).searchParams.get('url')!);
  const { username } = bot.botApi.bot;
  expect(`${shared.origin}${shared.pathname}`).toBe(`https://t.me/${username}`);
  const payload = shared.searchParams.get('start')!;
  const { text } = await bot.ask(bot.chat(), `/start ${payload}`);
  expect(text).toBe(card.text);
});

test('places of a closed country are found by admins only', async () => {
  const { text } = await bot.ask(bot.chat(), 'Kotor');
  expect(text).toContain('«Kotor» ничего не нашлось');
  const admin = bot.botApi.chat({ id: ADMIN_ID, firstName: 'Ада', languageCode: 'ru' });
  const card = await bot.ask(admin, 'Kotor');
  expect(card.text).toContain('📍 Kotor\nГород\nЧерногория › Kotor');
  expect(card.text).toContain('🔒 Страна закрыта, её видят только администраторы.');
});

test('markup in a query is shown as it was written', async () => {
  const query = '<b>zz</b> *qq* [x](https://a.b)';
  const message = await bot.ask(bot.chat(), query);
  expect(message.text).toContain(`«${query}»`);
  expect(message.entities).toEqual([]);
});
