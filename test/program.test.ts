import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../src/local/freePort.ts';
import { ask } from './api/support/ask.ts';
import { startProgram, type StartedProgram } from './support/programs.ts';
import { startTestRedis } from './support/redis.ts';

const API = 'src/api/main.ts';
const WORKER = 'src/worker/main.ts';
const BOT = 'src/bot/main.ts';
const SOLO = 'src/solo.ts';
const NOTHING_LISTENS = '1';
const SUPABASE = {
  SUPABASE_URL: `http://127.0.0.1:${NOTHING_LISTENS}`,
  SUPABASE_ANON_KEY: 'anon',
};
const NO_REDIS = { REDIS_HOST: '127.0.0.1', REDIS_PORT: NOTHING_LISTENS };
const TELEGRAM = {
  TELEGRAM_BOT_TOKEN: '42:of-nobody',
  TELEGRAM_API_ROOT: `http://127.0.0.1:${NOTHING_LISTENS}`,
};

const started: StartedProgram[] = [];
afterEach(async () => {
  for (const program of started.splice(0)) {
    program.signal('SIGKILL');
    await program.exited;
  }
});

function start(file: string, environment: Record<string, string> = {}): StartedProgram {
  const program = startProgram(file, { HOST: '127.0.0.1', ...environment });
  started.push(program);
  return program;
}

async function refusalOf(program: StartedProgram): Promise<{ line: string; code: number | null }> {
  const code = await program.exited;
  expect(program.stderr().trimEnd().split('\n')).toHaveLength(1);
  return { line: program.stderr().trimEnd(), code };
}

test('a variable that cannot work ends each program with 78 and one line', async () => {
  const wrong: [string, Record<string, string>, RegExp][] = [
    [API, { ...SUPABASE, PORT: '80a' }, /^Переменная PORT=«80a» не подходит\. Допустимо: .+\.$/],
    [
      WORKER,
      { ...SUPABASE, ADMIN_API_TOKEN: 'short' },
      /^Переменная ADMIN_API_TOKEN задана неверно \(значение скрыто, символов: 5\)\. Допустимо: .+\.$/,
    ],
    [SOLO, { SUPABASE_ANON_KEY: 'anon' }, /^Переменная SUPABASE_URL не задана\. Допустимо: .+\.$/],
  ];
  await Promise.all(
    wrong.map(async ([file, environment, expected]) => {
      const program = start(file, environment);
      const { line, code } = await refusalOf(program);
      expect(line).toMatch(expected);
      expect([code, program.stdout()]).toEqual([78, '']);
    }),
  );
});

describe.each([API, WORKER, BOT])('%s', (file) => {
  test('ends with 78 and says what to run where there is no Redis', async () => {
    const { line, code } = await refusalOf(start(file, { ...SUPABASE, ...TELEGRAM }));
    expect(line).toBe(
      'Переменная REDIS_HOST не задана. Без Redis запускайте режим памяти: src/solo.ts.',
    );
    expect(code).toBe(78);
  });

  test('says once that Redis is not there, and ends with 0 within 10 s of SIGTERM', async () => {
    const program = start(file, {
      ...SUPABASE,
      ...NO_REDIS,
      ...TELEGRAM,
      PORT: String(await freePort()),
    });
    await program.says('Используем in-memory кэш.');
    const startedAt = performance.now();
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(program.stdout().match(/❌ Ошибка подключения к Redis: \S/g)).toHaveLength(1);
    expect(program.stdout().match(/⚠️ Redis недоступен: \S/g)).toHaveLength(1);
    expect(program.stderr()).toBe('');
  }, 20_000);
});

describe.each([API, SOLO])('%s', (file) => {
  test('ends with one line when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const redis = file === SOLO ? {} : NO_REDIS;
    const program = start(file, { ...SUPABASE, ...redis, PORT: String(port) });
    expect(await program.exited).toBe(1);
    const fatal = program
      .stdout()
      .split('\n')
      .filter((line) => line.includes('"level":60'));
    expect(fatal.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      `Не удалось слушать 127.0.0.1:${port}: порт занят. Задайте другой PORT или HOST.`,
    ]);
    expect(program.stderr()).toBe('');
    other.close();
  });
});

