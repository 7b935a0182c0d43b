import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadSteadily, type LoadFigures } from '../container/support/steadyLoad.ts';
import type { StartedProgram } from '../support/programs.ts';
import { isAnnouncement } from './support/slowProxy.ts';
import { COUNTIES } from './support/country.ts';
import { IS_WHOLE, last } from './support/length.ts';
import { lookInto } from './support/publishedVersion.ts';
import { System, type StartedApi } from './support/system.ts';

const PATIENCE = { timeout: 20_000, interval: 25 };
const RATE = IS_WHOLE ? 200 : 25;
/** Beside other tests only the median tells. */
const SHARE = IS_WHOLE ? 0.99 : 0.5;

let system: System;
let api: StartedApi;
let worker: StartedProgram;
let inside: ReturnType<typeof lookInto>;
/** An api that knows no Redis: what its documents take at the same time is the machine's share. */
let control: StartedApi;

beforeAll(async () => {
  system = await System.start();
  inside = lookInto(system.redis);
  worker = system.startWorker();
  api = await system.startApi();
  control = IS_WHOLE ? await system.startApi({ solo: true }) : api;
});
afterAll(async () => {
  inside.commands.disconnect();
  await system[Symbol.asyncDispose]();
});
afterEach(() => {
  system.proxy.delayMs = () => 0;
  system.proxy.carries = () => true;
});

interface Load {
  figures: LoadFigures;
  ofControl: LoadFigures;
}

async function load(seconds: number): Promise<Load> {
  const from = ({ origin }: StartedApi) =>
    loadSteadily({ url: origin, paths: [COUNTIES], requestsPerSecond: RATE, seconds });
  const [figures, ofControl] = await Promise.all([from(api), from(control)]);
  return { figures, ofControl };
}

const isShown = (change: number) =>
  vi.waitFor(async () => expect(await api.shown()).toBeGreaterThanOrEqual(change), PATIENCE);
const percentile = ({ latenciesMs }: LoadFigures, share: number) =>
  latenciesMs.toSorted((a, b) => a - b)[Math.floor(latenciesMs.length * share)] ?? Number.NaN;

/** Documents were answered, and as fast as ever. */
function expectUndisturbed({ figures, ofControl }: Load): void {
  expect(figures.failures).toEqual([]);
  expect(percentile(figures, SHARE)).toBeLessThan(Math.max(50, 2 * percentile(ofControl, SHARE)));
}

async function timed<Value>(work: () => Promise<Value>): Promise<[Value, tookMs: number]> {
  const startedAt = performance.now();
  return [await work(), performance.now() - startedAt];
}

/** A change in the database, a clear that must be answered, and how long that took. */
async function changeAndClear(): Promise<{ change: number; tookMs: number }> {
  const change = await system.change();
  const [answer, tookMs] = await timed(() => api.clear());
  expect(answer.status).toBe(202);
  return { change, tookMs };
}

/** What broke before is over: clears go by the queue again. */
async function settle(): Promise<void> {
  await vi.waitFor(async () => {
    const { json } = await api.askAsAdmin('/api/cache/stats');
    expect(json['redis']).toBe('usable');
  }, PATIENCE);
  const { change } = await changeAndClear();
  await vi.waitFor(async () => expect(await inside.published()).toBe(change), PATIENCE);
  await isShown(change);
}

describe.each(IS_WHOLE ? [1, 60] : [1])('Redis killed under load and away for %i s', (seconds) => {
  test('no read fails, and all resume within 10 s after it is back', async () => {
    const underLoad = load(seconds + 10);
    await system.redis.kill();
    const away = await changeAndClear();
    expect(away.tookMs).toBeLessThan(2_000);
    await isShown(away.change);
    await last(seconds * 1_000);
    await system.redis.restart();
    const [, tookMs] = await timed(async () => {
      // the schedule of the worker fills what came back empty
      await vi.waitFor(async () => expect(await inside.published()).toBe(away.change), PATIENCE);
      await vi.waitFor(async () => {
        const { json } = await api.askAsAdmin('/api/cache/stats');
        expect(json['redis']).toBe('usable');
      }, PATIENCE);
      const { change } = await changeAndClear();
      await isShown(change);
    });
    expect(tookMs).toBeLessThan(10_000);
    expectUndisturbed(await underLoad);
  }, 120_000);
});

