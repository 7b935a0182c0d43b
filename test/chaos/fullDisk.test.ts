import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import { freePort } from '../../src/local/freePort.ts';
import { signKeys } from '../../src/local/keys.ts';
import { startProgram, type StartedProgram } from '../support/programs.ts';
import { IS_WHOLE } from './support/length.ts';
import { limitFilesOf } from './support/redisOnDisk.ts';

const SECRET = 'a secret of more than thirty-two characters';
const PATIENCE = { timeout: 60_000, interval: 50 };

let directory: string;
let program: StartedProgram;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'full-disk-'));
});
afterEach(async () => {
  program.signal('SIGKILL');
  await program.exited;
  await rm(directory, { recursive: true });
});

async function start(): Promise<Database> {
  const port = await freePort();
  program = startProgram('src/local/supabase.ts', {
    EMBEDDED_SUPABASE_DIRECTORY: directory,
    EMBEDDED_SUPABASE_JWT_SECRET: SECRET,
    EMBEDDED_SUPABASE_PORT: String(port),
    EMBEDDED_SUPABASE_STANDSTILL_MS: '5000',
  });
  await program.says('Встроенная база готова', 60_000);
  const { anonKey, serviceRoleKey } = await signKeys(SECRET);
  const url = `http://127.0.0.1:${port}`;
  return createDatabase({ url, readKey: anonKey, serviceRoleKey, webhookSecret: undefined });
}

test.runIf(IS_WHOLE)(
  'an embedded database whose disk is full ends with a clear line, and started again has what it acknowledged',
  async () => {
    let database = await start();
    const within = (ms: number) => AbortSignal.timeout(ms);
    const acknowledged: number[] = [];
    let telegramId = 0;
    const write = async () => {
      telegramId += 1;
      await database.upsert('users', 'telegram_id', { telegram_id: telegramId }, within(5_000));
      acknowledged.push(telegramId);
    };
    for (let count = 0; count < 5; count += 1) await write();
    limitFilesOf(program.processId, 1);
    const isRefused = () =>
      write().then(
        () => false,
        () => true,
      );
    await vi.waitUntil(isRefused, PATIENCE);
    await program.exited;
    expect(program.stderr()).toBe(
      '❌ Встроенная база не отвечает: вероятно, диск полон. Освободите место, она запустится снова.\n',
    );

    database = await start();
    // the first request after a start waits for more than those that follow
    const rows = await database.rows('users', 'telegram_id', acknowledged, within(30_000));
    expect(new Set(rows.map((row) => row['telegram_id']))).toEqual(new Set(acknowledged));
    await write();
  },
  180_000,
);
