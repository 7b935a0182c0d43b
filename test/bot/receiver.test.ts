import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { createTelegramClient } from '../../src/telegram/client.ts';
import { Receiver } from '../../src/bot/receiver.ts';
import type { TelegramCalls } from '../../src/telegram/telegramErrors.ts';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { freePort } from '../../src/local/freePort.ts';
import { recordingLog } from '../support/logs.ts';

const RETRY = { firstMs: 10, longestMs: 50, longestForTokenMs: 50 };
const ALLOWED = ['message', 'callback_query', 'my_chat_member'];

/** An election of one, whose outcome the test decides. */
function appointed() {
  let change: (isLeader: boolean) => void = () => {};
  return {
    yields: 0,
    stopped: false,
    start(onChange: (isLeader: boolean) => void) {
      change = onChange;
      change(true);
    },
    lead: (isLeader: boolean) => change(isLeader),
    yield() {
      this.yields += 1;
    },
    async stop() {
      this.stopped = true;
    },
  };
}

let api: BotApi;
let output: ReturnType<typeof recordingLog>;
const running: Receiver[] = [];

beforeEach(async () => {
  api = await startBotApi();
  output = recordingLog();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((receiver) => receiver.stop()));
  await api.stop();
});

interface Setting {
  handle?: (update: Update) => Promise<void>;
  client?: TelegramCalls;
  election?: ReturnType<typeof appointed>;
  onReady?: () => void;
}

function start({ handle, client, election = appointed(), onReady }: Setting = {}) {
  const receiver = new Receiver({
    client: client ?? createTelegramClient({ token: api.token, apiRoot: api.url }),
    election,
    log: output.log,
    handle: handle ?? (async () => {}),
    allowedUpdates: ALLOWED,
    retry: RETRY,
    ...(onReady && { onReady }),
  });
  running.push(receiver);
  receiver.start();
  return receiver;
}

const receiving = (receiver: Receiver) => expect.poll(() => receiver.isReceiving()).toBe(true);
const person = (id: number) => api.chat({ id, firstName: 'Анна' });
const said = (text: string) =>
  expect.poll(() => output.messages().filter((line) => line.includes(text))).not.toHaveLength(0);
const lines = () => output.lines.filter(({ level }) => level >= 30).map(({ msg }) => msg);
const textOf = (update: Update) =>
  'message' in update && 'text' in update.message ? update.message.text : '';
const polls = () => api.calls.filter(({ method }) => method === 'getUpdates');
const readyLine = () => `Бот @${api.bot.username} принимает сообщения`;
/** A Telegram that gives these answers to getUpdates, then none. */
function answering(...answers: unknown[]): TelegramCalls & { offsets: unknown[] } {
  const offsets: unknown[] = [];
  const callApi: TelegramCalls['callApi'] = async (method, payload, { signal } = {}) => {
    if (method !== 'getUpdates') return { id: 1, username: 'bot' };
    const isAcknowledgement = 'limit' in payload && payload.limit === 1;
    if (isAcknowledgement) return [];
    offsets.push('offset' in payload && payload.offset);
    if (answers.length > 0) return answers.shift();
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  };
  return { callApi, offsets };
}

