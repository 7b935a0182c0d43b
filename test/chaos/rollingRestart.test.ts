import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { BullRefreshQueue } from '../../src/cache/bullRefreshQueue.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { startBotApi } from '../../src/local/botApi/botApi.ts';
import { startRefreshJob } from '../../src/worker/refreshJob.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { startBalancer } from './support/balancer.ts';
import { ADMIN_TOKEN, createFleet, IS_WHOLE, ready, type Fleet } from './support/fleet.ts';
import { askWhile } from './support/traffic.ts';

const EXIT_MS = 10_000;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

describe('a worker told to stop', () => {
  const links: RedisLink[] = [];
  afterEach(async () => {
    for (const link of links.splice(0)) await link.close();
  });

  /** Two workers on one queue over one database, and who asks them. */
  async function startWorkers() {
    const keys = createKeys(`test-${randomUUID()}`);
    const database = new FakeDatabase({ 1: { a: 'one' } });
    const open = async () => {
      const { host, port } = redis;
      const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
      const link = openRedisLink({ config, log: silentLog });
      links.push(link);
      await vi.waitUntil(() => link.isUsable());
      return link;
    };
    const start = async () => {
      const link = await open();
      const store = new RedisStore({ ...link, keys });
      const catalogue = fakeCatalogue(database);
      const refresher = new Refresher({ catalogue, store, log: silentLog });
      return startRefreshJob({ redis: link, keys, refresher, log: silentLog });
    };
    const link = await open();
    const queue = new BullRefreshQueue({ connection: link.commands, keys });
    const store = new RedisStore({ ...link, keys });
    return { database, queue, store, first: await start(), start };
  }

  test('lets the refresh under way end', async () => {
    const { database, queue, store, first } = await startWorkers();
    const letGo = database.holdNext();
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await vi.waitUntil(() => database.loads.length === 1);
    const stopping = first.stop();
    letGo();
    await stopping;
    expect((await store.pointers(['shelf/1']))[0]?.version).toBeDefined();
    expect(await queue.isPending('shelf/1')).toBe(false);
  });

  test('hands one that takes too long back, and another worker takes it at once', async () => {
    const { database, queue, store, first, start } = await startWorkers();
    const letGo = database.holdNext();
    await queue.add({ scope: 'shelf/1', reason: 'admin' });
    await vi.waitUntil(() => database.loads.length === 1);
    const second = await start();
    const startedAt = performance.now();
    await first.stop();
    expect(performance.now() - startedAt).toBeLessThan(EXIT_MS - 1_000);
    await vi.waitUntil(async () => (await store.pointers(['shelf/1']))[0]?.version, {
      timeout: 1_000,
      interval: 20,
    });
    expect(database.loads).toHaveLength(2);
    letGo();
    await second.stop();
  });
});

/** In short a deploy of all at once is done by fleet.test.ts. */
describe.runIf(IS_WHOLE)('a rolling restart', () => {
  let fleet: Fleet | undefined;
  afterEach(() => fleet?.kill());

  test('of three api, two workers and a bot, under load and with refreshes under way, loses nothing', async () => {
    const [supabase, telegram] = await Promise.all([
      startTestSupabase({ content: 'catalogue' }),
      startBotApi(),
    ]);
    fleet = createFleet({
      SUPABASE_URL: supabase.url,
      SUPABASE_ANON_KEY: supabase.anonKey,
      SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
      REDIS_HOST: redis.host,
      REDIS_PORT: String(redis.port),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
    });
    const members = await fleet.startAll({ api: 3, worker: 2, bot: 1 });
    const apis = members.filter(({ kind }) => kind === 'api');
    const balancer = await startBalancer(apis.map(({ origin }) => origin));
    const property = { country: 1, city: 7, county: 85, area: 85, bedrooms: 2 };
    const authorized = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const questions = [
      { path: '/api/countries/1/cities/7/counties', status: 200 },
      { path: '/api/countries/1/cities', status: 200 },
      { path: '/api/evaluations', method: 'POST', body: property, status: 200 },
      {
        path: '/api/cache/clear',
        method: 'POST',
        body: { dataset: 'rates' },
        headers: authorized,
        status: 202,
      },
    ];
    const { failures, answers } = await askWhile(balancer.url, questions, async () => {
      for (const member of members) {
        const { code, tookMs } = await fleet!.end(member);
        expect(code).toBe(0);
        expect(tookMs).toBeLessThan(EXIT_MS);
        const successor = await fleet!.start(member.kind, Number(new URL(member.origin).port));
        if (member.kind === 'api') await ready(successor);
        else await successor.program.says('✅ Redis соединение установлено успешно');
      }
    });
    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(100);
    await balancer.stop();
    await Promise.all([supabase.stop(), telegram.stop()]);
  }, 180_000);
});
