import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  descendantsOf,
  startRunner,
  stillAlive,
  type StartedRunner,
} from './support/startedRunner.ts';

let directory: string;
const runners: StartedRunner[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'runner-'));
});

afterEach(async () => {
  for (const runner of runners.splice(0)) {
    for (const processId of stillAlive(runner.family())) process.kill(processId, 'SIGKILL');
    await runner.exited;
  }
  rmSync(directory, { recursive: true, force: true });
});

async function start(settings: Omit<Parameters<typeof startRunner>[0], 'directory'> = {}) {
  const runner = await startRunner({ directory, ...settings });
  runners.push(runner);
  return runner;
}

async function environmentOf({ port }: StartedRunner): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/environment`);
  return (await response.json()) as Record<string, string>;
}

async function expectAllGone(processIds: readonly number[], withinMs: number) {
  expect(processIds.length).toBeGreaterThan(0);
  await vi.waitFor(() => expect(stillAlive(processIds)).toEqual([]), {
    timeout: withinMs,
    interval: 50,
  });
}

/** A PATH with everything the runner needs but redis-server. */
function pathWithoutRedis(): string {
  for (const name of ['setpriv', 'sh', 'true']) {
    const found = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    if (found.startsWith('/')) symlinkSync(found, join(directory, name));
  }
  return directory;
}

describe('a start', () => {
  test('runs Redis, Supabase, worker and api, and ends with what a person needs', async () => {
    const runner = await start({ environment: { INSTANCE_ID: 'of another supervisor' } });
    await runner.ready();
    expect(runner.output()).toMatch(new RegExp(`Адрес +http://localhost:${runner.port}`));
    expect(runner.output()).toMatch(/Supabase +встроенный, данные в .data\/supabase/);
    expect(runner.output()).toMatch(/Redis +встроенный, 127\.0\.0\.1:\d+/);
    expect(runner.output()).toMatch(/ADMIN_API_TOKEN +[\w-]{32,}/);
    await runner.says(/^\d\d:\d\d:\d\d\.\d{3} {2}worker {4}ℹ started {2}processId=\d+$/m);
    // oxlint-disable-next-line no-control-regex
    expect(runner.output()).not.toMatch(/\u001b/);
    const told = await environmentOf(runner);
    expect(told).toMatchObject({ REDIS_HOST: '127.0.0.1', HOST: '127.0.0.1', LOG_FORMAT: 'json' });
    expect(told.INSTANCE_ID).toMatch(/^[\da-f-]{36}$/);
    expect(told.SUPABASE_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(runner.output()).toContain(told.ADMIN_API_TOKEN);
  });

  test('goes on in memory mode without redis-server, and says so once', async () => {
    const runner = await start({ environment: { PATH: pathWithoutRedis() } });
    await runner.ready();
    expect(runner.output().match(/redis-server не найден: работаем без Redis/g)).toHaveLength(1);
    await runner.says(/solo {6}ℹ started/);
    expect(runner.output()).not.toMatch(/ (api|worker) +ℹ started/);
  });

  test('takes .env, over which the real environment wins', async () => {
    const lines = ['ADMIN_API_TOKEN=from-the-file-1234', 'CACHE_ENABLED=false', 'LOG_LEVEL=debug'];
    writeFileSync(join(directory, '.env'), lines.join('\n'));
    const runner = await start({ environment: { LOG_LEVEL: 'warn' } });
    await runner.ready();
    const told = await environmentOf(runner);
    expect(told).toMatchObject({ ADMIN_API_TOKEN: 'from-the-file-1234', LOG_LEVEL: 'warn' });
    expect(runner.output()).not.toContain('from-the-file-1234');
    expect(runner.output()).toContain('CACHE_ENABLED=false');
    expect(told.REDIS_HOST).toBe('');
  });

  test('passes JSON lines through unchanged when LOG_FORMAT=json', async () => {
    const runner = await start({ environment: { LOG_FORMAT: 'json', CACHE_ENABLED: 'false' } });
    await runner.says('Система запущена');
    const records = runner
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.map(({ msg }) => msg)).toEqual([
      'database is open',
      'started',
      'Система запущена',
    ]);
  });
});