describe('receiving', () => {
  test('says once that it receives, and asks for the kinds wanted', async () => {
    const ready = vi.fn<() => void>();
    const receiver = start({ onReady: ready });
    await receiving(receiver);
    await expect.poll(() => polls().length).toBeGreaterThan(1);
    expect(lines()).toEqual([readyLine()]);
    expect(ready).toHaveBeenCalledOnce();
    expect(polls()[0]?.payload).toMatchObject({ allowed_updates: ALLOWED, limit: 100 });
  });

  test('takes a webhook away, and keeps what came meanwhile', async () => {
    const texts: string[] = [];
    await createTelegramClient({ token: api.token, apiRoot: api.url }).setWebhook(
      'https://a.example/',
    );
    void person(1).say('до');
    start({ handle: async (update) => void texts.push(textOf(update)) });
    await expect.poll(() => texts).toEqual(['до']);
  });

  test('takes a webhook away that is set later', async () => {
    const receiver = start();
    await receiving(receiver);
    const { telegram } = new Telegraf(api.token, { telegram: { apiRoot: api.url } });
    await telegram.setWebhook('https://a.example/');
    await said('У бота стоит вебхук (409)');
    await receiving(receiver);
    expect(await telegram.getWebhookInfo()).toMatchObject({ url: '' });
  });

  test('handles one chat in order and others meanwhile', async () => {
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const receiver = start({
      handle: async (update) => {
        events.push(`+${textOf(update)}`);
        if (textOf(update) === 'a1') await gate.promise;
        events.push(`-${textOf(update)}`);
      },
    });
    await receiving(receiver);
    for (const text of ['a1', 'a2', 'a3']) await person(1).say(text);
    await person(2).say('b1');
    await expect.poll(() => events).toEqual(['+a1', '+b1', '-b1']);
    gate.resolve();
    await receiver.idle();
    expect(events.slice(3)).toEqual(['-a1', '+a2', '-a2', '+a3', '-a3']);
  });

  test('malformed updates neither stop it nor come again', async () => {
    const handled: number[] = [];
    const client = answering(
      [null, 7, 'text', [], {}, { update_id: 'x' }, { update_id: -1 }, { update_id: 1.5 }],
      [
        { update_id: 12, message: null },
        { update_id: 10 },
        { update_id: 11, message: { chat: { id: 'x' }, from: 5 } },
        { update_id: 13, message: { chat: [] }, callback_query: 'text' },
        { message: {} },
      ],
      'no list',
      undefined,
      [{ update_id: 14 }],
    );
    start({ client, handle: async ({ update_id: id }) => void handled.push(id) });
    await expect.poll(() => handled).toEqual([10, 11, 12, 13, 14]);
    await expect.poll(() => client.offsets).toEqual([0, 0, 14, 14, 14, 15]);
  });
});

describe('when Telegram cannot be polled', () => {
  const unauthorized = { status: 401, description: 'Unauthorized' };

  test('a wrong token is told once, and tried again', async () => {
    api.fail({ method: 'getMe', times: 4, with: unauthorized });
    await receiving(start());
    expect(lines()).toEqual([
      'Telegram отклонил токен (401): проверьте TELEGRAM_BOT_TOKEN. Повторяем…',
      'Telegram снова отвечает',
      readyLine(),
    ]);
    expect(JSON.stringify(output.lines)).not.toContain(api.token);
  });

  test('a token that never was one is told in the same way, without the token', async () => {
    start({ client: createTelegramClient({ token: 'garbage here', apiRoot: api.url }) });
    await said('проверьте TELEGRAM_BOT_TOKEN');
    expect(JSON.stringify(output.lines)).not.toContain('garbage');
  });

  test.each([
    [
      '502',
      { status: 502, description: 'Bad Gateway' },
      'Telegram не справляется (502 Bad Gateway)',
    ],
    [
      '429',
      { status: 429, description: 'Too Many Requests', retryAfterSeconds: 1 },
      'Telegram просит подождать 1 с (429)',
    ],
    ['a reset', 'reset', 'Telegram недоступен (ECONNRESET): проверьте сеть'],
    ['401 in between', unauthorized, 'Telegram отклонил токен (401)'],
  ] as const)('%s is told once, and so is the end of it', async (_, fault, line) => {
    const receiver = start();
    await receiving(receiver);
    api.fail({ method: 'getUpdates', times: 3, with: fault });
    await person(1).say('разбудить');
    await said('Telegram снова отвечает');
    const [first, second, third, ...rest] = lines();
    expect(first).toBe(readyLine());
    expect(second).toContain(line);
    expect(third).toBe('Telegram снова отвечает');
    expect(rest).toEqual([]);
    await receiving(receiver);
  });

  test('a server that is not there, and a proxy that is not, are told apart', async () => {
    const dead = `http://127.0.0.1:${await freePort()}`;
    start({ client: createTelegramClient({ token: api.token, apiRoot: dead }) });
    await said('Telegram недоступен (ECONNREFUSED): проверьте сеть. Повторяем…');
    const proxyUrl = dead.replace('//', '//user:hidden@');
    start({ client: createTelegramClient({ token: api.token, apiRoot: api.url, proxyUrl }) });
    await said('Прокси не пропускает к Telegram (ECONNREFUSED): проверьте HTTPS_PROXY. Повторяем…');
    expect(JSON.stringify(output.lines)).not.toContain('hidden');
  });

  test('another poller makes it offer its place', async () => {
    const election = appointed();
    const receiver = start({ election });
    await receiving(receiver);
    await expect.poll(() => polls().length).toBeGreaterThan(0);
    const other = createTelegramClient({ token: api.token, apiRoot: api.url });
    await expect
      .poll(async () => {
        await other.getUpdates(0, 1, 0, undefined);
        return election.yields;
      })
      .toBeGreaterThan(0);
    await said('Сообщения забирает другой процесс с тем же токеном (409)');
  });
});

