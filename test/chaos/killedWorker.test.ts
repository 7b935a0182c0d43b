import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BullRefreshQueue } from '../../src/cache/bullRefreshQueue.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import { EvaluationsOutbox } from '../../src/people/evaluationsOutbox.ts';
import { PeopleQueue } from '../../src/people/peopleQueue.ts';
import { evaluationAt } from '../people/support/evaluationsWorld.ts';
import { startSlowProxy } from './support/slowProxy.ts';
import { changeIn, COUNTIES } from './support/country.ts';
import { IS_WHOLE, System } from './support/system.ts';

const TAKEN_UP_WITHIN_MS = 12_000;
const PATIENCE = { timeout: 25_000, interval: 25 };

const keys = createKeys();
let system: System;
let commands: Redis;
let store: RedisStore;
let queue: BullRefreshQueue;

beforeAll(async () => {
  system = await System.start();
  commands = new Redis({ host: system.redis.host, port: system.redis.port });
  store = new RedisStore({ commands, openBulk: () => commands.duplicate(), keys });
  queue = new BullRefreshQueue({ connection: commands, keys });
});
afterAll(async () => {
  await queue.close();
  commands.disconnect();
  await system[Symbol.asyncDispose]();
});

/** The change that the pointed version shows, which must be there, whole and under its name. */
async function published(): Promise<number | undefined> {
  const current = await store.current('catalog/1');
  if (current === undefined) return undefined;
  const snapshot = new Snapshot(current.bytes!);
  expect(snapshot.header.version).toBe(current.pointer.version);
  return changeIn(JSON.stringify(snapshot.body(COUNTIES)));
}

const isPublished = (change: number) =>
  vi.waitFor(async () => expect(await published()).toBe(change), PATIENCE);
const isIdle = () => vi.waitUntil(async () => (await queue.active()) === undefined, PATIENCE);
const clear = () => queue.add({ scope: 'catalog/1', reason: 'admin' });

test('whoever follows a killed worker has taken up its jobs within 12 s', async () => {
  const outbox = new EvaluationsOutbox({ commands, keys });
  const people = new PeopleQueue({ connection: commands, keys });
  const first = system.startWorker();
  await isPublished(0);
  await isIdle();
  const evaluation = evaluationAt();
  const change = await system.change();
  // both jobs hang in the database when it dies
  system.gate.hanging = true;
  system.gate.passed.length = 0;
  await outbox.put({ telegramId: 1, savedAt: Date.now(), evaluation });
  await people.requestDrain();
  await clear();
  const isAsked = (table: RegExp) => system.gate.passed.some((line) => table.test(line));
  await vi.waitUntil(() => isAsked(/locations/) && isAsked(/evaluations/), PATIENCE);
  await system.end(first, 'SIGKILL');
  const killedAt = performance.now();
  system.gate.hanging = false;
  const second = system.startWorker();
  await isPublished(change);
  await vi.waitUntil(() => outbox.isEmpty(), PATIENCE);
  expect(performance.now() - killedAt).toBeLessThan(TAKEN_UP_WITHIN_MS);
  await people.close();
  await system.end(second, 'SIGTERM');
  expect(await system.supabase.sql('select id from evaluations')).toEqual([{ id: evaluation.id }]);
}, 90_000);

test.runIf(IS_WHOLE)(
  'killed before or after any of its commands, a worker leaves a version whole and the next one follows',
  async () => {
    await using proxy = await startSlowProxy(system.redis.port);
    const startWorker = () => system.startWorker({ REDIS_PORT: String(proxy.port) });
    let steps = 0;
    for (let step = 1, isReached = true; isReached; step += 1) {
      const worker = startWorker();
      await worker.says('соединение установлено');
      await isIdle();
      const before = await published();
      const change = await system.change();
      let isLoading = false;
      let commandsSent = 0;
      const loads = system.gate.passed.length;
      proxy.carries = (_piece, way) => {
        isLoading ||= system.gate.passed
          .slice(loads)
          .some((line) => line.includes('catalog_locations'));
        if (!isLoading || way === 'back') return commandsSent < step;
        commandsSent += 1;
        if (commandsSent === step) worker.signal('SIGKILL');
        // half of the time the last command arrives all the same
        return commandsSent < step || (commandsSent === step && step % 2 === 0);
      };
      await clear();
      isReached = await Promise.race([
        worker.exited.then(() => true),
        vi.waitUntil(async () => !(await queue.isPending('catalog/1')), PATIENCE).then(() => false),
      ]);
      proxy.carries = () => true;
      const killedAt = performance.now();
      expect([before, change]).toContain(await published());
      const next = startWorker();
      await isPublished(change);
      await vi.waitUntil(async () => !(await queue.isPending('catalog/1')), PATIENCE);
      steps = step;
      if (isReached) expect(performance.now() - killedAt).toBeLessThan(TAKEN_UP_WITHIN_MS + 1_000);
      const kept = await store.versions('catalog/1');
      const keptKeys = new Set(kept.map(({ version }) => keys.bytes('catalog/1', version)));
      for (const key of await commands.keys(`${keys.bytes('catalog/1', '')}*`)) {
        if (!keptKeys.has(key)) expect(await commands.ttl(key)).toBeGreaterThan(0);
      }
      await system.end(next, 'SIGKILL');
      await system.end(worker, 'SIGKILL');
    }
    expect(steps).toBeGreaterThan(5);
  },
  900_000,
);
