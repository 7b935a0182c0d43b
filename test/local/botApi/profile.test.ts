import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import { ANNA, ask } from '../support/startedBotApi.ts';

let api: BotApi;

beforeEach(async () => {
  api = await startBotApi();
  api.chat(ANNA);
});
afterEach(() => api.stop());

const list = (...names: string[]) => names.map((command) => ({ command, description: 'x' }));
const seen = (languageCode = 'ru') =>
  api.commandsFor(ANNA.id, languageCode).map(({ command }) => command);

test('a person sees the commands of the narrowest scope, in their language before others', async () => {
  const chat = { type: 'chat', chat_id: ANNA.id };
  const layers: [string, Record<string, unknown>][] = [
    ['default', {}],
    ['default_ru', { language_code: 'ru' }],
    ['private', { scope: { type: 'all_private_chats' } }],
    ['private_ru', { scope: { type: 'all_private_chats' }, language_code: 'ru' }],
    ['chat', { scope: chat }],
    ['chat_ru', { scope: chat, language_code: 'ru' }],
  ];
  expect(seen()).toEqual([]);
  for (const [name, place] of layers) {
    await ask(api, 'setMyCommands', { commands: list(name), ...place });
    expect(seen()).toEqual([name]);
  }
  expect(seen('pt-br')).toEqual(['chat']);
  expect((await ask(api, 'getMyCommands', { language_code: 'ru' })).result).toEqual(
    list('default_ru'),
  );
  expect((await ask(api, 'getMyCommands', { language_code: 'de' })).result).toEqual([]);
  await ask(api, 'deleteMyCommands', { scope: chat, language_code: 'ru' });
  await ask(api, 'setMyCommands', { scope: chat, commands: [] });
  expect(seen()).toEqual(['private_ru']);
});

test.each([
  [{ commands: list('Start') }, 'BOT_COMMAND_INVALID'],
  [{ commands: list('a'.repeat(33)) }, 'command length must not exceed 32'],
  [
    { commands: list(...Array.from({ length: 101 }, (_, index) => `c${index}`)) },
    'BOT_COMMANDS_TOO_MUCH',
  ],
  [{ commands: [{ command: 'a' }] }, 'can\'t parse BotCommand: Can\'t find field "description"'],
  [{ commands: [{ command: 'a', description: ' ' }] }, 'command description must be non-empty'],
  [
    { commands: [{ command: 'a', description: 'я'.repeat(257) }] },
    'command description length must not exceed 256',
  ],
  [{ commands: [], language_code: 'rus' }, 'invalid language code specified'],
  [
    { commands: [], scope: { type: 'mine' } },
    "can't parse BotCommandScope: Unsupported type specified",
  ],
  [{ commands: [], scope: { type: 'chat', chat_id: 5 } }, 'chat not found'],
])('setMyCommands refuses %#', async (payload, reason) => {
  const answer = await ask(api, 'setMyCommands', payload);
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${reason}` });
});

test('a person sees the menu button of their chat, or else the one for all', async () => {
  const app = { type: 'web_app', text: 'Открыть', web_app: { url: 'https://e.org/' } };
  expect(api.menuButtonFor(ANNA.id)).toEqual({ type: 'commands' });
  await ask(api, 'setChatMenuButton', { menu_button: app });
  expect(api.menuButtonFor(ANNA.id)).toEqual(app);
  await ask(api, 'setChatMenuButton', { chat_id: ANNA.id, menu_button: { type: 'commands' } });
  expect(api.menuButtonFor(ANNA.id)).toEqual({ type: 'commands' });
  await ask(api, 'setChatMenuButton', { chat_id: ANNA.id });
  expect((await ask(api, 'getChatMenuButton', { chat_id: ANNA.id })).result).toEqual({
    type: 'default',
  });
  expect(api.menuButtonFor(ANNA.id)).toEqual(app);
  expect((await ask(api, 'getChatMenuButton')).result).toEqual(app);
  const plain = { ...app, web_app: { url: 'http://e.org' } };
  expect((await ask(api, 'setChatMenuButton', { menu_button: plain })).description).toBe(
    "Bad Request: menu button Web App URL 'http://e.org' is invalid: Only HTTPS links are allowed",
  );
});

test('keeps the texts of the profile by language', async () => {
  await ask(api, 'setMyName', { name: 'Valuation' });
  await ask(api, 'setMyShortDescription', { short_description: 'Оценка', language_code: 'ru' });
  expect((await ask(api, 'getMyName', { language_code: 'ru' })).result).toEqual({
    name: 'Valuation',
  });
  expect((await ask(api, 'getMyShortDescription', { language_code: 'ru' })).result).toEqual({
    short_description: 'Оценка',
  });
  expect((await ask(api, 'setMyDescription', { description: 'я'.repeat(513) })).status).toBe(400);
});

test('takes what the Mini App and inline mode need', async () => {
  const result = { type: 'article', id: '1', title: 'x' };
  void api.deliver({ inline_query: { id: '77' } });
  expect(
    await ask(api, 'answerInlineQuery', { inline_query_id: '77', results: [result] }),
  ).toMatchObject({ ok: true });
  expect(await ask(api, 'savePreparedInlineMessage', { user_id: ANNA.id, result })).toMatchObject({
    result: { id: expect.any(String) },
  });
  expect(await ask(api, 'answerWebAppQuery', { web_app_query_id: 'q', result })).toMatchObject({
    result: { inline_message_id: expect.any(String) },
  });
  expect((await ask(api, 'getChat', { chat_id: ANNA.id })).result).toMatchObject({
    type: 'private',
  });
});
