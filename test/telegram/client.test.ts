import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import {
  botIdOf,
  createTelegramClient,
  type TelegramClientOptions,
} from '../../src/telegram/client.ts';
import { freePort } from '../../src/local/freePort.ts';
import { MessageGoneError } from '../../src/telegram/telegramErrors.ts';
import { startBotApi } from '../../src/local/botApi/botApi.ts';
import {
  startHttpServer,
  startProxy,
  startSilentServer,
  type TestServer,
} from '../bot/support/servers.ts';

const TOKEN = '4200000001:AAsecret';
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function started<Server extends { stop(): Promise<void> }>(server: Promise<Server>) {
  stops.push(() => server.then((running) => running.stop()));
  return server;
}

const serve = (listener: RequestListener) => started(startHttpServer(listener));
const answer: RequestListener = (_, response) => response.end('{"ok":true,"result":true}');
const client = (options: Partial<TelegramClientOptions>) =>
  createTelegramClient({ token: TOKEN, ...options });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the client', () => {
  test('speaks to the Bot API, whose refusal becomes an error of its own', async () => {
    const api = await started(startBotApi());
    const telegram = client({ token: api.token, apiRoot: api.url });
    expect(await telegram.getMe()).toMatchObject({ username: api.bot.username });
    expect(await failure(telegram.sendMessage(1, 'Привет'))).toMatchObject({
      name: 'ChatUnreachableError',
      code: 400,
      message: 'sendMessage: 400 Bad Request: chat not found',
    });
    const { id } = api.chat({ id: 7, firstName: 'Анна' });
    const edit = telegram.editMessageText(id, 99, undefined, 'Привет');
    expect(await failure(edit)).toBeInstanceOf(MessageGoneError);
  });

  test.each(['', '/', '/telegram', '/telegram/'])(
    'keeps the path of the root «%s»',
    async (path) => {
      const urls: (string | undefined)[] = [];
      const server = await serve((request, response) => {
        urls.push(request.url);
        response.end('{"ok":true,"result":true}');
      });
      await client({ apiRoot: server.url + path }).callApi('getMe', {});
      expect(urls).toEqual([`${path.replace(/\/$/, '')}/bot${TOKEN}/getMe`]);
    },
  );

  test('keeps its connection', async () => {
    const server = await serve(answer);
    const telegram = client({ apiRoot: server.url });
    for (let call = 0; call < 3; call += 1) await telegram.callApi('getMe', {});
    expect(server.connections()).toBe(1);
  });

  test('gives up a call at its deadline, a long poll later', async () => {
    const server = await serve(() => {});
    const telegram = client({ apiRoot: server.url, deadlineMs: 60 });
    const startedAt = performance.now();
    expect(await failure(telegram.callApi('getMe', {}))).toMatchObject({ kind: 'deadline' });
    const shortMs = performance.now() - startedAt;
    expect(await failure(telegram.callApi('getUpdates', { timeout: 0.3 }))).toMatchObject({
      kind: 'deadline',
    });
    expect(shortMs).toBeLessThan(300);
    expect(performance.now() - startedAt - shortMs).toBeGreaterThan(300);
  });

  test('ends a call when its caller wants', async () => {
    const server = await serve(() => {});
    const given = new AbortController();
    const call = failure(
      client({ apiRoot: server.url }).callApi('getMe', {}, { signal: given.signal }),
    );
    given.abort();
    expect(await call).toBe(given.signal.reason);
  });

  test('gives up a connection that does not open before anything is sent', async () => {
    const server = await started(startSilentServer());
    const apiRoot = server.url.replace('http:', 'https:');
    const error = await failure(client({ apiRoot, connectTimeoutMs: 60 }).callApi('getMe', {}));
    expect(error).toMatchObject({ kind: 'network', reason: 'ETIMEDOUT' });
  });

  test.each<[string, RequestListener]>([
    ['cut', (_, response) => void response.write('{"ok":', () => response.destroy())],
    ['not the Bot API’s', (_, response) => response.end('<html>')],
    ['nothing', (_, response) => response.end('null')],
  ])('tells an answer that is %s from none', async (_, listener) => {
    const server = await serve(listener);
    const error = await failure(client({ apiRoot: server.url }).callApi('sendMessage', {}));
    expect(error).toMatchObject({ name: 'TelegramUnreachableError', kind: 'answer' });
  });

  test.each([
    ['7', 7],
    ['0', 1],
    ['"soon"', undefined],
  ])('of a wait of %s seconds believes %s', async (retryAfter, retryAfterSeconds) => {
    const body = `{"ok":false,"error_code":429,"description":"","parameters":{"retry_after":${retryAfter}}}`;
    const server = await serve((_, response) => response.end(body));
    const error = await failure(client({ apiRoot: server.url }).callApi('sendMessage', {}));
    expect(error).toMatchObject({ code: 429, retryAfterSeconds });
  });

  test('knows a bot by the number in its token, and never by a secret', () => {
    expect(botIdOf(TOKEN)).toBe('4200000001');
    expect(botIdOf('garbage without colon')).toMatch(/^[\da-f]{12}$/);
  });
});

