import { afterEach, beforeEach, expect, test } from 'vitest';
import { Telegram } from 'telegraf';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import { ANNA, ask } from '../support/startedBotApi.ts';

let api: BotApi;
let telegram: Telegram;

beforeEach(async () => {
  api = await startBotApi();
  telegram = new Telegram(api.token, { apiRoot: api.url });
  api.chat(ANNA);
});
afterEach(() => api.stop());

test('only the right token and known methods are answered', async () => {
  expect(await ask({ url: api.url, token: '1:wrong' }, 'getMe')).toEqual({
    status: 401,
    ok: false,
    error_code: 401,
    description: 'Unauthorized',
  });
  expect(await ask(api, 'sendSmell')).toMatchObject({
    status: 404,
    description: 'Not Found: method not found',
  });
  expect((await ask(api, 'constructor')).status).toBe(404);
  expect((await fetch(`${api.url}/`)).status).toBe(404);
  expect((await telegram.getMe()).username).toBe(api.bot.username);
});

test('takes GET, forms and JSON, numbers as text and JSON in text; methods in any case', async () => {
  const address = `${api.url}/bot${api.token}`;
  const inline = JSON.stringify({ inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] });
  await fetch(`${address}/SENDMESSAGE?chat_id=1001&text=%D0%B0`);
  const body = new URLSearchParams({ chat_id: '1001', text: 'б', reply_markup: inline });
  await fetch(`${address}/sendMessage`, { method: 'POST', body });
  expect(api.chat(ANNA).messages).toMatchObject([
    { text: 'а', buttons: [] },
    { text: 'б', buttons: [[{ data: 'b' }]] },
  ]);
  expect(api.calls).toMatchObject([
    { method: 'sendMessage', payload: { chat_id: '1001', text: 'а' }, status: 200 },
    { method: 'sendMessage', payload: { reply_markup: inline }, status: 200 },
  ]);
  const headers = { 'content-type': 'application/json' };
  const broken = await fetch(`${address}/sendMessage`, { method: 'POST', headers, body: '{' });
  expect(broken.status).toBe(400);
});

const BUTTON = { text: 'a', callback_data: 'b' };
const row = (count: number) => Array.from({ length: count }, () => BUTTON);
const NOT_HTTPS = 'is invalid: Only HTTPS links are allowed';

