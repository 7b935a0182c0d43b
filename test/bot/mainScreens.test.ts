import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tables } from '../api/support/tables.ts';
import { drawingOf } from './support/looks.ts';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
beforeAll(async () => {
  const database = new Tables();
  const { leaves } = database.countries.get(1)!;
  for (let county = 0; county < 8; county += 1) {
    leaves.push([
      [35, 'İzmir'],
      [200 + county, `İlçe${county}`],
      [2_000 + county, 'Yeni'],
    ]);
  }
  bot = await startTestBot({ database });
});
afterAll(() => bot.stop());

const SCREENS = {
  greeting: '/start',
  help: '/help',
  'choice of language': '/language',
  privacy: '/privacy',
  'question before deleting': '/delete_me',
  'unknown command': '/nonsense',
  'card of a county': '/start place_1_7_101',
  'card of a country': '/start place_1',
  'place that is gone': '/start place_1_99',
  'several matches': 'yeni',
  'no match': 'qqqzzz',
};
const LISTS = { countries: 'list:0', cities: 'list:0:1', counties: 'list:0:1:7' };

/** Without the age of the data, which differs from run to run. */
const withoutAge = (drawing: string) => drawing.replace(/^🕒.*$/m, '🕒 …');

describe.each(['de', 'fr', 'tr'])('in %s', (languageCode) => {
  test.each(Object.entries(SCREENS))('%s', async (_name, text) => {
    const message = await bot.ask(bot.chat({ languageCode }), text);
    expect(withoutAge(drawingOf(message))).toMatchSnapshot();
  });

  test.each(Object.entries(LISTS))('list of %s', async (_name, data) => {
    const chat = bot.chat({ languageCode });
    await bot.ask(chat, '/start');
    await bot.press(chat, { data });
    expect(drawingOf(chat.messages[0]!)).toMatchSnapshot();
  });
});
