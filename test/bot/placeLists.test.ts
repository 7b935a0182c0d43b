import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotApiChat } from '../../src/local/botApi/chat.ts';
import { Tables } from '../api/support/tables.ts';
import { labelsOf } from './support/looks.ts';
import { ADMIN_ID, startTestBot, type StartedBot } from './support/startedBot.ts';

const TEXTS = {
  ru: {
    list: 'Выбрать из списка',
    back: '⬅️ Назад',
    countries: 'Выберите страну',
    country: 'Турция (28)',
    cities: 'Турция\n\nВыберите город\nСтраница 1 из 3',
    secondPage: 'Турция\n\nВыберите город\nСтраница 2 из 3',
    whole: '📍 Турция',
    counties: 'Турция › City23\n\nВыберите район',
    districts: 'Турция › City23 › County\n\nВыберите квартал',
    district:
      '📍 District\nКвартал\nТурция › City23 › County › District\n\nСамый подробный уровень',
    leafCity: '📍 Bayburt\nГород\nТурция › Bayburt\n\nСамый подробный уровень, ниже мест нет.',
    leafCounty: '📍 Ulus\nРайон\nТурция › City23 › Ulus\n\nСамый подробный уровень',
    countryCard: '📍 Турция\nСтрана\n\nВнутри: 28 городов и 5 районов',
    cityCard: '📍 Antalya\nГород\nТурция › Antalya\n\nВнутри: 2 района и 3 квартала',
    offers: ['Города (28)', 'Районы (2)'],
    greeting: 'Здравствуйте, Анна!',
    gone: 'Этого места больше нет в справочнике. Выберите другое.',
    none: 'Пока нет ни одной открытой страны. Загляните позже.',
  },
  en: {
    list: 'Choose from the list',
    back: '⬅️ Back',
    countries: 'Choose a country',
    country: 'Türkiye (28)',
    cities: 'Türkiye\n\nChoose a city\nPage 1 of 3',
    secondPage: 'Türkiye\n\nChoose a city\nPage 2 of 3',
    whole: '📍 Türkiye',
    counties: 'Türkiye › City23\n\nChoose a county',
    districts: 'Türkiye › City23 › County\n\nChoose a district',
    district:
      '📍 District\nDistrict\nTürkiye › City23 › County › District\n\nThe most detailed level',
    leafCity:
      '📍 Bayburt\nCity\nTürkiye › Bayburt\n\nThe most detailed level, there are no places below it.',
    leafCounty: '📍 Ulus\nCounty\nTürkiye › City23 › Ulus\n\nThe most detailed level',
    countryCard: '📍 Türkiye\nCountry\n\nInside: 28 cities and 5 counties',
    cityCard: '📍 Antalya\nCity\nTürkiye › Antalya\n\nInside: 2 counties and 3 districts',
    offers: ['Cities (28)', 'Counties (2)'],
    greeting: 'Hello, Анна!',
    gone: 'This place is no longer in the list. Choose another one.',
    none: 'No country is open yet. Please look in later.',
  },
};

/** With 25 cities more, one of which has a county with and one without districts. */
function manyCities(): Tables {
  const database = new Tables();
  const { leaves } = database.countries.get(1)!;
  for (let number = 10; number < 35; number += 1) {
    const city = [1_000 + number, `City${number}`] as const;
    if (number !== 23) leaves.push([city]);
    else leaves.push([city, [400, 'County'], [4_000, 'District']], [city, [401, 'Ulus']]);
  }
  return database;
}

let bot: StartedBot;
beforeAll(async () => {
  bot = await startTestBot({ database: manyCities() });
});
afterAll(() => bot.stop());