test.each([
  [
    'data of 65 bytes',
    [[{ ...BUTTON, callback_data: `${'я'.repeat(32)}a` }]],
    'BUTTON_DATA_INVALID',
  ],
  ['no text', [[{ ...BUTTON, text: '' }]], 'inline keyboard button text must be non-empty'],
  [
    'nothing to do',
    [[{ text: 'a' }]],
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'no rows',
    [BUTTON],
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [
    'an address without a dot',
    [[{ text: 'a', url: 'http://localhost:80' }]],
    "inline keyboard button URL 'http://localhost:80' is invalid: Wrong HTTP URL",
  ],
  [
    'another protocol',
    [[{ text: 'a', url: 'javascript://e.org' }]],
    "inline keyboard button URL 'javascript://e.org' is invalid: Unsupported URL protocol",
  ],
  [
    'a Mini App without TLS',
    [[{ text: 'a', web_app: { url: 'http://e.org' } }]],
    `inline keyboard button Web App URL 'http://e.org' ${NOT_HTTPS}`,
  ],
  ['two things to do', [[{ ...BUTTON, url: 'https://e.org' }]], 'BUTTON_TYPE_INVALID'],
  ['nine buttons in a row', [row(9)], 'reply markup is too long'],
  ['101 buttons', Array.from({ length: 101 }, () => row(1)), 'reply markup is too long'],
])('refuses a keyboard with %s', async (_, inline_keyboard, reason) => {
  const answer = await ask(api, 'sendMessage', {
    chat_id: ANNA.id,
    text: 'x',
    reply_markup: { inline_keyboard },
  });
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${reason}` });
});

test('takes keyboards at their limits', async () => {
  const inline_keyboard = [
    ...Array.from({ length: 12 }, () => row(8)),
    [{ text: 'data', callback_data: 'я'.repeat(32) }],
    [{ text: 'link', url: 'https://e.org/?q=1' }],
    [{ text: 'user', url: 'tg://user?id=1' }],
    [{ text: 'app', web_app: { url: 'https://e.org/app' } }],
  ];
  const payload = { chat_id: ANNA.id, text: 'x', reply_markup: { inline_keyboard } };
  expect(await ask(api, 'sendMessage', payload)).toMatchObject({ ok: true });
  expect(api.chat(ANNA).messages[0]?.buttons.at(-1)).toEqual([
    { text: 'app', webApp: 'https://e.org/app' },
  ]);
});

test.each([
  ['sendMessage', { text: 'x' }, 'chat_id is empty'],
  ['sendMessage', { chat_id: 5, text: 'x' }, 'chat not found'],
  ['sendMessage', { chat_id: ANNA.id }, 'message text is empty'],
  [
    'sendMessage',
    { chat_id: ANNA.id, text: 'x', reply_parameters: { message_id: 7 } },
    'message to be replied not found',
  ],
  [
    'sendMessage',
    { chat_id: ANNA.id, text: 'x', reply_markup: '{' },
    "can't parse reply keyboard markup JSON object",
  ],
  ['sendPhoto', { chat_id: ANNA.id }, 'there is no photo in the request'],
  ['editMessageText', { chat_id: ANNA.id, message_id: 77, text: 'x' }, 'message to edit not found'],
  ['editMessageText', { text: 'x' }, 'message identifier is not specified'],
  [
    'editMessageReplyMarkup',
    { chat_id: ANNA.id, message_id: 1, reply_markup: { force_reply: true } },
    'inline keyboard expected',
  ],
  ['deleteMessage', { chat_id: ANNA.id }, 'message identifier is not specified'],
  [
    'deleteMessages',
    { chat_id: ANNA.id, message_ids: [] },
    'message identifiers are not specified',
  ],
  ['sendChatAction', { chat_id: ANNA.id, action: 'thinking' }, 'wrong parameter action in request'],
  [
    'answerCallbackQuery',
    { callback_query_id: '1' },
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'answerInlineQuery',
    { inline_query_id: '1', results: [] },
    'query is too old and response timeout expired or query ID is invalid',
  ],
  ['answerInlineQuery', { results: [{ type: 'article', id: '' }] }, 'RESULT_ID_INVALID'],
  ['setWebhook', { url: 'http://e.org' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
])('%s refuses %j', async (method, payload, reason) => {
  const answer = await ask(api, method, payload);
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${reason}` });
});

test('an edit must change something, and only what the bot wrote', async () => {
  const chat = api.chat(ANNA);
  const markup = { inline_keyboard: [[BUTTON]] };
  const { message_id: id } = await telegram.sendMessage(chat.id, 'x', { reply_markup: markup });
  const edit = (text: string, reply_markup?: unknown) =>
    ask(api, 'editMessageText', { chat_id: chat.id, message_id: id, text, reply_markup });
  const unchanged = {
    status: 400,
    description:
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  };
  expect(await edit(' x ', markup)).toMatchObject(unchanged);
  expect(await edit('x')).toMatchObject({ ok: true });
  expect(await edit('x')).toMatchObject(unchanged);
  const photo = await telegram.sendPhoto(chat.id, 'file');
  expect(
    await ask(api, 'editMessageText', { chat_id: 1001, message_id: photo.message_id, text: 'x' }),
  ).toMatchObject({ description: 'Bad Request: there is no text in the message to edit' });
  void chat.say('mine');
  expect(
    await ask(api, 'editMessageText', {
      chat_id: 1001,
      message_id: photo.message_id + 1,
      text: 'x',
    }),
  ).toMatchObject({ description: "Bad Request: message can't be edited" });
});

test('a query is answered once, within its time, in at most 200 characters', async () => {
  let clockMs = 0;
  const timed = await startBotApi({ now: () => clockMs });
  try {
    const answer = (id: string, text = '') =>
      ask(timed, 'answerCallbackQuery', { callback_query_id: id, text });
    void timed.deliver({ callback_query: { id: 'a' } });
    void timed.deliver({ callback_query: { id: 'b' } });
    expect((await answer('a', 'я'.repeat(201))).description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect((await answer('a', 'я'.repeat(200))).ok).toBe(true);
    expect((await answer('a')).status).toBe(400);
    clockMs = 30_001;
    expect((await answer('b')).status).toBe(400);
  } finally {
    await timed.stop();
  }
});
