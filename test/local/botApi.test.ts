import { afterEach, beforeEach, expect, test } from 'vitest';
import { Telegraf, Telegram } from 'telegraf';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';

const PERSON = { id: 1001, firstName: 'Анна', username: 'anna', languageCode: 'ru' };

let api: BotApi;
let telegram: Telegram;

beforeEach(async () => {
  api = await startBotApi({ callbackPatienceMs: 200 });
  telegram = new Telegram(api.token, { apiRoot: api.url });
});
afterEach(() => api.stop());

const call = async (method: string, payload: Record<string, unknown> = {}) => {
  const response = await fetch(`${api.url}/bot${api.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return (await response.json()) as { ok: boolean; result: unknown; description?: string };
};

/** A running bot, ended with the test by 409 or by the server's stop. */
async function withBot(bot: Telegraf, run: () => Promise<void>): Promise<void> {
  bot.catch(() => {});
  const ended = bot.launch().catch(() => {});
  await expect.poll(() => api.calls.some(({ method }) => method === 'getUpdates')).toBe(true);
  try {
    await run();
  } finally {
    bot.stop();
    await ended;
  }
}

const newBot = () => new Telegraf(api.token, { telegram: { apiRoot: api.url } });

test('a person talks to a bot, presses its button and sees the message change', async () => {
  const bot = newBot();
  bot.start((context) =>
    context.reply('<b>Привет</b>', {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Дальше →', callback_data: 'next' }]] },
    }),
  );
  bot.action('next', async (context) => {
    await context.editMessageText('Вторая страница');
    await context.answerCbQuery('Готово', { show_alert: true });
  });
  await withBot(bot, async () => {
    const chat = api.chat(PERSON);
    await chat.say('/start');
    await expect.poll(() => chat.messages).toHaveLength(1);
    expect(chat.messages[0]).toMatchObject({
      text: 'Привет',
      entities: [{ type: 'bold', offset: 0, length: 6 }],
      buttons: [[{ text: 'Дальше →', data: 'next' }]],
      editedTimes: 0,
    });
    expect(await chat.press('Дальше')).toEqual({ answered: true, text: 'Готово', alert: true });
    expect(chat.messages).toMatchObject([{ text: 'Вторая страница', buttons: [], editedTimes: 1 }]);
    expect(chat.answers).toEqual([{ answered: true, text: 'Готово', alert: true }]);
    await expect(chat.press('Дальше')).rejects.toThrow('No button «Дальше» in chat 1001');
  });
});

test('smoke', async () => {
  const chat = api.chat(PERSON);
  expect((await call('getMe')).result).toMatchObject({ is_bot: true });
  await telegram.sendMessage(chat.id, 'x');
  expect(chat.messages).toHaveLength(1);
});
