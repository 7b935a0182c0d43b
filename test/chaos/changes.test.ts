import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { freePort } from '../../src/local/freePort.ts';
import { ask } from '../api/support/ask.ts';
import { startProgram, type StartedProgram } from '../support/programs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { IS_WHOLE } from './support/length.ts';

const ADMIN_TOKEN = 'the-admin-token-of-the-tests';
const SECRET = 'the secret of the webhooks';
const CITIES = '/api/countries/1/cities';

let supabase: EmbeddedSupabase;
let redis: TestRedis;
let origin: string;
const programs: StartedProgram[] = [];

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const webhook = { url: `${origin}/api/hooks/supabase`, secret: SECRET };
  [supabase, redis] = await Promise.all([startTestSupabase({ webhook }), startTestRedis()]);
  await supabase.sql(`
    insert into locations (country_id, country_name, city_id, city_name) values
      (1, 'Türkiye', 7, 'Antalya'), (1, 'Türkiye', 34, 'İstanbul')`);
  await supabase.sql(
    `insert into country_settings (country_id, iso2, currency) values (1, 'TR', 'TRY')`,
  );
  const environment = {
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_WEBHOOK_SECRET: SECRET,
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
    ADMIN_API_TOKEN: ADMIN_TOKEN,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  for (const file of ['src/worker/main.ts', 'src/api/main.ts'])
    programs.push(startProgram(file, environment));
  const isReady = async () => (await ask(origin, '/ready').catch(() => undefined))?.status === 200;
  await vi.waitUntil(isReady, { timeout: 30_000, interval: 50 });
});
afterAll(async () => {
  for (const program of programs) program.signal('SIGTERM');
  await Promise.all(programs.map(({ exited }) => exited));
  await Promise.all([supabase.stop(), redis.stop()]);
});

/** As promised; in `npm test` others are at work on the machine. */
const SEEN_WITHIN_MS = IS_WHOLE ? 3_000 : 10_000;

/** Milliseconds until an address shows a text. */
async function seenAfterMs(path: string, text: string, withinMs: number): Promise<number> {
  const startedAt = performance.now();
  const isSeen = async () => (await ask(origin, path)).text.includes(text);
  await vi.waitUntil(isSeen, { timeout: withinMs, interval: 20 });
  return performance.now() - startedAt;
}

interface Refresh {
  reason: string;
  outcome: string;
}

async function refreshesOf(dataset: string): Promise<Refresh[]> {
  const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
  const { json } = await ask(origin, '/api/cache/stats', { headers });
  const datasets = json['datasets'] as { dataset: string; refreshes: Refresh[] }[];
  return datasets.find((one) => one.dataset === dataset)?.refreshes ?? [];
}

/** Waits until everything told of earlier changes has come and has been loaded: for three seconds nothing is on its way. */
async function quiet(): Promise<void> {
  let last = '';
  let looks = 0;
  const isQuiet = async () => {
    const unsent = await supabase.sql('select id from net.http_request_queue');
    const { text } = await ask(origin, '/metrics');
    const told = /^webhooks_total\{outcome="accepted"\} \d+$/m.exec(text)?.[0] ?? '';
    const isIdle = unsent.length === 0 && !/^refresh_queue_jobs\{.*\} [1-9]/m.test(text);
    looks = isIdle && told === last ? looks + 1 : 0;
    last = told;
    return looks >= 3;
  };
  await vi.waitUntil(isQuiet, { timeout: 30_000, interval: 1_000 });
}

/** The least of three tries: other work on the machine is no delay of ours. */
async function quickestMs(attempt: (number: number) => Promise<number>): Promise<number> {
  let quickest = Infinity;
  for (let number = 1; number <= 3 && quickest >= SEEN_WITHIN_MS; number += 1) {
    quickest = Math.min(quickest, await attempt(number));
  }
  return quickest;
}

const rename = (name: string) =>
  supabase.sql(`update locations set city_name = '${name}' where city_id = 7`);

test('a change is seen within three seconds, by a webhook', async () => {
  const rates = (await refreshesOf('rates')).length;
  const tookMs = await quickestMs(async (number) => {
    await rename(`Attaleia ${number}`);
    return seenAfterMs(CITIES, `Attaleia ${number}`, 20_000);
  });
  expect(tookMs).toBeLessThan(SEEN_WITHIN_MS);
  expect((await refreshesOf('catalog/1'))[0]).toMatchObject({ reason: 'webhook' });
  expect(await refreshesOf('rates')).toHaveLength(rates);
});

test('a country that is new is seen within three seconds, with its places', async () => {
  const tookMs = await quickestMs(async (number) => {
    const id = 8 + number;
    await supabase.sql(`insert into locations (country_id, country_name, city_id, city_name)
      values (${id}, 'Sakartvelo', 1, 'Batumi')`);
    return seenAfterMs(`/api/countries/${id}/cities`, 'Batumi', 20_000);
  });
  expect(tookMs).toBeLessThan(SEEN_WITHIN_MS);
  expect((await ask(origin, '/api/countries')).text).toContain('Sakartvelo');
});

test('of a thousand changes in a second two loads are made at most, and the last is seen', async () => {
  const before = (await refreshesOf('catalog/1')).length;
  const startedAt = performance.now();
  for (let from = 1; from <= 1_000; from += 50) {
    await supabase.sql(`do $$ begin
      for change in ${from}..${from + 49} loop
        update locations set city_name = 'Antalya ' || change where city_id = 7;
      end loop;
    end $$`);
  }
  await seenAfterMs(CITIES, 'Antalya 1000', 15_000);
  const tookMs = performance.now() - startedAt;
  // each further half second that the machine needs for them may bring one more
  const most = Math.max(2, 1 + Math.ceil(tookMs / 500));
  expect((await refreshesOf('catalog/1')).length - before).toBeLessThanOrEqual(most);
});

test('without a webhook a change is seen within a minute, by one load', async () => {
  await supabase.sql('truncate webhooks.receivers');
  await quiet();
  const before = (await refreshesOf('catalog/1')).length;
  await rename('Adalia');
  expect(await seenAfterMs(CITIES, 'Adalia', 60_000)).toBeLessThan(60_000);
  const refreshes = await refreshesOf('catalog/1');
  expect(refreshes[0]).toMatchObject({ reason: 'revision', outcome: 'published' });
  expect(refreshes.length - before).toBe(1);
}, 100_000);
