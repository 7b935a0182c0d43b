import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBot, type StartedBot } from '../support/startedBot.ts';
import { HeldEvaluations } from './support/heldEvaluations.ts';

let held: HeldEvaluations;
let bot: StartedBot;
let token: string;
const owner = 4_711;
beforeAll(async () => {
  held = new HeldEvaluations();
  bot = await startTestBot({ savedEvaluations: held });
  const chat = bot.chat({ id: owner });
  await bot.ask(chat, 'Аланья 2+1 85 м² 145000 €');
  await bot.press(chat, 'Поделиться');
  token = held.rows[0]!.shareToken!;
});
afterAll(() => bot.stop());

let queries = 0;

/** What the bot answers somebody who types that after its name in any chat. */
async function typed(query: string, language = 'ru') {
  const id = String((queries += 1));
  const from = { id: 5, is_bot: false, first_name: 'Анна', language_code: language };
  await bot.botApi.deliver({ inline_query: { id, from, query, offset: '', chat_type: 'group' } });
  await bot.idle();
  return bot.botApi.calls.findLast(({ method }) => method === 'answerInlineQuery')?.payload;
}

test.each([
  ['ru', 'Оценка объекта: Alanya, Antalya: 114', '🏠 Открыть оценку'],
  ['de', 'Immobilienbewertung: Alanya, Antalya: 114', '🏠 Bewertung öffnen'],
])('a shared evaluation becomes a message with a link, in %s', async (language, text, label) => {
  for (const query of [`e_${token}`, token, ` e_${token} `]) {
    const answer = await typed(query, language);
    expect(answer).toMatchObject({ inline_query_id: String(queries), cache_time: 0 });
    const url = `https://t.me/${bot.botApi.bot.username}?start=e_${token}`;
    expect(answer?.['results']).toEqual([
      expect.objectContaining({
        type: 'article',
        title: expect.stringContaining('Alanya, Antalya'),
        input_message_content: { message_text: expect.stringContaining(text) },
        reply_markup: { inline_keyboard: [[{ text: label, url }]] },
      }),
    ]);
  }
});

test.each(['', 'Alanya', 'e_', `e_${'x'.repeat(24)}`, 'y'.repeat(65)])(
  '«%s» is answered with nothing, and nobody is written to',
  async (query) => {
    expect(await typed(query)).toMatchObject({ inline_query_id: String(queries), results: [] });
    expect(bot.botApi.calls.filter(({ payload }) => payload['chat_id'] === 5)).toEqual([]);
  },
);

test('while the store is away there is nothing, and the log says so', async () => {
  held.away = true;
  expect(await typed(`e_${token}`)).toMatchObject({ results: [] });
  expect(bot.logged()).toContain('"kind":"inline_query"');
  expect(bot.botApi.calls.filter(({ payload }) => payload['chat_id'] === 5)).toEqual([]);
  held.away = false;
});

test('a link that was withdrawn is not passed on', async () => {
  await held.revoke(owner, held.rows[0]!.id);
  expect(await typed(`e_${token}`)).toMatchObject({ results: [] });
});
