import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestApi, type StartedApi, type StartedApiOptions } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

async function start(options: StartedApiOptions = {}): Promise<StartedApi> {
  const served = await startTestApi(options);
  onTestFinished(() => served.stop());
  return served;
}

const PREFIX = 'shared-metrics';

/** What a sample shows now; undefined where there is none. */
async function shown(served: StartedApi, sample: string): Promise<number | undefined> {
  const { text } = await served.ask('/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length));
}

test.each(['memory', 'redis'])(
  'the refreshes of all processes are shown: outcomes, durations, failures in a row (%s)',
  async (kind) => {
    const tables = new Tables();
    const served = await start({ database: tables, ...(kind === 'redis' && { redis }) });
    const refresh = () => served.refresher.refresh({ scope: 'catalog/1', reason: 'admin' });
    await refresh();
    tables.away = true;
    await refresh();
    await refresh();
    const of = (name: string, labels: string) =>
      shown(served, `${name}{dataset="catalog/1"${labels}}`);
    expect(await of('refreshes_total', ',outcome="published"')).toBe(1);
    expect(await of('refreshes_total', ',outcome="unchanged"')).toBe(1);
    expect(await of('refreshes_total', ',outcome="failed"')).toBe(2);
    expect(await of('refresh_consecutive_failures', '')).toBe(2);
    expect(await of('refresh_duration_seconds_count', '')).toBe(4);
    expect(await of('refresh_duration_seconds_bucket', ',le="60"')).toBe(4);
    expect(await of('refresh_duration_seconds_bucket', ',le="+Inf"')).toBe(4);
    expect(await of('refresh_duration_seconds_sum', '')).toBeGreaterThanOrEqual(0);
    tables.away = false;
    await refresh();
    expect(await of('refresh_consecutive_failures', '')).toBe(0);
    const { text } = await served.ask('/metrics');
    expect(text).toContain('# TYPE refreshes_total counter');
    expect(text).toContain('# TYPE refresh_duration_seconds histogram');
  },
);

test('what waits is shown: refreshes, evaluations, changes of people', async () => {
  const served = await start({ redis, worker: false, keyPrefix: PREFIX });
  expect(await shown(served, 'refresh_queue_jobs{state="waiting"}')).toBe(0);
  expect(await shown(served, 'evaluations_pending')).toBe(0);
  const keys = createKeys(PREFIX);
  await served.redis!.commands.hset(keys.evaluationsOutbox, '1:a', '{}', '1:b', '{}');
  await served.redis!.commands.hset(keys.outbox, '1', '{}');
  await served.askAsAdmin('/api/cache/clear', { method: 'POST' });
  expect(await shown(served, 'refresh_queue_jobs{state="waiting"}')).toBe(1);
  expect(await shown(served, 'refresh_queue_jobs{state="active"}')).toBe(0);
  expect(await shown(served, 'evaluations_pending')).toBe(2);
  expect(await shown(served, 'people_changes_pending')).toBe(1);
});

test('while Redis is away only what it holds is missing, and the outage is counted', async () => {
  const own = await startTestRedis();
  onTestFinished(() => own.stop());
  const served = await start({ redis: own });
  await expect.poll(() => shown(served, 'refresh_queue_jobs{state="waiting"}')).toBe(0);
  expect(await shown(served, 'redis_outages_total')).toBe(0);
  await own.kill();
  await expect.poll(() => shown(served, 'redis_usable')).toBe(0);
  const startedAt = performance.now();
  expect(await shown(served, 'refresh_queue_jobs{state="waiting"}')).toBeUndefined();
  expect(await shown(served, 'evaluations_pending')).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await shown(served, 'data_age_seconds{dataset="catalog/1"}')).toBeDefined();
  expect(await shown(served, 'redis_outages_total')).toBe(1);
  await own.restart();
  await expect.poll(() => shown(served, 'evaluations_pending')).toBe(0);
});
