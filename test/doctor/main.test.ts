import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { freePort } from '../../src/local/freePort.ts';
import {
  startHttpServer,
  startProxy,
  startSilentServer,
  type TestServer,
} from '../bot/support/servers.ts';
import { diagnosed } from './support/diagnosed.ts';

const MAIN = fileURLToPath(new URL('../../src/doctor/main.ts', import.meta.url));
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'doctor-main-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The program as an operator runs it, its output going into a pipe. */
function doctor(environment: Record<string, string>, ...parameters: string[]): Promise<Ended> {
  const command = ['--disable-warning=ExperimentalWarning', MAIN, ...parameters];
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: directory, env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

test('prints a plain table into a pipe and ends with 0 where there is no problem', async () => {
  const { code, stdout, stderr } = await doctor({ PORT: String(await freePort()) });
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('\u{1b}');
  for (const title of ['Конфигурация', 'Redis', 'Supabase', 'Telegram', 'Адреса']) {
    expect(stdout.split('\n')).toContain(title);
  }
});

test('prints one JSON object for scripts, and ends with 1 where there is a problem', async () => {
  const port = await freePort();
  const environment = { PORT: String(port), REDIS_HOST: '127.0.0.1', REDIS_PORT: String(port) };
  const { code, stdout } = await doctor(environment, '--json');
  expect(code).toBe(1);
  const diagnosis = JSON.parse(stdout) as Diagnosis;
  expect(diagnosis).toMatchObject({
    state: 'problem',
    exitCode: 1,
    mode: 'встроенный Redis (127.0.0.1)',
  });
  expect(diagnosis.sections.map(({ title }) => title)).toHaveLength(5);
});

test('ends with 78 where the configuration is wrong', async () => {
  expect((await doctor({ PORT: '99999' })).code).toBe(78);
});

test('explains itself in Russian, also to who asked for something else', async () => {
  const help = await doctor({}, '--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('npm run doctor');
  const unknown = await doctor({}, '--fast');
  expect(unknown).toMatchObject({ code: 64, stdout: '' });
  expect(unknown.stderr).toContain('«--fast»');
  expect(unknown.stderr).toContain('--json');
});

describe('whatever is wrong', () => {
  const servers: (Pick<TestServer, 'stop'> | Server)[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      await ('stop' in server ? server.stop() : server.close());
    }
  });
  const started = async <Started extends TestServer>(starting: Promise<Started>) => {
    const server = await starting;
    servers.push(server);
    return server;
  };

  test('no secret is printed', async () => {
    const SECRET = 'recognisable';
    // servers that repeat all they are told
    const echo = await started(
      startHttpServer(({ url, headers }, response) => {
        response.writeHead(400, { location: url });
        const description = `${url} ${JSON.stringify(headers)}`;
        response.end(
          JSON.stringify({ message: description, description, error_code: 400, ok: false }),
        );
      }),
    );
    const redis = createServer((socket) => {
      socket.on('data', (data) => socket.write(`-ERR ${String(data).replaceAll(/\s+/g, ' ')}\r\n`));
      socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    servers.push(redis);
    const proxy = await started(startProxy('somebody:else'));
    const address = redis.address();
    const environment: Record<string, string> = {
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: String(address && typeof address === 'object' && address.port),
      REDIS_USERNAME: 'user',
      REDIS_PASSWORD: `${SECRET}-redis`,
      SUPABASE_URL: echo.url,
      SUPABASE_ANON_KEY: `${SECRET}-anon`,
      SUPABASE_SERVICE_ROLE_KEY: `${SECRET}-service`,
      SUPABASE_WEBHOOK_SECRET: `${SECRET}-hook`,
      TELEGRAM_BOT_TOKEN: `12345:${SECRET}-token`,
      TELEGRAM_API_ROOT: `http://name:${SECRET}-root@127.0.0.1:${echo.port}`,
      WEBAPP_URL: echo.url,
      ADMIN_API_TOKEN: `${SECRET}-admin-token`,
      PORT: String(echo.port),
    };
    const withProxy = { HTTPS_PROXY: proxy.url.replace('//', `//me:${SECRET}-proxy@`) };
    const wrong = { ADMIN_API_TOKEN: `${SECRET} x`, HTTPS_PROXY: `ftp://me:${SECRET}@host` };
    for (const variables of [{}, withProxy, wrong]) {
      const { printed } = await diagnosed({ ...environment, ...variables });
      expect(printed).toContain('Соединение');
      expect(printed).not.toContain(SECRET);
    }
    const { stdout, stderr } = await doctor(environment);
    expect(stdout).toContain('отказ 400');
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test('the examination ends, with all that hangs told', async () => {
    const silent = await started(startSilentServer());
    const startedAt = performance.now();
    const found = await diagnosed(
      {
        REDIS_HOST: '127.0.0.1',
        REDIS_PORT: String(silent.port),
        SUPABASE_URL: silent.url,
        SUPABASE_ANON_KEY: 'key',
        TELEGRAM_BOT_TOKEN: '1:token',
        TELEGRAM_API_ROOT: silent.url,
        WEBAPP_URL: silent.url,
        PORT: String(silent.port),
      },
      { deadlineMs: 300 },
    );
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    for (const title of ['Redis', 'Supabase', 'Telegram', 'Адреса']) {
      expect(found.rows(title, 'Проверка')).toEqual([
        expect.stringMatching(/^problem не закончена/),
      ]);
    }
  });
});
