import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BullRefreshQueue } from '../../src/cache/bullRefreshQueue.ts';
import { ALL } from '../../src/cache/events.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startProgram, type StartedProgram } from '../support/programs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';

let redis: TestRedis;
let supabase: EmbeddedSupabase;
let commands: Redis;
const workers: StartedProgram[] = [];

beforeAll(async () => {
  [redis, supabase] = await Promise.all([startTestRedis(), startTestSupabase({ seed: true })]);
  commands = new Redis({ host: redis.host, port: redis.port });
});
afterAll(async () => {
  for (const worker of workers) {
    worker.signal('SIGKILL');
    await worker.exited;
  }
  commands.disconnect();
  await Promise.all([redis.stop(), supabase.stop()]);
});

function startWorker(): StartedProgram {
  const worker = startProgram('src/worker/main.ts', {
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
  });
  workers.push(worker);
  return worker;
}

test('a refresh whose worker was killed is taken up by another, and nothing half-done is seen', async () => {
  const keys = createKeys();
  const store = new RedisStore({ commands, openBulk: () => commands.duplicate(), keys });
  const queue = new BullRefreshQueue({ connection: commands, keys });
  const first = startWorker();
  await vi.waitFor(
    async () => expect(await queue.active()).toMatchObject({ scope: ALL, dataset: 'catalog/1' }),
    { timeout: 20_000, interval: 5 },
  );
  first.signal('SIGKILL');
  await first.exited;
  expect(await store.pointers(['countries', 'catalog/1'])).toEqual([
    expect.objectContaining({ present: true }),
    undefined,
  ]);

  startWorker();
  await vi.waitFor(
    async () => expect((await store.pointers(['catalog/1']))[0]).toMatchObject({ present: true }),
    { timeout: 40_000, interval: 50 },
  );
  const current = await store.current('catalog/1');
  expect(new Snapshot(current!.bytes!).header.rows).toBe(73_305);
  await vi.waitFor(async () => expect(await queue.active()).toBeUndefined(), {
    timeout: 10_000,
    interval: 50,
  });
}, 90_000);
