import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestApi, type StartedApi, type StartedApiOptions } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

const SECRET = 'the secret, of the webhooks';
const PATH = '/api/hooks/supabase';
const KNOWING = { Authorization: `Bearer ${SECRET}` };
const SETTLED = { timeout: 10_000, interval: 50 };

async function start(options: StartedApiOptions = {}): Promise<StartedApi> {
  const served = await startTestApi({ webhookSecret: SECRET, ...options });
  onTestFinished(() => served.stop());
  return served;
}

/** A change as Supabase tells it. */
const change = (table: string, record: unknown, type = 'INSERT') => ({
  type,
  table,
  schema: 'public',
  record,
  old_record: null,
});

const tell = (served: StartedApi, body: unknown, headers: Record<string, string> = KNOWING) =>
  served.ask(PATH, { method: 'POST', body, headers });

const scopesOf = ({ json }: { json: Record<string, unknown> }) =>
  (json['jobs'] as { scope: string }[]).map(({ scope }) => scope);

describe('a webhook', () => {
  test('has just the datasets refreshed that the change touches, and gives a job for each', async () => {
    const tables = new Tables();
    const served = await start({ database: tables });
    tables.countries.get(1)!.leaves.push([[6, 'Ankara']]);
    const accepted = await tell(served, change('locations', { country_id: 1, city_id: 6 }));
    expect(accepted.status).toBe(202);
    expect(scopesOf(accepted)).toEqual(['countries', 'catalog/1']);
    await expect
      .poll(async () => (await served.ask('/api/countries/1/cities')).text, SETTLED)
      .toContain('Ankara');
    const { json } = await served.askAsAdmin('/api/cache/stats');
    const refreshed = (json['datasets'] as { dataset: string; refreshes: { reason: string }[] }[])
      .filter(({ refreshes }) => refreshes[0]?.reason === 'webhook')
      .map(({ dataset }) => dataset);
    expect(refreshed).toEqual(['countries', 'catalog/1']);
  });

  test('of a table that is not cached has nothing to do, and says so', async () => {
    const served = await start();
    const answer = await tell(served, change('users', { telegram_id: 1 }));
    expect([answer.status, answer.json['jobs']]).toEqual([202, []]);
    expect(answer.json['message']).toMatch(/^Делать нечего.* users\.$/);
  });

  test('has nothing to do where nothing is kept', async () => {
    const served = await start({ cacheEnabled: false });
    const answer = await tell(served, change('currency', {}));
    expect([answer.status, answer.json['jobs']]).toEqual([202, []]);
  });

  test.each([
    ['malformed', '{"type":', 400, 'malformed-json'],
    ['of an unknown table', change('pg_class', {}), 422, 'unknown-table'],
    ['of another schema', { ...change('locations', {}), schema: 'auth' }, 422, 'unknown-table'],
    ['of an unknown kind', change('locations', {}, 'MERGE'), 422, 'invalid-body'],
    ['without a table', { type: 'INSERT', schema: 'public' }, 422, 'invalid-body'],
    ['with a list for a row', change('locations', []), 422, 'invalid-body'],
    ['that is no object', '[]', 422, 'invalid-body'],
    ['that is empty', '', 422, 'invalid-body'],
    ['of a giant row', change('locations', { text: 'x'.repeat(20_000) }), 413, 'body-too-large'],
  ])('%s is refused', async (_, body, status, code) => {
    const served = await start();
    const headers = { ...KNOWING, 'Content-Type': 'application/json' };
    const answer = await tell(served, body, headers);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
  });
});

describe('the secret', () => {
  test.each([
    undefined,
    'Bearer ',
    'Bearer wrong',
    `Bearer ${SECRET}x`,
    `Bearer ${SECRET.slice(0, -1)}`,
    SECRET,
    'Bearer the-admin-token-of-the-tests',
  ])('is asked for: %s does not do', async (authorization) => {
    const served = await start();
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const answer = await tell(served, change('locations', { country_id: 1 }), headers);
    expect([answer.status, answer.json['code']]).toEqual([401, 'wrong-secret']);
    expect(answer.json['detail']).toContain('Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="SUPABASE_WEBHOOK_SECRET"');
  });

  test('that the service lacks keeps the webhooks closed, and the answer says which to set', async () => {
    const served = await startTestApi();
    onTestFinished(() => served.stop());
    const answer = await tell(served, change('locations', { country_id: 1 }));
    expect([answer.status, answer.json['code']]).toEqual([401, 'webhooks-closed']);
    expect(answer.json['detail']).toContain('SUPABASE_WEBHOOK_SECRET');
  });

  test('may be of any letters', async () => {
    const secret = 'тайна ü';
    const served = await start({ webhookSecret: secret });
    const headers = {
      Authorization: Buffer.from(`Bearer ${secret}`).toString('latin1'),
      'Content-Type': 'application/json',
    };
    const answer = await tell(served, Buffer.from(JSON.stringify(change('currency', {}))), headers);
    expect(answer.status).toBe(202);
  });

  test('is guessed no oftener than others may write', async () => {
    const served = await start({ rateLimitPerMinute: 3 });
    const statuses: number[] = [];
    for (let guess = 0; guess < 5; guess += 1) {
      statuses.push((await tell(served, {}, { Authorization: `Bearer ${guess}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await tell(served, change('currency', {}))).status).toBe(202);
  });
});

describe('a thousand webhooks in a second', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  test.each(['memory', 'redis'])(
    'are all accepted, lead to two loads at most, and the last change is in (%s)',
    async (kind) => {
      const tables = new Tables();
      const served = await start({
        database: tables,
        rateLimitPerMinute: 600,
        ...(kind === 'redis' && { redis }),
      });
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      onTestFinished(() => agent.destroy());
      const { leaves } = tables.countries.get(1)!;
      const before = tables.loads;
      const startedAt = performance.now();
      const statuses = new Set<number>();
      let told = 0;
      const tellOnAndOn = async () => {
        while (told < 1_000) {
          told += 1;
          const name = `Ankara ${told}`;
          tables.countries.get(1)!.leaves = [...leaves, [[6, name]]];
          const body = change('locations', { country_id: 1, city_name: name });
          const answer = await served.ask(PATH, { method: 'POST', body, headers: KNOWING, agent });
          statuses.add(answer.status);
        }
      };
      await Promise.all(Array.from({ length: 8 }, tellOnAndOn));
      const tookMs = performance.now() - startedAt;
      expect(statuses).toEqual(new Set([202]));
      await expect
        .poll(async () => (await served.ask('/api/countries/1/cities')).text, SETTLED)
        .toContain('Ankara 1000');
      // each further half second that the machine needs for them may bring one more
      const most = Math.max(2, 1 + Math.ceil(tookMs / 500));
      expect(tables.loads - before).toBeLessThanOrEqual(most);
    },
  );
});

test('webhooks are counted by what came of them', async () => {
  const served = await start();
  await tell(served, change('currency', {}));
  await tell(served, change('users', {}));
  await tell(served, '{', { ...KNOWING, 'Content-Type': 'application/json' });
  await tell(served, '{', { Authorization: 'Bearer wrong' });
  const { text } = await served.ask('/metrics');
  for (const outcome of ['accepted', 'ignored', 'refused', 'unauthorized']) {
    expect(text).toMatch(new RegExp(`^webhooks_total\\{outcome="${outcome}"\\} 1$`, 'm'));
  }
});