test.each([API, WORKER, BOT])(
  '%s prints nothing but its log, and no secret in it',
  async (file) => {
    const redis = await startTestRedis({
      arguments: ['--requirepass', 'another', '--maxmemory-policy', 'allkeys-lru'],
    });
    const program = start(file, {
      SUPABASE_URL: `http://someone:hidden-1@127.0.0.1:${NOTHING_LISTENS}`,
      SUPABASE_ANON_KEY: 'hidden-2',
      SUPABASE_SERVICE_ROLE_KEY: 'hidden-3',
      SUPABASE_WEBHOOK_SECRET: 'hidden-4',
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
      REDIS_PASSWORD: 'hidden-5',
      TELEGRAM_BOT_TOKEN: '42:hidden-6',
      HTTPS_PROXY: `http://someone:hidden-7@127.0.0.1:${NOTHING_LISTENS}`,
      ADMIN_API_TOKEN: 'hidden-8-of-an-admin',
      PORT: String(await freePort()),
      LOG_LEVEL: 'trace',
      DEBUG: 'ioredis:*,telegraf:*',
    });
    await program.says('WRONGPASS');
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    const printed = program.stdout();
    expect(() =>
      printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).not.toThrow();
    expect(printed).toContain('ioredis:');
    expect(printed).not.toMatch(/hidden|someone/);
    expect(program.stderr()).toBe('');
    await redis.stop();
  },
);

/** A Supabase that answers nothing until it is told to. */
async function startSlowSupabase() {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request: IncomingMessage, response) => void waiting.push(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting,
    /** Answers what waits, and ends. */
    refuse() {
      for (const response of waiting) response.writeHead(400).end('{"message":"no"}');
      server.close();
      server.closeIdleConnections();
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('SIGTERM', () => {
  test('lets requests in flight end, takes no new ones, and ends with 0', async () => {
    const supabase = await startSlowSupabase();
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const program = start(SOLO, {
      ...SUPABASE,
      SUPABASE_URL: supabase.url,
      PORT: String(port),
      CACHE_ENABLED: 'false',
    });
    await program.says('API слушает');
    const inFlight = Array.from({ length: 50 }, () => ask(origin, '/api/countries'));
    await expect.poll(() => supabase.waiting.length).toBeGreaterThan(0);
    // connections are taken in order: those before this one are there
    expect((await ask(origin, '/health')).status).toBe(200);
    // a browser's spare connection, which never asks anything, must not hold the end up
    const spare = connect({ host: '127.0.0.1', port });
    await once(spare, 'connect');
    spare.on('error', () => {});

    const startedAt = performance.now();
    program.signal('SIGTERM');
    await program.says('Останавливаемся');
    // for a moment it tells whoever distributes requests to send them elsewhere, and goes on answering
    const told = await ask(origin, '/ready');
    expect([told.status, told.headers.connection]).toEqual([503, 'close']);
    expect((await ask(origin, '/health')).status).toBe(200);
    await vi.waitFor(() => expect(ask(origin, '/health')).rejects.toThrow('ECONNREFUSED'), {
      timeout: 5_000,
    });
    supabase.refuse();
    const answers = await Promise.all(inFlight);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(answers.every(({ json }) => json['code'] === 'unavailable')).toBe(true);
    expect(await program.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(program.stderr()).toBe('');
    spare.destroy();
    supabase.stop();
  }, 20_000);

  test.each([API, WORKER])('ends %s quickly when Redis is there', async (file) => {
    const redis = await startTestRedis();
    const program = start(file, {
      ...SUPABASE,
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
      PORT: String(await freePort()),
    });
    await program.says('✅ Redis соединение установлено успешно');
    const startedAt = performance.now();
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await redis.stop();
  });

  test('ends a worker whose Redis died', async () => {
    const redis = await startTestRedis();
    const program = start(WORKER, {
      ...SUPABASE,
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
    });
    await program.says('✅ Redis соединение установлено успешно');
    await redis.kill();
    await program.says('⚠️ Redis недоступен');
    const startedAt = performance.now();
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await redis.stop();
  }, 20_000);
});
