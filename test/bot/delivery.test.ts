import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTelegramClient } from '../../src/telegram/client.ts';
import { Delivery } from '../../src/bot/delivery.ts';
import {
  TelegramRefusedError,
  TelegramUnreachableError,
} from '../../src/telegram/telegramErrors.ts';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { recordingLog } from '../support/logs.ts';
import { startHttpServer } from './support/servers.ts';

interface Made {
  method: string;
  chat: unknown;
  text: unknown;
  atMs: number;
}

const flood = (retryAfterSeconds: number) =>
  new TelegramRefusedError({
    method: 'sendMessage',
    code: 429,
    description: `Too Many Requests: retry after ${retryAfterSeconds}`,
    retryAfterSeconds,
  });
const failed = (kind: 'network' | 'deadline' | 'answer') =>
  new TelegramUnreachableError({ method: 'any', kind, reason: 'test' });
const rejection = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('with a clock of the test', () => {
  let made: Made[];
  /** What the next calls end with. */
  let outcomes: (Error | undefined)[];
  let output: ReturnType<typeof recordingLog>;
  let delivery: Delivery;
  let startedAt: number;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    made = [];
    outcomes = [];
    output = recordingLog();
    startedAt = Date.now();
    delivery = new Delivery({ client: { callApi }, log: output.log });
  });
  afterEach(() => {
    delivery.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  async function callApi(method: string, payload: object) {
    const { chat_id: chat, text } = payload as { chat_id?: unknown; text?: unknown };
    made.push({ method, chat, text, atMs: Date.now() - startedAt });
    const outcome = outcomes.shift();
    if (outcome) throw outcome;
    return text ?? true;
  }

  const say = (chatId: number | string, text: string | number = 'text', method = 'sendMessage') =>
    delivery.callApi(method, { chat_id: chatId, text });
  const times = () => made.map(({ atMs }) => Math.round(atMs));
  const range = (length: number) => Array.from({ length }, (_, index) => index);
  const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  test('200 chats are answered at once', async () => {
    await Promise.all(range(200).map((chat) => say(chat + 1)));
    expect(times()).toEqual(range(200).map(() => 0));
  });

  test('after a burst about 30 messages a second go out', async () => {
    const all = Promise.all(range(400).map((chat) => say(chat + 1)));
    await passed(0);
    expect(made).toHaveLength(250);
    await passed(1_000);
    expect(made).toHaveLength(280);
    await passed(4_000);
    await all;
  });

  test('a chat is given 5 messages at once, then one a second, in order', async () => {
    const all = Promise.all(range(8).map((text) => say(7, text)));
    await passed(10_000);
    await all;
    expect(times()).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000]);
    expect(made.map(({ text }) => text)).toEqual(range(8));
  });

  test('a group is given 20 messages a minute', async () => {
    const all = Promise.all(range(8).map((text) => say(-100_500, text)));
    await passed(10_000);
    await all;
    expect(times().slice(4)).toEqual([0, 3_000, 6_000, 9_000]);
  });

  test('what is no message is not paced', async () => {
    await Promise.all(range(50).map(() => say(7, 'typing', 'sendChatAction')));
    await Promise.all(range(500).map(() => delivery.callApi('answerCallbackQuery', {})));
    expect(times().every((at) => at === 0)).toBe(true);
  });

  test('429 makes its chat wait as long as Telegram says, and no other', async () => {
    outcomes = [flood(3)];
    const all = Promise.all([say(1, 'a'), say(1, 'b'), say(2, 'c')]);
    await passed(10_000);
    expect(await all).toEqual(['a', 'b', 'c']);
    expect(made.filter(({ chat }) => chat === 2)).toMatchObject([{ atMs: 0 }]);
    expect(made.filter(({ chat }) => chat === 1)).toMatchObject([
      { text: 'a', atMs: 0 },
      { text: 'a', atMs: 3_000 },
      { text: 'b', atMs: 4_000 },
    ]);
  });

  test('429 in two chats makes all wait, and none rush afterwards', async () => {
    outcomes = [flood(3), flood(5)];
    const first = Promise.all([say(1), say(2)]);
    await passed(100);
    const rest = Promise.all(range(60).map((chat) => say(chat + 10)));
    await passed(4_850);
    expect(made).toHaveLength(2);
    await passed(1_000);
    expect(made.length).toBeGreaterThan(20);
    expect(made.length).toBeLessThan(40);
    await passed(5_000);
    await Promise.all([first, rest]);
    expect(output.messages().filter((line) => line.includes('Telegram просит'))).toEqual([
      'Telegram просит не спешить (429): отправка ждёт 5 с',
    ]);
  });

  test('429 in two chats also holds back those that had their turn set', async () => {
    outcomes = [flood(10), flood(10)];
    const all = Promise.all(range(300).map((chat) => say(chat + 1)));
    await passed(9_900);
    expect(made).toHaveLength(250);
    await passed(10_000);
    await all;
    expect(made).toHaveLength(302);
  });

  test('429 for too long is not waited for, and what follows fails at once', async () => {
    outcomes = [flood(300)];
    expect(await rejection(say(1))).toMatchObject({ code: 429, retryAfterSeconds: 300 });
    expect(await rejection(say(1))).toMatchObject({
      message: 'sendMessage: 429 Too Many Requests: retry after 300',
    });
    expect(made).toHaveLength(1);
  });

  test('429 again and again is given up after two minutes', async () => {
    outcomes = range(10).map(() => flood(50));
    const call = rejection(say(1));
    await passed(200_000);
    expect(await call).toMatchObject({ code: 429 });
    expect(times()).toEqual([0, 50_000, 100_000]);
  });

  test('429 of a call to no chat is waited for', async () => {
    outcomes = [flood(2)];
    const call = delivery.callApi('setMyCommands', {});
    await passed(2_000);
    expect(await call).toBe(true);
  });

  test('a call that failed before an answer is tried 4 times in 20 s', async () => {
    outcomes = range(9).map(() => failed('network'));
    const call = rejection(say(1));
    await passed(20_000);
    expect(await call).toMatchObject({ kind: 'network' });
    expect(made).toHaveLength(4);
  });

  test.each([
    ['sendMessage', 'deadline', 1],
    ['forwardMessage', 'deadline', 1],
    ['editMessageText', 'deadline', 2],
    ['deleteMessage', 'deadline', 2],
    ['answerCallbackQuery', 'deadline', 2],
    ['setMyCommands', 'deadline', 2],
    ['sendMessage', 'answer', 1],
    ['editMessageText', 'answer', 1],
  ] as const)('%s that ended by %s is made %i times', async (method, kind, tries) => {
    outcomes = [failed(kind)];
    const call = rejection(say(1, 'text', method));
    await passed(20_000);
    expect((await call) === undefined).toBe(tries > 1);
    expect(made).toHaveLength(tries);
  });

  test('messages of a chat never overtake each other, whatever happens to the first', async () => {
    outcomes = [failed('network'), flood(2), failed('network')];
    const all = Promise.all(['a', 'b', 'c'].map((text) => say(1, text)));
    await passed(60_000);
    await all;
    expect(made.map(({ text }) => text)).toEqual(['a', 'a', 'a', 'a', 'b', 'c']);
  });

  test('the failure of one message does not stop the next', async () => {
    outcomes = [failed('answer')];
    const first = rejection(say(1, 'a'));
    expect(await say(1, 'b')).toBe('b');
    expect(await first).toBeInstanceOf(TelegramUnreachableError);
  });

  test('a caller ends its own wait; close ends all', async () => {
    outcomes = [flood(60)];
    const given = new AbortController();
    const options = { signal: given.signal };
    const mine = rejection(delivery.callApi('sendMessage', { chat_id: 1 }, options));
    const other = rejection(say(1));
    await passed(10);
    given.abort();
    expect(await mine).toBe(given.signal.reason);
    delivery.close();
    expect(await other).toMatchObject({ name: 'AbortError' });
    expect(await rejection(say(2))).toMatchObject({ name: 'AbortError' });
    expect(made).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('with a Bot API', () => {
  const ANNA = { id: 1001, firstName: 'Анна' };
  let api: BotApi;
  let delivery: Delivery;
  let output: ReturnType<typeof recordingLog>;

  beforeEach(async () => {
    api = await startBotApi();
    output = recordingLog();
    const client = createTelegramClient({ token: api.token, apiRoot: api.url, deadlineMs: 200 });
    delivery = new Delivery({ client, log: output.log });
  });
  afterEach(async () => {
    delivery.close();
    await api.stop();
  });

  const send = (text: string, chatId = ANNA.id) =>
    delivery.callApi('sendMessage', { chat_id: chatId, text });

  test('a connection that is reset before an answer costs nothing', async () => {
    const chat = api.chat(ANNA);
    api.fail({ method: 'sendMessage', times: 1, with: 'reset' });
    await send('Привет');
    expect(chat.messages.map(({ text }) => text)).toEqual(['Привет']);
  });

  test('502 is tried again', async () => {
    const chat = api.chat(ANNA);
    const fault = { status: 502, description: 'Bad Gateway' };
    api.fail({ method: 'sendMessage', times: 1, with: fault });
    await send('Привет');
    expect(chat.messages).toHaveLength(1);
  });

  test('429 is obeyed', async () => {
    const chat = api.chat(ANNA);
    const fault = {
      status: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfterSeconds: 1,
    };
    api.fail({ method: 'sendMessage', times: 1, with: fault });
    const startedAt = performance.now();
    await send('Привет');
    expect(performance.now() - startedAt).toBeGreaterThan(990);
    expect(chat.messages).toHaveLength(1);
  });

  test('a message that may have arrived is not sent again', async () => {
    let requests = 0;
    const server = await startHttpServer(() => void (requests += 1));
    const client = createTelegramClient({ token: 't', apiRoot: server.url, deadlineMs: 50 });
    const delivery = new Delivery({ client, log: output.log });
    const send = delivery.callApi('sendMessage', { chat_id: 1 });
    expect(await rejection(send)).toMatchObject({ kind: 'deadline' });
    expect(requests).toBe(1);
    await server.stop();
  });

  test('an edit that changes nothing is a success, one of a message that is gone is not', async () => {
    api.chat(ANNA);
    const { message_id: messageId } = (await send('Привет')) as { message_id: number };
    const edit = { chat_id: ANNA.id, message_id: messageId, text: 'Привет' };
    expect(await delivery.callApi('editMessageText', edit)).toBe(true);
    const gone = delivery.callApi('editMessageText', { ...edit, message_id: 77 });
    expect(await rejection(gone)).toMatchObject({ name: 'MessageGoneError' });
  });

  test('says without alarm that a chat is out of reach, and writes to it again when it is not', async () => {
    const chat = api.chat(ANNA);
    chat.block();
    expect(await rejection(send('1'))).toMatchObject({ name: 'ChatUnreachableError', code: 403 });
    chat.unblock();
    await send('2');
    expect(await rejection(send('3', 5))).toMatchObject({
      name: 'ChatUnreachableError',
      code: 400,
    });
    expect(chat.messages).toHaveLength(1);
    expect(output.lines.every(({ level }) => level <= 20)).toBe(true);
    expect(JSON.stringify(output.lines)).not.toContain(api.token);
  });
});
