import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { COUNTIES } from './support/country.ts';
import { System } from './support/system.ts';

const PATIENCE = { timeout: 20_000, interval: 25 };

let system: System;

beforeAll(async () => {
  system = await System.start();
});
afterAll(() => system[Symbol.asyncDispose]());

test('an api that starts with nothing lives and says when to come back; Supabase heals it, and Redis is taken up when it appears', async () => {
  await system.redis.kill();
  await system.gate.shut();
  const api = await system.startApi({ ready: false });
  expect((await api.ask('/ready')).status).toBe(503);
  const refused = await api.ask(COUNTIES);
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([503, 5]);
  expect(refused.json['code']).toBe('unavailable');

  await system.gate.open();
  await vi.waitFor(async () => expect(await api.shown()).toBe(0), PATIENCE);
  await vi.waitFor(async () => expect((await api.ask('/ready')).status).toBe(200), PATIENCE);

  const change = await system.change();
  const startedAt = performance.now();
  expect((await api.clear()).json).toMatchObject({ scope: 'catalog/1' });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await vi.waitFor(async () => expect(await api.shown()).toBe(change), PATIENCE);

  await system.redis.restart();
  const worker = system.startWorker();
  // what was asked for without Redis is asked for again with it
  await worker.says('Обновление набора catalog/1: опубликована новая версия');
  const later = await system.change();
  await vi.waitFor(async () => {
    const { json } = await api.askAsAdmin('/api/cache/stats');
    expect(json['redis']).toBe('usable');
  }, PATIENCE);
  await api.clear();
  await vi.waitFor(async () => expect(await api.shown()).toBe(later), PATIENCE);
}, 60_000);

test('an api that starts with nothing is healed by Redis alone', async () => {
  await system.gate.shut();
  system.redis.pause();
  const api = await system.startApi({ ready: false });
  expect((await api.ask(COUNTIES)).status).toBe(503);
  system.redis.resume();
  await vi.waitFor(async () => expect(await api.shown()).toBeGreaterThan(0), PATIENCE);
  expect((await api.ask(COUNTIES)).headers['x-cache']).toBe('memory');
}, 60_000);
