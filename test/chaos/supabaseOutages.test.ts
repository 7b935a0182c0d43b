import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BullRefreshQueue } from '../../src/cache/bullRefreshQueue.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { createReading, type Reading } from '../../src/cache/reading.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { createDatasetCatalogue } from '../../src/datasets/catalogue.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startRefreshJob } from '../../src/worker/refreshJob.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { changeIn, COUNTIES, COUNTRY, sqlOfChange } from './support/country.ts';
import { IS_WHOLE, last } from './support/length.ts';

const DATASET = 'catalog/1';
/** Of a load; in the whole as long as a worker's. */
const DEADLINE_MS = IS_WHOLE ? 60_000 : 2_000;
const PATIENCE = { timeout: DEADLINE_MS + 20_000, interval: 10 };
const HOUR_MS = 3_600_000;

let supabase: EmbeddedSupabase;
let gate: Gate;
let server: TestRedis;
let link: RedisLink;
let store: RedisStore;
let queue: BullRefreshQueue;
let reading: Reading;
let stop: () => Promise<void>;
let change = 0;

beforeAll(async () => {
  [supabase, server] = await Promise.all([startTestSupabase(), startTestRedis()]);
  for (const statement of COUNTRY.split(';')) await supabase.sql(statement);
  gate = await startGate(supabase.url);
});
afterAll(async () => {
  await gate.shut();
  await Promise.all([supabase.stop(), server.stop()]);
});

/** A worker, and a reader that follows it. */
beforeEach(async () => {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  link = openRedisLink({ config, log: silentLog });
  await vi.waitUntil(link.isUsable, PATIENCE);
  const keys = createKeys(`test-${randomUUID()}`);
  const database = createDatabase({
    url: gate.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
  const ttlMs = 24 * HOUR_MS;
  const catalogue = createDatasetCatalogue({ database, ttlMs, marketTtlMs: ttlMs });
  store = new RedisStore({ ...link, keys });
  queue = new BullRefreshQueue({ connection: link.commands, keys });
  const loading = { catalogue, store, log: silentLog };
  const [record] = await new Refresher(loading).refresh({ scope: 'all', reason: 'cold-start' });
  expect(record).toMatchObject({ outcome: 'published' });
  const refresher = new Refresher({ ...loading, deadlineMs: DEADLINE_MS });
  const job = startRefreshJob({ redis: link, keys, refresher, log: silentLog });
  reading = createReading({ catalogue, store, queue, log: silentLog, keep: true, redis: link });
  reading.start();
  await vi.waitUntil(() => reading.reader.held(DATASET), PATIENCE);
  stop = async () => {
    await job.stop();
    await reading.stop();
    await link.close();
  };
});
afterEach(async () => {
  await mend();
  await stop();
});

const FAULTS: Record<string, () => Promise<void>> = {
  refusing: () => gate.shut(),
  hanging: async () => void (gate.hanging = true),
  'too slow': async () => void (gate.beforeAnswer = () => last(DEADLINE_MS + 100)),
  'cutting its answers': async () => void (gate.cutting = true),
};
async function mend(): Promise<void> {
  gate.hanging = false;
  gate.cutting = false;
  gate.beforeAnswer = undefined;
  await gate.shut();
  await gate.open();
}

const shown = () =>
  changeIn(JSON.stringify(reading.reader.peek(COUNTIES)?.held.snapshot.body(COUNTIES)));
const lastRefresh = async () => (await store.refreshes(DATASET))[0];

async function makeChange(): Promise<void> {
  change += 1;
  await supabase.sql(sqlOfChange(change));
}

/** In little the one that is the hardest to end; what the others do to a request is tested with the database. */
const TESTED = Object.entries(FAULTS).filter(([how]) => IS_WHOLE || how === 'hanging');

describe.each(TESTED)('while Supabase is %s', (_, breakIt) => {
  test(
    'the version before stays and says its age, the refresh ends at its deadline and is tried again',
    async () => {
      const before = shown();
      await makeChange();
      await breakIt();
      await queue.add({ scope: DATASET, reason: 'admin' });
      await vi.waitFor(
        async () => expect(await lastRefresh()).toMatchObject({ outcome: 'failed' }),
        PATIENCE,
      );
      const failed = await lastRefresh();
      expect(failed?.durationMs).toBeLessThan(DEADLINE_MS + 2_000);
      expect(failed?.error).toMatch(
        /^Supabase \(127\.0\.0\.1:\d+\) (?:недоступен|не ответил вовремя)/,
      );
      expect(shown()).toBe(before);
      const held = reading.reader.held(DATASET)!;
      await vi.waitUntil(() => reading.reader.ageSeconds(held) >= 1, PATIENCE);

      await mend();
      await vi.waitFor(() => expect(shown()).toBe(change), PATIENCE);
      expect(await lastRefresh()).toMatchObject({ outcome: 'published' });
    },
    2 * DEADLINE_MS + 30_000,
  );
});

test.each(IS_WHOLE ? [0, 0.999] : [0])(
  'failed refreshes are tried again after longer and longer pauses, which chance (%d) shortens',
  async (chance) => {
    const tries = IS_WHOLE ? 4 : 2;
    const random = vi.spyOn(Math, 'random').mockReturnValue(chance);
    await gate.shut();
    await queue.add({ scope: DATASET, reason: 'admin' });
    // the first one published
    await vi.waitUntil(async () => (await store.refreshes(DATASET)).length > tries, PATIENCE);
    random.mockRestore();
    const records = (await store.refreshes(DATASET)).slice(0, tries).reverse();
    for (const [index, { startedAt }] of records.slice(1).entries()) {
      const { startedAt: before, durationMs } = records[index]!;
      const pauseMs = startedAt - before - durationMs;
      const expectedMs = 1_000 * 2 ** index * (0.5 + chance / 2);
      expect(pauseMs).toBeGreaterThanOrEqual(expectedMs - 5);
      expect(pauseMs).toBeLessThan(expectedMs + 1_500);
    }
  },
  60_000,
);