describe('stopping', () => {
  test('ends the long poll at once and tells Telegram what was taken', async () => {
    const handled: string[] = [];
    const handle = async (update: Update) => void handled.push(textOf(update));
    const election = appointed();
    const first = start({ election, handle });
    await receiving(first);
    await person(1).say('раз');
    await first.idle();
    const startedAt = performance.now();
    await first.stop();
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(election.stopped).toBe(true);
    expect(first.isReceiving()).toBe(false);
    await receiving(start({ handle }));
    await person(1).say('два');
    await expect.poll(() => handled).toEqual(['раз', 'два']);
  });

  test('lets handlers end', async () => {
    const began = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let ended = false;
    const receiver = start({
      handle: async () => {
        began.resolve();
        await gate.promise;
        ended = true;
      },
    });
    await receiving(receiver);
    void person(1).say('раз');
    await began.promise;
    const stopping = receiver.stop();
    gate.resolve();
    await stopping;
    expect(ended).toBe(true);
  });

  test('waits neither for a handler nor for a Telegram that hangs longer than 7 s', async () => {
    const began = Promise.withResolvers<void>();
    const receiver = start({
      handle: () => {
        began.resolve();
        return new Promise(() => {});
      },
    });
    await receiving(receiver);
    void person(1).say('раз');
    await began.promise;
    api.fail({ method: 'getUpdates', times: 9, with: 'hang' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopping = receiver.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    const startedAt = performance.now();
    await stopping;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(lines().slice(-2)).toEqual([
      'Не все обработчики закончили до остановки',
      'Telegram не принял подтверждение: последние сообщения могут прийти ещё раз',
    ]);
    api.heal();
  });

  test('what Telegram gave to a poll that was ended comes again, once', async () => {
    const handled: string[] = [];
    const handle = async (update: Update) => void handled.push(textOf(update));
    const first = start({ handle });
    await receiving(first);
    const spoken = person(1).say('раз');
    await first.stop();
    const second = start({ handle });
    await receiving(second);
    await spoken;
    await person(1).say('два');
    await expect.poll(() => handled).toEqual(['раз', 'два']);
  });

  test('losing the election ends polling, winning it again resumes it', async () => {
    const election = appointed();
    const handled: string[] = [];
    const receiver = start({
      election,
      handle: async (update) => void handled.push(textOf(update)),
    });
    await receiving(receiver);
    election.lead(false);
    await expect.poll(() => receiver.isReceiving()).toBe(false);
    const spoken = person(1).say('ждёт');
    election.lead(true);
    await spoken;
    await expect.poll(() => handled).toEqual(['ждёт']);
  });
});