describe('a proxy', () => {
  const through = (
    proxy: Pick<TestServer, 'url'>,
    apiRoot: string,
    { credentials = '', ...options }: { credentials?: string; connectTimeoutMs?: number } = {},
  ) => client({ apiRoot, proxyUrl: proxy.url.replace('//', `//${credentials}`), ...options });

  test('carries the calls, over one connection', async () => {
    const server = await serve(answer);
    const proxy = await started(startProxy());
    const telegram = through(proxy, server.url);
    expect(await telegram.callApi('getMe', {})).toBe(true);
    expect(await telegram.callApi('getMe', {})).toBe(true);
    const calls = Array.from({ length: 20 }, () => telegram.callApi('getMe', {}));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, () => true));
    expect(proxy.connections()).toBe(20);
  });

  test('is given the user and the password', async () => {
    const server = await serve(answer);
    const proxy = await started(startProxy('user:p@ss'));
    expect(
      await through(proxy, server.url, { credentials: 'user:p%40ss@' }).callApi('getMe', {}),
    ).toBe(true);
  });

  test('that wants others is told from Telegram', async () => {
    const server = await serve(answer);
    const proxy = await started(startProxy('user:right'));
    const telegram = through(proxy, server.url, { credentials: 'user:wrong@' });
    const error = await failure(telegram.callApi('getMe', {}));
    expect(error).toMatchObject({ kind: 'proxy', reason: '407' });
    expect(server.connections()).toBe(0);
  });

  test('that is dead, silent or cannot reach Telegram is told from Telegram', async () => {
    const dead = `http://127.0.0.1:${await freePort()}`;
    const silent = await started(startSilentServer());
    const proxy = await started(startProxy());
    const reasons = [];
    for (const telegram of [
      through({ url: dead }, dead),
      through(silent, dead, { connectTimeoutMs: 100 }),
      through(proxy, dead),
    ]) {
      const error = await failure(telegram.callApi('getMe', {}));
      reasons.push(error);
    }
    expect(reasons).toMatchObject([
      { kind: 'proxy', reason: 'ECONNREFUSED' },
      { kind: 'proxy', reason: 'ETIMEDOUT' },
      { kind: 'proxy', reason: '502' },
    ]);
  });
});

describe('no error holds a secret', () => {
  const SECRETS = /AAsecret|garbage|PASSWORD|MESSAGE TEXT/i;
  const faults: Record<string, RequestListener> = {
    refused: (_, response) => response.end('{"ok":false,"error_code":400,"description":"no"}'),
    'server error': (_, response) => response.writeHead(502).end(),
    cut: (_, response) => void response.write('{"ok":', () => response.destroy()),
    page: (_, response) => response.end('<html>'),
    reset: (request) => request.socket.destroy(),
    'bad redirect': (_, response) => response.writeHead(302, { location: 'http://[' }).end(),
    hang: () => {},
  };
  const tokens = [
    TOKEN,
    'garbage without colon',
    '../garbage?x#y',
    '12:garbage/garbage',
    'garbage%',
  ];

  test.each(Object.entries(faults))('%s', async (_, listener) => {
    const server = await serve(listener);
    for (const token of tokens) {
      const telegram = client({ token, apiRoot: server.url, deadlineMs: 100 });
      const error = await failure(telegram.callApi('sendMessage', { text: 'MESSAGE TEXT' }));
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(SECRETS);
    }
  });

  test.each(['user:PASSWORD', 'PASSWORD%zz:PASSWORD'])('a failing proxy of «%s»', async (who) => {
    const proxy = await started(startProxy('other'));
    for (const port of [proxy.port, await freePort()]) {
      for (const token of tokens) {
        const proxyUrl = `http://${who}@127.0.0.1:${port}`;
        const telegram = client({ token, apiRoot: 'http://127.0.0.1:1', proxyUrl });
        const error = await failure(telegram.callApi('sendMessage', { text: 'MESSAGE TEXT' }));
        expect(error).toMatchObject({ kind: 'proxy' });
        expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(SECRETS);
      }
    }
  });
});
