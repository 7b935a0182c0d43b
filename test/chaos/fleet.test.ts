import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { ask } from '../api/support/ask.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { startBalancer } from './support/balancer.ts';
import { askWhile, type Asked, type Traffic } from './support/traffic.ts';
import { ADMIN_TOKEN, createFleet, IS_WHOLE, type Fleet, type Member } from './support/fleet.ts';

const PROMISED = { api: 3, worker: 2, bot: 1 };
/** Of a short run: that each further api holds one connection and looks every ten seconds is seen with one. */
const SHAPE = IS_WHOLE ? PROMISED : { api: 1, worker: 2, bot: 1 };
const MISSING_APIS = PROMISED.api - SHAPE.api;
const MOST_CONNECTIONS = 30;
const MOST_COMMANDS_PER_SECOND = 5;
const COMMANDS_OF_AN_API_PER_SECOND = 0.4;
const EXIT_MS = 10_000;
const MOST_BYTES = 3 * 2 ** 20;
const CONVERGENCE_MS = 15_000;
/** As long as the longest of what comes again and again: workers that look for what they were not woken for. */
const IDLE_MS = IS_WHOLE ? 90_000 : 45_000;
/** After the readers' first look at what was published last. */
const SETTLED_MS = 20_000;
const SAMPLE_MS = 50;

const TURKIYE = 'catalog/1';
const DOCUMENT = '/api/countries/1/cities/7/counties';
/** What they hold is no part of this; loading it takes seconds. */
const MARKET =
  'general_data, house_type_data, floor_segment_data, age_data, heating_data, property_trends';
const DATASETS = ['countries', TURKIYE, 'market/1', 'rates'];
const LOAD_OF_TURKIYE = /catalog_locations/;
const PROPERTY = { country: 1, city: 7, county: 85, area: 85, bedrooms: 2 };
const QUESTIONS: Asked[] = [
  { path: DOCUMENT, status: 200 },
  { path: '/api/countries/1/cities', status: 200, headers: { 'Accept-Encoding': 'gzip' } },
  // a proxy must not send these twice
  { path: '/api/evaluations', method: 'POST', body: PROPERTY, status: 200 },
];
const keys = createKeys();

let redis: TestRedis;
let supabase: EmbeddedSupabase;
let gate: Gate;
let telegram: BotApi;
let observer: Redis;
let fleet: Fleet;
let first: Member[];

beforeAll(async () => {
  [redis, supabase, telegram] = await Promise.all([
    startTestRedis(),
    startTestSupabase({ content: IS_WHOLE ? 'catalogue' : 'two provinces' }),
    startBotApi(),
  ]);
  if (!IS_WHOLE) await supabase.sql(`truncate ${MARKET}`);
  gate = await startGate(supabase.url);
  observer = new Redis({ host: redis.host, port: redis.port });
  fleet = createFleet({
    SUPABASE_URL: gate.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  });
  // what the banks say is no part of this
  await observer.set(keys.ratesJob, 'another:worker');
  first = await fleet.startAll(SHAPE);
  await vi.waitFor(hasSettled, { timeout: 45_000, interval: 100 });
});
afterAll(async () => {
  await fleet.kill();
  observer.disconnect();
  await gate.shut();
  await Promise.all([redis.stop(), supabase.stop(), telegram.stop()]);
});

async function hasSettled(): Promise<void> {
  const pointers = DATASETS.map((dataset) => keys.pointer(dataset));
  expect(await observer.exists(...pointers)).toBe(DATASETS.length);
  expect(await observer.exists(`${keys.queue}:refresh:active`)).toBe(0);
}

/** All there are, the test's own among them. */
async function connections(): Promise<number> {
  const list = String(await observer.client('LIST'));
  return list.trim().split('\n').length;
}

async function commandsProcessed(): Promise<number> {
  const statistics = await observer.info('stats');
  return Number(/total_commands_processed:(\d+)/.exec(statistics)?.[1]);
}

/** The greatest number of connections there were while something happened. */
async function mostConnectionsWhile(action: () => Promise<unknown>): Promise<number> {
  const state = { most: 0, isOver: false };
  const watching = (async () => {
    while (!state.isOver) {
      state.most = Math.max(state.most, await connections());
      await delay(SAMPLE_MS);
    }
  })();
  await action().finally(() => (state.isOver = true));
  await watching;
  return state.most;
}