test('Redis stopped under load: a clear is answered within 2 s, and takes effect for all later', async () => {
  const seconds = IS_WHOLE ? 20 : 5;
  const underLoad = load(seconds);
  system.redis.pause();
  const first = await changeAndClear();
  expect(first.tookMs).toBeLessThan(2_000);
  await isShown(first.change);
  const second = await changeAndClear();
  expect(second.tookMs).toBeLessThan(2_000);
  if (IS_WHOLE) await last(15_000);
  system.redis.resume();
  await vi.waitFor(async () => expect(await inside.published()).toBe(second.change), PATIENCE);
  expectUndisturbed(await underLoad);
}, 60_000);

test('Redis slower by 50 to 2,000 ms changes nothing for documents', async () => {
  const seconds = IS_WHOLE ? 20 : 2;
  const { figures: usual } = await load(seconds);
  system.proxy.delayMs = () => 50 + Math.random() * 1_950;
  const { figures: slow, ofControl } = await load(seconds);
  expect(slow.failures).toEqual([]);
  const usualMs = Math.max(percentile(usual, SHARE), percentile(ofControl, SHARE));
  expect(percentile(slow, SHARE)).toBeLessThan(2 * usualMs + 5);
}, 60_000);

test('announcements that are lost are made up for within 15 s', async () => {
  await settle();
  let lost = 0;
  system.proxy.carries = (piece) => {
    if (isAnnouncement(piece)) lost += 1;
    return !isAnnouncement(piece);
  };
  const { change } = await changeAndClear();
  const [, tookMs] = await timed(() => isShown(change));
  expect(tookMs).toBeLessThan(15_000);
  expect(lost).toBeGreaterThan(0);
}, 30_000);

test.runIf(IS_WHOLE)(
  'a thousand clears in a second are two loads at most, with the last change',
  async () => {
    await settle();
    const refreshes = () => worker.stdout().split('Обновление набора catalog/1').length;
    const before = refreshes();
    // the storm is over before the load that it begins with
    const { promise: calm, resolve: release } = Promise.withResolvers<void>();
    system.gate.beforeAnswer = () => calm;
    await Promise.all(Array.from({ length: 1_000 }, () => api.clear()));
    const { change } = await changeAndClear();
    system.gate.beforeAnswer = undefined;
    release();
    await isShown(change);
    expect(refreshes() - before).toBeLessThanOrEqual(2);
  },
);

test('an api that starts with nothing lives and says when to come back; Supabase heals it, and Redis is taken up when it appears', async () => {
  await system.redis.kill();
  await system.gate.shut();
  const fresh = await system.startApi({ ready: false });
  expect((await fresh.ask('/ready')).status).toBe(503);
  const refused = await fresh.ask(COUNTIES);
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([503, 5]);
  expect(refused.json['code']).toBe('unavailable');

  await system.gate.open();
  await vi.waitFor(async () => expect(await fresh.shown()).toBeGreaterThanOrEqual(0), PATIENCE);
  await vi.waitFor(async () => expect((await fresh.ask('/ready')).status).toBe(200), PATIENCE);

  const change = await system.change();
  const startedAt = performance.now();
  expect((await fresh.clear()).json).toMatchObject({ scope: 'catalog/1' });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await vi.waitFor(async () => expect(await fresh.shown()).toBe(change), PATIENCE);

  await system.redis.restart();
  // what was asked for without Redis is asked for again with it
  await vi.waitFor(async () => expect(await inside.published()).toBe(change), PATIENCE);
  const later = await system.change();
  await vi.waitFor(async () => {
    const { json } = await fresh.askAsAdmin('/api/cache/stats');
    expect(json['redis']).toBe('usable');
  }, PATIENCE);
  await fresh.clear();
  await vi.waitFor(async () => expect(await fresh.shown()).toBe(later), PATIENCE);
  await system.end(fresh.program, 'SIGTERM');
}, 60_000);

test.runIf(IS_WHOLE)(
  'an api that starts with nothing is healed by Redis alone',
  async () => {
    await system.gate.shut();
    system.redis.pause();
    const fresh = await system.startApi({ ready: false });
    expect((await fresh.ask(COUNTIES)).status).toBe(503);
    system.redis.resume();
    await vi.waitFor(async () => expect(await fresh.shown()).toBeGreaterThan(0), PATIENCE);
    expect((await fresh.ask(COUNTIES)).headers['x-cache']).toBe('memory');
  },
  60_000,
);
