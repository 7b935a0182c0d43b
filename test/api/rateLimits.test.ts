import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestApi, type StartedApi, type StartedApiOptions } from './support/startedApi.ts';

const CITIES = '/api/countries/1/cities';
const LIMIT = 5;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

async function start(options: StartedApiOptions = {}): Promise<StartedApi> {
  const served = await startTestApi({ rateLimitPerMinute: LIMIT, worker: false, ...options });
  onTestFinished(() => served.stop());
  return served;
}

/** Statuses of that many requests, one after another. */
async function statuses(count: number, request: () => Promise<{ status: number }>) {
  const answers: number[] = [];
  for (let times = 0; times < count; times += 1) answers.push((await request()).status);
  return answers;
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);
const write = (served: StartedApi) => () => served.ask('/api/cache/clear', { method: 'POST' });

describe('reads', () => {
  test.each([CITIES, '/api/countries/2/cities', '/api/search?q=alanya', '/nowhere'])(
    'of %s beyond the limit get 429 with Retry-After',
    async (path) => {
      const served = await start();
      const allowed = await statuses(LIMIT, () => served.ask(path));
      expect(allowed).not.toContain(429);
      const { status, headers, json } = await served.ask(path);
      expect([status, json['code']]).toEqual([429, 'rate-limited']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(json['detail']).toContain(headers['retry-after']);
    },
  );

  test('are counted once each, whatever they are of', async () => {
    const served = await start();
    const paths = [CITIES, '/nowhere', '/api/cache/stats', '/', CITIES];
    for (const path of paths) expect((await served.ask(path)).status).not.toBe(429);
    expect((await served.ask('/nowhere')).status).toBe(429);
    expect((await served.ask(CITIES)).status).toBe(429);
  });

  test('are counted together with evaluations, which must not wait for Redis', async () => {
    const served = await start();
    await statuses(LIMIT - 1, () => served.ask(CITIES));
    const value = () => served.ask('/api/evaluations', { method: 'POST', body: {} });
    expect(await statuses(2, value)).toEqual([422, 429]);
  });

  test('do not count against writes', async () => {
    const served = await start();
    await statuses(LIMIT + 1, () => served.ask(CITIES));
    expect((await write(served)()).status).toBe(401);
  });

  test('are counted in the process: two apis allow twice as many', async () => {
    const keyPrefix = `test-${randomUUID()}`;
    const first = await start({ redis, keyPrefix });
    const second = await start({ redis, keyPrefix });
    const reads = [first, second].map((api) => statuses(LIMIT, () => api.ask(CITIES)));
    expect((await Promise.all(reads)).flat()).toEqual(times(2 * LIMIT, 200));
  });

  test.each(['/health', '/ready', '/metrics'])('of %s are not limited', async (path) => {
    const served = await start();
    expect(await statuses(3 * LIMIT, () => served.ask(path))).toEqual(times(3 * LIMIT, 200));
  });
});

describe('writes', () => {
  test('are counted in Redis, over all apis', async () => {
    const keyPrefix = `test-${randomUUID()}`;
    const first = await start({ redis, keyPrefix });
    const second = await start({ redis, keyPrefix });
    expect(await statuses(3, write(first))).toEqual(times(3, 401));
    expect(await statuses(3, write(second))).toEqual([401, 401, 429]);
    expect(await statuses(1, write(first))).toEqual([429]);
  });

  test('are still limited, by each api, while Redis is away', async () => {
    const own = await startTestRedis();
    onTestFinished(() => own.stop());
    const served = await start({ redis: own });
    await own.kill();
    expect(await statuses(LIMIT + 1, write(served))).toEqual([...times(LIMIT, 401), 429]);
  });

  test('are answered while Redis hangs', async () => {
    const own = await startTestRedis();
    onTestFinished(() => own.stop());
    const served = await start({ redis: own });
    own.pause();
    const startedAt = performance.now();
    expect(await statuses(1, write(served))).toEqual([401]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    own.resume();
  });
});

describe('a client', () => {
  const readAs = (served: StartedApi, forwardedFor: string) => () =>
    served.ask(CITIES, { headers: { 'X-Forwarded-For': forwardedFor } });

  test('cannot give itself another address', async () => {
    const served = await start();
    for (let host = 1; host <= LIMIT; host += 1) await readAs(served, `203.0.113.${host}`)();
    expect((await readAs(served, '203.0.113.99')()).status).toBe(429);
  });

  test('is told apart by the address a trusted proxy adds', async () => {
    const served = await start({ trustedProxies: ['loopback'] });
    expect(await statuses(LIMIT + 1, readAs(served, '203.0.113.1'))).toEqual([
      ...times(LIMIT, 200),
      429,
    ]);
    expect((await readAs(served, '203.0.113.2')()).status).toBe(200);
  });

  test('cannot hide behind addresses before the one a trusted proxy adds', async () => {
    const served = await start({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    for (let host = 1; host <= LIMIT; host += 1) {
      await readAs(served, `198.51.100.${host}, 203.0.113.1, 10.1.2.3`)();
    }
    expect((await readAs(served, 'unknown, 203.0.113.1, 10.9.9.9')()).status).toBe(429);
    expect((await readAs(served, '203.0.113.2, 10.1.2.3')()).status).toBe(200);
  });

  test('is not believed through a proxy that is not trusted', async () => {
    const served = await start({ trustedProxies: ['10.0.0.0/8'] });
    for (let host = 1; host <= LIMIT; host += 1) await readAs(served, `203.0.113.${host}`)();
    expect((await readAs(served, '203.0.113.99')()).status).toBe(429);
  });
});
