import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunning, recordRunning } from '../src/runningRecord.ts';
import { startRunner, type StartedRunner } from './local/support/startedRunner.ts';

let directory: string;
let file: string;
let runner: StartedRunner | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'running-'));
  file = join(directory, '.data', 'running.json');
});
afterEach(async () => {
  runner?.signal('SIGKILL');
  await runner?.exited;
  runner = undefined;
  rmSync(directory, { recursive: true, force: true });
});

test('a running system can be joined by its owner, without its Telegram, until it stops', async () => {
  const environment = { TELEGRAM_BOT_TOKEN: '70:secret-of-the-bot', UNKNOWN: 'else' };
  runner = await startRunner({ directory, environment });
  await runner.ready();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/secret-of-the-bot|UNKNOWN/);
  const running = readRunning(directory);
  expect(running?.processId).toBe(runner.processId);
  expect(running?.environment).toMatchObject({
    REDIS_HOST: '127.0.0.1',
    SUPABASE_SERVICE_ROLE_KEY: expect.any(String) as string,
    PORT: String(runner.port),
  });
  // another start here does not take its place
  recordRunning(directory, {});
  expect(readFileSync(file, 'utf8')).toBe(text);
  runner.signal('SIGTERM');
  await runner.exited;
  expect(existsSync(file)).toBe(false);
});

test('one that was killed is not running, whoever has its process id now', async () => {
  runner = await startRunner({ directory });
  await runner.ready();
  runner.signal('SIGKILL');
  await runner.exited;
  expect(existsSync(file)).toBe(true);
  expect(readRunning(directory)).toBeUndefined();
  const stale = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...stale, processId: process.pid }));
  expect(readRunning(directory)).toBeUndefined();
  recordRunning(directory);
  expect(readRunning(directory)).toMatchObject({ processId: process.pid });
  writeFileSync(file, 'nonsense');
  expect(readRunning(directory)).toBeUndefined();
});
