import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { signKeys } from '../../src/local/keys.ts';
import { childrenOf, isGone } from '../support/processes.ts';

const entry = join(import.meta.dirname, '../../src/local/supabase.ts');
// PGlite's code is compiled once and simply: optimising it takes longer than any of these databases lives
const OPTIONS = ['--disable-warning=ExperimentalWarning', '--liftoff-only'];
const jwtSecret = 'a secret of more than thirty-two characters';

let directory: string;
let child: ChildProcess;
let output: string;
let isReady: boolean;

// one directory through all tests, in order: killed while it is made, kept, written to, opened again
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'supabase-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function start(environment: Record<string, string> = {}): void {
  output = '';
  isReady = false;
  child = spawn(process.execPath, [...OPTIONS, entry], {
    env: {
      ...process.env,
      TMPDIR: directory,
      EMBEDDED_SUPABASE_DIRECTORY: directory,
      EMBEDDED_SUPABASE_JWT_SECRET: jwtSecret,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const started = child;
  onTestFinished(() => void started.kill('SIGKILL'));
  child.on('message', () => (isReady = true));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
}

/** Waits for a moment in the child's life; fails with what it said when it ends before. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    if (child.exitCode !== null) throw new Error(`Ended with ${child.exitCode}: ${output}`);
    await delay(2);
  }
}

async function ready(): Promise<string> {
  await until(() => isReady);
  return /http:\S+/u.exec(output)?.[0] ?? '';
}

async function kill(): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function countRows(): Promise<number | undefined> {
  const supabase = await startEmbeddedSupabase({ dataDirectory: directory, seed: false });
  const [row] = await supabase.sql<{ count: number }>('select count(*)::int from locations');
  await supabase.stop();
  return row?.count;
}

test('a first start killed at any step leaves nothing that the next one trips over', async () => {
  const steps = [
    () => existsSync(join(directory, 'database.unfinished', 'PG_VERSION')),
    () => output.includes('каталог загружен'),
  ];
  for (const step of steps) {
    start();
    await until(step);
    await kill();
    expect(existsSync(join(directory, 'database'))).toBe(false);
  }
  // without the seed: what the killed one had loaded would show
  expect(await countRows()).toBe(0);
  expect(existsSync(join(directory, 'database.unfinished'))).toBe(false);
}, 180_000);

test('rows whose writing was acknowledged survive SIGKILL, and PostgREST does not', async () => {
  start();
  const client = createClient(await ready(), (await signKeys(jwtSecret)).serviceRoleKey);
  const [postgrest = 0] = childrenOf(child.pid ?? 0);
  let acknowledged = 0;
  const writing = (async () => {
    while (child.signalCode === null) {
      const { error } = await client.from('locations').insert({ country_id: 3 });
      if (!error) acknowledged += 1;
    }
  })();
  await until(() => acknowledged >= 50);
  await kill();
  await writing;

  expect(await isGone(postgrest)).toBe(true);
  const rows = (await countRows()) ?? 0;
  expect(rows - acknowledged).toBeOneOf([0, 1]);
});

test('reports health, refuses a second process with code 78 and stops within 3 s', async () => {
  start();
  const url = await ready();
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(output).not.toContain((await signKeys(jwtSecret)).serviceRoleKey);
  const [postgrest = 0] = childrenOf(child.pid ?? 0);
  const first = child;

  start();
  expect(await once(child, 'exit')).toEqual([78, null]);
  expect(output).toMatch(/^❌ Встроенная база не запустилась: Каталог данных .* занят.*\n$/u);

  const stoppedAt = performance.now();
  first.kill('SIGTERM');
  expect(await once(first, 'exit')).toEqual([0, null]);
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
  expect(await isGone(postgrest, 50)).toBe(true);
});

test('ends with code 1 when PostgREST dies, so that the runner starts it all again', async () => {
  start();
  await ready();
  process.kill(childrenOf(child.pid ?? 0)[0] ?? 0, 'SIGKILL');
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(output).toContain('❌ Встроенная база остановилась: PostgREST завершился (SIGKILL)');
});

test('ends when the process that started it goes away', async () => {
  start();
  await ready();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.each([
  ['a taken port', 'занят другой программой'],
  ['a port that is none', 'недоступен'],
])('%s is one line and code 78', async (_, complaint) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = complaint === 'недоступен' ? 'abc' : String((taken.address() as AddressInfo).port);
  start({ EMBEDDED_SUPABASE_PORT: port });
  expect(await once(child, 'exit')).toEqual([78, null]);
  expect(output.trim().split('\n')).toEqual([expect.stringContaining(complaint)]);
  taken.close();
});
