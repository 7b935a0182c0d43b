import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { EvaluationsOutbox } from '../../src/people/evaluationsOutbox.ts';
import { Outbox } from '../../src/people/outbox.ts';
import { drainOutbox, PeopleWriter } from '../../src/people/peopleWriter.ts';
import type { Change } from '../../src/people/person.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { silentLog } from '../support/logs.ts';
import { startProgram } from '../support/programs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';

let redis: TestRedis;
let supabase: EmbeddedSupabase;
let gate: Gate;
let commands: Redis;

beforeAll(async () => {
  [redis, supabase] = await Promise.all([startTestRedis(), startTestSupabase()]);
  gate = await startGate(supabase.url);
  commands = new Redis({ host: redis.host, port: redis.port });
});
afterAll(async () => {
  commands.disconnect();
  await gate.shut();
  await Promise.all([redis.stop(), supabase.stop()]);
});

const changeOf = (telegramId: number, at: number): Change => ({
  telegramId,
  at,
  person: {
    telegramId,
    username: `change ${at}`,
    firstName: null,
    lastName: null,
    language: 'en',
    blocked: false,
  },
});

test('a worker killed between writing people and noting it down loses none of them', async () => {
  const outbox = new Outbox({ commands, keys: createKeys() });
  await outbox.put([changeOf(1, 1), changeOf(2, 1)]);
  const worker = startProgram('src/worker/main.ts', {
    SUPABASE_URL: gate.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
  });
  gate.beforeAnswer = async (line) => {
    if (!/^POST .*\/users\?/.test(line)) return;
    worker.signal('SIGKILL');
    await worker.exited;
  };
  await worker.exited;
  const names = () => supabase.sql('select username from users order by telegram_id');
  expect(await names()).toEqual([{ username: 'change 1' }, { username: 'change 1' }]);
  expect(await commands.hlen(createKeys().outbox)).toBe(2);

  gate.beforeAnswer = undefined;
  await outbox.put([changeOf(2, 2)]);
  const database = createDatabase({
    url: gate.url,
    readKey: supabase.anonKey,
    serviceRoleKey: supabase.serviceRoleKey,
    webhookSecret: undefined,
  });
  const writer = new PeopleWriter({ database, log: silentLog });
  const evaluations = new EvaluationsOutbox({ commands, keys: createKeys() });
  await drainOutbox({ outbox, evaluations, writer, signal: AbortSignal.timeout(5_000) });
  expect(await names()).toEqual([{ username: 'change 1' }, { username: 'change 2' }]);
  expect(await commands.hlen(createKeys().outbox)).toBe(0);
});

test('what changes while it is written stays in the outbox for the next time', async () => {
  const keys = createKeys('test-changing');
  const outbox = new Outbox({ commands, keys });
  await outbox.put([changeOf(3, 1), changeOf(4, 1)]);
  for await (const kept of outbox.batches()) {
    await outbox.put([changeOf(4, 2)]);
    await outbox.settle(kept);
  }
  expect(await outbox.find([3, 4])).toEqual([undefined, changeOf(4, 2)]);
});

test('an older change that comes late does not take the place of a newer one', async () => {
  const outbox = new Outbox({ commands, keys: createKeys('test-late') });
  await outbox.put([{ telegramId: 5, at: 9, person: null }]);
  await outbox.put([changeOf(5, 8)]);
  expect(await outbox.find([5])).toEqual([{ telegramId: 5, at: 9, person: null }]);
});
