import { once } from 'node:events';
import { createClient } from '@supabase/supabase-js';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Redis } from 'ioredis';
import { Telegram } from 'telegraf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { startHttpServer, type TestServer } from './bot/support/servers.ts';
import { startTestRedis, type TestRedis } from './support/redis.ts';

const PASSWORD = 'p@ss "wörd"/\\';
const NEEDED = { SUPABASE_URL: 'https://example.supabase.co', SUPABASE_ANON_KEY: 'the-anon-key' };

/** What a program with these variables logs of an error, as its line and as the record in it. */
function lineOf(environment: Record<string, string>, error: unknown, message = 'Ошибка') {
  const lines: string[] = [];
  const config = readConfig({ ...NEEDED, ...environment });
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ program: 'test', ...config.log, destination });
  log.child({ part: 'x' }).error({ error, other: error }, message);
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  return { line, record: JSON.parse(line) as Record<string, unknown> };
}

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
/** Everything of an error that anybody may print. */
const wholeOf = (error: unknown) =>
  error instanceof Error
    ? JSON.stringify([Object.entries(error), error.message, error.stack])
    : JSON.stringify(error);

describe('what libraries’ errors carry is hidden:', () => {
  let redis: TestRedis;
  let server: TestServer;

  beforeAll(async () => {
    redis = await startTestRedis({ arguments: ['--requirepass', 'another'] });
    server = await startHttpServer((_request, response) => response.socket?.destroy());
  });
  afterAll(() => Promise.all([redis.stop(), server.stop()]));

  test('the password in an error of ioredis', async () => {
    const client = new Redis({ port: redis.port, password: PASSWORD, retryStrategy: () => null });
    const [error] = (await once(client, 'error')) as unknown[];
    expect(error).toMatchObject({ command: { args: expect.arrayContaining([PASSWORD]) } });
    const { line, record } = lineOf({ REDIS_PASSWORD: PASSWORD }, error);
    expect(line).not.toContain('wörd');
    expect(record).toMatchObject({
      error: { command: { args: expect.arrayContaining(['***']) } },
      msg: 'Ошибка',
    });
  });

  test('the token in the stack of an error of telegraf', async () => {
    // telegraf hides those that begin with a number
    const token = 'my-token:AAsecret';
    const telegram = new Telegram(token, { apiRoot: server.url });
    const error = await errorOf(telegram.getMe());
    expect(wholeOf(error)).toContain(token);
    expect(lineOf({ TELEGRAM_BOT_TOKEN: token }, error).line).not.toContain('AAsecret');
  });

  test('the user and password of a Supabase address', async () => {
    const url = `http://someone:${encodeURIComponent(PASSWORD)}@127.0.0.1:1`;
    const { error } = await createClient(url, 'key').rpc('load_catalog');
    expect(wholeOf(error)).toContain('someone');
    const { line } = lineOf({ SUPABASE_URL: url }, error);
    expect(line).not.toMatch(/someone|w%C3%B6rd|wörd/);
  });

  test('what a proxy is told', async () => {
    const proxyUrl = server.url.replace('//', `//someone:${encodeURIComponent(PASSWORD)}@`);
    const agent = new HttpsProxyAgent(proxyUrl);
    const sent = Buffer.from(`someone:${PASSWORD}`).toString('base64');
    const error = Object.assign(new Error(`no way through ${proxyUrl}`), {
      agent: { proxy: agent.proxy.href, auth: agent.proxy.password },
      header: `Proxy-Authorization: Basic ${sent}\r\n`,
      request: `Basic ${sent}`,
    });
    const { line, record } = lineOf({ HTTPS_PROXY: proxyUrl }, error);
    expect(line).not.toMatch(/someone|w%C3%B6rd|wörd/);
    expect(line).not.toContain(sent);
    expect(record).toMatchObject({ error: { header: 'Proxy-Authorization: Basic ***\r\n' } });
  });
});

test.each([
  ['TELEGRAM_API_ROOT', 'http://someone:pass-word@127.0.0.1'],
  ['ADMIN_API_TOKEN', 'pass-word-of-admins'],
  ['SUPABASE_SERVICE_ROLE_KEY', 'pass-word'],
  ['SUPABASE_WEBHOOK_SECRET', 'pass-word'],
])('a message that holds %s is hidden', (name, value) => {
  expect(lineOf({ [name]: value }, undefined, `<${value}>`).line).not.toMatch(/pass-word|someone/);
});