describe('a start that cannot succeed', () => {
  /** The one line of a runner that refuses to start anything. */
  async function refusalOf(runner: StartedRunner): Promise<string> {
    const exitCode = await runner.exited;
    const lines = runner.output().trim().split('\n');
    expect({ exitCode, lines: lines.length }).toEqual({ exitCode: 78, lines: 1 });
    return lines.join('');
  }

  test('names a port that is in use and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const refusal = await refusalOf(await start({ environment: { PORT: String(port) } }));
    expect(refusal).toMatch(new RegExp(`Порт ${port} занят.*PORT=\\d+ npm start`));
    other.close();
  });

  test('says that .data cannot be written to', async () => {
    writeFileSync(join(directory, '.data'), 'a file');
    expect(await refusalOf(await start())).toMatch(/Каталог \.data недоступен.*это не каталог/);
  });

  test('names a wrong variable', async () => {
    const refusal = await refusalOf(await start({ environment: { PORT: '80a' } }));
    expect(refusal).toContain('PORT=«80a» не подходит');
  });

  test('names the line of .env that is not an assignment', async () => {
    writeFileSync(join(directory, '.env'), '# ours\nLOG_LEVEL="info"\n\nPORT 8080\n');
    expect(await refusalOf(await start())).toContain('.env, строка 4');
  });

  test('stops everything when a program exits with 78', async () => {
    const runner = await start({ programs: { worker: 'misconfigured' } });
    expect(await runner.exited).toBe(78);
    expect(runner.output()).toMatch(/worker +❌ Каталог занят другим процессом/);
    expect(runner.output()).not.toContain('новый запуск');
    expect(runner.output()).toContain('Всё остановлено.');
  });
});

describe('an end', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s is clean and quick', async (name) => {
    const runner = await start();
    await runner.ready();
    const children = descendantsOf(runner.processId);
    expect(children).toHaveLength(4);
    const began = performance.now();
    runner.signal(name);
    expect(await runner.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(stillAlive(children)).toEqual([]);
    expect(runner.output()).toContain('Всё остановлено.');
  });

  test('kills what ignores SIGTERM, and its children, within 5 s', async () => {
    const runner = await start({ programs: { worker: 'stubborn' } });
    await runner.ready();
    await runner.says('nothing ends me');
    const children = descendantsOf(runner.processId);
    expect(children.length).toBeGreaterThan(4);
    const began = performance.now();
    runner.signal('SIGTERM');
    // npm repeats the signal at once: that is not a person who lost patience.
    runner.signal('SIGTERM');
    expect(await runner.exited).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(3_000);
    expect(performance.now() - began).toBeLessThan(5_000);
    await expectAllGone(children, 100);
  });

  test('comes at once with a second Ctrl-C', async () => {
    const runner = await start({ programs: { worker: 'stubborn' } });
    await runner.ready();
    await runner.says('nothing ends me');
    const began = performance.now();
    runner.signal('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 700));
    runner.signal('SIGINT');
    expect(await runner.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('by SIGKILL leaves no child behind', async () => {
    const runner = await start();
    await runner.ready();
    const children = descendantsOf(runner.processId);
    expect(children).toHaveLength(4);
    runner.signal('SIGKILL');
    await runner.exited;
    await expectAllGone(children, 5_000);
  });

  test('follows when npm itself is killed', async () => {
    const runner = await start({ environment: { npm_lifecycle_event: 'start' }, underShell: true });
    await runner.ready();
    const family = descendantsOf(runner.processId);
    expect(family).toHaveLength(6);
    runner.signal('SIGKILL');
    await expectAllGone(family, 5_000);
  });
});

test('a program that dies is started again', async () => {
  const runner = await start();
  await runner.ready();
  const processId = Number(/api +ℹ started {2}processId=(\d+)/.exec(runner.output())?.[1]);
  process.kill(processId, 'SIGKILL');
  await runner.says('Процесс api завершился (SIGKILL), новый запуск через 1 с');
  await vi.waitFor(() => expect(runner.output().match(/api +ℹ started/g)).toHaveLength(2), {
    timeout: 5_000,
  });
  await environmentOf(runner);
});