const apis = () => fleet.members.filter(({ kind }) => kind === 'api');
const readers = () => fleet.members.filter(({ kind }) => kind !== 'worker').length;
const versionsServed = async () =>
  new Set(
    await Promise.all(
      apis().map(async ({ origin }) => (await ask(origin, DOCUMENT)).headers['x-data-version']),
    ),
  );

/** Changes a name, has it refreshed by one api, and waits until every api serves it. */
async function changeAndClear(name: string): Promise<{ loads: number; convergedMs: number }> {
  const [before] = await versionsServed();
  await supabase.sql(
    `update locations set county_name = $1 where country_id = 1 and city_id = 7 and county_id = 85`,
    [name],
  );
  const passedBefore = gate.passed.length;
  const accepted = await ask(apis()[0]!.origin, '/api/cache/clear', {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    body: { dataset: TURKIYE },
  });
  expect(accepted.status).toBe(202);
  const isPublished = async () =>
    expect(await observer.hget(keys.pointer(TURKIYE), 'version')).not.toBe(before);
  await vi.waitFor(isPublished, { timeout: 20_000, interval: 20 });
  const publishedAt = performance.now();
  const isServed = async () => {
    const served = await versionsServed();
    expect(served.size).toBe(1);
    expect(served).not.toContain(before);
  };
  await vi.waitFor(isServed, { timeout: CONVERGENCE_MS, interval: 20 });
  const convergedMs = performance.now() - publishedAt;
  await vi.waitFor(hasSettled, { timeout: 10_000, interval: 50 });
  const loads = gate.passed.slice(passedBefore).filter((line) => LOAD_OF_TURKIYE.test(line)).length;
  return { loads, convergedMs };
}

test.runIf(IS_WHOLE)('a version of Türkiye takes at most 3 MB of Redis', async () => {
  const all = await observer.keys(keys.bytes(TURKIYE, '*'));
  expect(all).toHaveLength(1);
  const used = [...all, keys.pointer(TURKIYE), keys.versions(TURKIYE)].map((key) =>
    observer.memory('USAGE', key),
  );
  const bytes = (await Promise.all(used)).reduce<number>((sum, one) => sum + Number(one), 0);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});

test('an idle fleet asks Redis at most five times a second', async () => {
  await delay(SETTLED_MS);
  const before = await commandsProcessed();
  const startedAt = performance.now();
  await delay(IDLE_MS);
  const perSecond =
    ((await commandsProcessed()) - before - 1) / ((performance.now() - startedAt) / 1_000);
  // what was counted must have been the fleet
  expect(perSecond).toBeGreaterThan(0.5);
  expect(perSecond + MISSING_APIS * COMMANDS_OF_AN_API_PER_SECOND).toBeLessThanOrEqual(
    MOST_COMMANDS_PER_SECOND,
  );
}, 150_000);

test('a deploy under load, with every program there twice, holds at most 30 connections, loads once for an event, all follow, and nobody is left without an answer', async () => {
  const balancer = await startBalancer(apis().map(({ origin }) => origin));
  const deploy = async () => {
    const second = await fleet.startAll(SHAPE);
    for (const { kind, origin } of second) if (kind === 'api') balancer.add(origin);
    const allHear = async () => {
      const heard = await observer.pubsub('NUMSUB', keys.announcements);
      expect(heard).toEqual([keys.announcements, readers()]);
    };
    await vi.waitFor(allHear, { timeout: 30_000, interval: 50 });
    const { loads, convergedMs } = await changeAndClear('Alanya!');
    expect(loads).toBe(1);
    expect(convergedMs).toBeLessThan(CONVERGENCE_MS);
    const ends = await Promise.all(first.map((member) => fleet.end(member)));
    for (const { code, tookMs } of ends) {
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(EXIT_MS);
    }
  };
  let traffic: Traffic | undefined;
  const most = await mostConnectionsWhile(async () => {
    traffic = await askWhile(balancer.url, QUESTIONS, deploy);
  });
  await balancer.stop();
  expect(traffic?.failures).toEqual([]);
  expect(traffic?.answers).toBeGreaterThan(100);
  expect(most).toBeGreaterThanOrEqual(2 * first.length);
  expect(most + 2 * MISSING_APIS).toBeLessThanOrEqual(MOST_CONNECTIONS);
}, 90_000);
