import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { freePort } from '../../src/local/freePort.ts';
import { startHttpServer, startProxy, type TestServer } from '../bot/support/servers.ts';
import { ask } from '../local/support/startedBotApi.ts';
import { diagnosed } from './support/diagnosed.ts';

const TITLE = 'Telegram';
let botApi: BotApi;
let server: TestServer | undefined;

beforeAll(async () => {
  botApi = await startBotApi();
});
afterAll(() => botApi.stop());
afterEach(async () => {
  botApi.heal();
  await server?.stop();
  server = undefined;
});

const examine = (variables: Record<string, string> = {}) =>
  diagnosed(
    { TELEGRAM_BOT_TOKEN: botApi.token, TELEGRAM_API_ROOT: botApi.url, ...variables },
    { canEmbed: true },
  );

test('a bot that works is told by its name, and nothing is written to Telegram', async () => {
  const commands = [{ command: 'start', description: 'Begin' }];
  await ask(botApi, 'setMyCommands', { commands, scope: { type: 'all_private_chats' } });
  const before = botApi.calls.length;
  const found = await examine();
  expect(found.rows(TITLE, 'Связь')[0]).toMatch(/^ok .* напрямую/);
  expect(found.rows(TITLE, 'Бот')).toEqual([`ok @${botApi.bot.username}, токен принят`]);
  expect(found.rows(TITLE, 'Команды')).toEqual(['ok 1 в меню бота']);
  expect(found.rows(TITLE, 'Вебхук')[0]).toMatch(/^ok/);
  const made = botApi.calls.slice(before).map(({ method }) => method);
  expect(made.every((method) => method.startsWith('get'))).toBe(true);
  await ask(botApi, 'deleteMyCommands', { scope: { type: 'all_private_chats' } });
});

test('a bot that was never started has no commands', async () => {
  expect((await examine()).rows(TITLE, 'Команды')[0]).toMatch(/^warning/);
});

test('a webhook of another program is told by its host alone', async () => {
  await ask(botApi, 'setWebhook', { url: 'https://other.example/path-with-token' });
  const found = await examine();
  expect(found.rows(TITLE, 'Вебхук')[0]).toMatch(/^problem стоит на other\.example/);
  expect(found.printed).not.toContain('path-with-token');
  await ask(botApi, 'deleteWebhook');
});

test('a wrong token is told, and never shown', async () => {
  const token = '12345:AA-recognisable-token';
  const found = await examine({ TELEGRAM_BOT_TOKEN: token });
  expect(found.rows(TITLE, 'Бот')[0]).toMatch(/^problem токен неверный/);
  expect(found.fix(TITLE, 'Бот')).toContain('@BotFather');
  expect(found.printed).not.toContain('recognisable');
  expect(found.exitCode).toBe(1);
});

describe('Telegram that cannot be reached', () => {
  const behind = async (listener: RequestListener) => {
    server = await startHttpServer(listener);
    return examine({ TELEGRAM_API_ROOT: server.url });
  };

  test('is told with the variable to change', async () => {
    const found = await examine({ TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}` });
    expect(found.rows(TITLE, 'Связь')[0]).toMatch(/^problem .*ECONNREFUSED/);
    expect(found.fix(TITLE, 'Связь')).toContain('TELEGRAM_API_ROOT');
  });

  test('is told from a server that is not Telegram', async () => {
    const page = await behind((_, response) => response.end('<html>'));
    expect(page.rows(TITLE, 'Связь')[0]).toMatch(/^problem .*не Telegram/);
    await server?.stop();
    const other = await behind((_, response) => response.writeHead(404).end('{"error":"no"}'));
    expect(other.rows(TITLE, 'Связь')[0]).toMatch(/^problem .*не Telegram/);
  });

  test('is told from its own refusal', async () => {
    botApi.fail({ method: 'getMe', with: { status: 500, description: 'Internal Server Error' } });
    expect((await examine()).rows(TITLE, 'Связь')[0]).toMatch(/^problem .*отказ 500/);
  });

  test('is told from a proxy that wants another password, which is not shown', async () => {
    server = await startProxy('user:right');
    const HTTPS_PROXY = server.url.replace('//', '//somebody:recognisable@');
    const found = await examine({ HTTPS_PROXY });
    expect(found.rows(TITLE, 'Связь')[0]).toMatch(/^problem .*HTTPS_PROXY.*407/);
    expect(found.fix(TITLE, 'Связь')).toContain('HTTPS_PROXY');
    expect(found.printed).not.toMatch(/recognisable|somebody/);
  });

  test('works through a proxy', async () => {
    server = await startProxy();
    expect((await examine({ HTTPS_PROXY: server.url })).rows(TITLE, 'Связь')[0]).toMatch(
      /^ok .* через HTTPS_PROXY/,
    );
  });
});