describe.each(['ru', 'en'] as const)('in %s', (languageCode) => {
  const texts = TEXTS[languageCode];
  let chat: BotApiChat;
  const shown = () => {
    expect(chat.messages).toHaveLength(1);
    return chat.messages[0]!;
  };
  const start = async (...presses: string[]) => {
    chat = bot.chat({ languageCode });
    await bot.ask(chat, '/start');
    for (const button of [texts.list, ...presses]) await bot.press(chat, button);
  };
  const cityPage = async () => {
    await start(texts.country);
    while (!labelsOf(shown()).flat().includes('City23 (2)')) await bot.press(chat, '›');
    return shown();
  };

  test('the countries come first, and back leads to the greeting', async () => {
    await start();
    expect(shown().text).toBe(texts.countries);
    expect(labelsOf(shown())).toEqual([[texts.country], [texts.back]]);
    await bot.press(chat, texts.back);
    expect(shown().text).toContain(texts.greeting);
  });

  test('the cities fill pages that can be turned both ways and round', async () => {
    await start(texts.country);
    const first = shown();
    expect(first.text).toBe(texts.cities);
    expect(labelsOf(first)[0]).toEqual([texts.whole]);
    expect(
      labelsOf(first)
        .slice(1, 7)
        .every((row) => row.length === 2),
    ).toBe(true);
    expect(labelsOf(first).slice(7)).toEqual([['‹', '1 / 3', '›'], [texts.back]]);
    const seen = new Set<string>();
    for (const page of [1, 2, 3]) {
      for (const label of labelsOf(shown()).slice(1, -2).flat()) seen.add(label);
      expect(labelsOf(shown()).at(-2)![1]).toBe(`${page} / 3`);
      await bot.press(chat, '›');
    }
    expect(seen.size).toBe(28);
    expect(shown()).toMatchObject({ text: first.text, buttons: first.buttons });
    await bot.press(chat, '‹');
    expect(labelsOf(shown()).at(-2)![1]).toBe('3 / 3');
    await bot.press(chat, '3 / 3');
    expect(labelsOf(shown()).at(-2)![1]).toBe('3 / 3');
  });

  test('the walk ends in a card, and back leads the same way, to the page one came from', async () => {
    const cities = await cityPage();
    expect(cities.text).not.toBe(texts.cities);
    await bot.press(chat, 'City23 (2)');
    const counties = shown();
    expect(counties.text).toBe(texts.counties);
    expect(labelsOf(counties)).toEqual([['📍 City23'], ['County (1)', 'Ulus'], [texts.back]]);
    await bot.press(chat, 'County (1)');
    const districts = shown();
    expect(districts.text).toBe(texts.districts);
    await bot.press(chat, 'District');
    expect(shown().text).toContain(texts.district);
    for (const screen of [districts, counties, cities]) {
      await bot.press(chat, texts.back);
      expect(shown()).toMatchObject({ text: screen.text, buttons: screen.buttons });
    }
    await bot.press(chat, texts.back);
    expect(shown().text).toBe(texts.countries);
  });

  test('a city without counties opens its card at once', async () => {
    await start(texts.country);
    while (!labelsOf(shown()).flat().includes('Bayburt')) await bot.press(chat, '›');
    await bot.press(chat, 'Bayburt');
    expect(shown().text).toContain(texts.leafCity);
    expect(labelsOf(shown())[0]).not.toContain('0');
  });

  test('a county without districts opens its card, and back leads to its list', async () => {
    await cityPage();
    await bot.press(chat, 'City23 (2)');
    await bot.press(chat, 'Ulus');
    expect(shown().text).toContain(texts.leafCounty);
    await bot.press(chat, texts.back);
    expect(shown().text).toBe(texts.counties);
  });

  test('a country and a city have cards that lead into their lists', async () => {
    await start(texts.country, texts.whole);
    expect(shown().text).toContain(texts.countryCard);
    expect(labelsOf(shown())[1]).toEqual([texts.offers[0]]);
    await bot.press(chat, texts.offers[0]!);
    expect(shown().text).toBe(texts.cities);
    await bot.ask(chat, '/start place_1_7');
    const card = chat.messages.at(-1)!;
    expect(card.text).toContain(texts.cityCard);
    expect(labelsOf(card)[1]).toEqual([texts.offers[1]]);
  });

  test('a place that is gone meanwhile is said to be gone', async () => {
    for (const data of ['list:0:1:rs', 'card:1:7:2t:zz', 'list:0:9', 'card:2', 'list:0:2']) {
      chat = bot.chat({ languageCode });
      await bot.ask(chat, '/start');
      await bot.press(chat, { data });
      expect(shown().text).toBe(texts.gone);
    }
  });

  test('a page that is gone meanwhile is the last one', async () => {
    await start();
    await bot.press(chat, { data: 'list:rs:1' });
    expect(labelsOf(shown()).at(-2)![1]).toBe('3 / 3');
  });
});

test('a closed country is hidden from people, and shown with a lock to admins', async () => {
  const admin = bot.botApi.chat({ id: ADMIN_ID, firstName: 'Ада', languageCode: 'ru' });
  await bot.ask(admin, '/start');
  await bot.press(admin, 'Выбрать из списка');
  expect(labelsOf(admin.messages[0]!).flat()).toContain('🔒 Черногория (1)');
  await bot.press(admin, 'Черногория');
  await bot.press(admin, 'Kotor (1)');
  await bot.press(admin, 'Dobrota');
  expect(admin.messages[0]!.text).toContain('Черногория › Kotor › Dobrota');
  expect(admin.messages[0]!.text).toContain('🔒 Страна закрыта');
});

test('when no country is open people are told to look in later', async () => {
  const database = new Tables();
  database.countries.get(1)!.enabled = false;
  const closed = await startTestBot({ database });
  for (const languageCode of ['ru', 'en'] as const) {
    const chat = closed.chat({ languageCode });
    await closed.ask(chat, '/start');
    await closed.press(chat, TEXTS[languageCode].list);
    expect(chat.messages[0]!.text).toBe(TEXTS[languageCode].none);
  }
  await closed.stop();
});
