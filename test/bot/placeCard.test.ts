import { afterAll, beforeAll, expect, test } from 'vitest';
import { createValuer, type Valuer } from '../../src/evaluations/valuer.ts';
import { Tables } from '../api/support/tables.ts';
import { ADMIN_ID, startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
let valuer: Valuer;
beforeAll(async () => {
  const tables = new Tables();
  const nothing = [null, null, null, null, null];
  tables.market.set('general_data', {
    countryId: 1,
    rows: [[7, null, null, null, '2024-11-01', 40_000, ...nothing, null, ...nothing, null, false]],
  });
  const options: Valuer['options'] = (...about) => valuer.options(...about);
  const value: Valuer['value'] = (...about) => valuer.value(...about);
  bot = await startTestBot({ database: tables, valuer: { options, value } });
  valuer = createValuer({ reader: bot.reading.reader });
});
afterAll(() => bot.stop());

test.each([
  ['Antalya', '✅ цены и аренда'],
  ['Alanya', '▫️ своих цен нет, оценка возьмёт уровень выше'],
  ['İstanbul', '▫️ цен пока нет ни здесь, ни выше: оценить не получится'],
  ['Kotor', '▫️ цен пока нет ни здесь, ни выше: оценить не получится'],
])('the card of %s says what there are of prices', async (name, line) => {
  const card = await bot.ask(bot.chat({ id: ADMIN_ID }), name);
  expect(card.text).toContain(`📍 ${name}`);
  expect(card.text.split('\n')).toContain(line);
});

test('whoever values a property of a country without a market is told that there is none', async () => {
  const { text } = await bot.ask(bot.chat({ id: ADMIN_ID }), 'Kotor 85 м² 100000 €');
  expect(text).toContain('Недостаточно данных для оценки\nРынок этой страны пока не загружен');
});
