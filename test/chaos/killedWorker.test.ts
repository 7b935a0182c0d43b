import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BullRefreshQueue } from '../../src/cache/bullRefreshQueue.ts';
import { EvaluationsOutbox } from '../../src/people/evaluationsOutbox.ts';
import { PeopleQueue } from '../../src/people/peopleQueue.ts';
import { evaluationAt } from '../people/support/evaluationsWorld.ts';
import { startSlowProxy } from './support/slowProxy.ts';
import { IS_WHOLE } from './support/length.ts';
import { lookInto } from './support/publishedVersion.ts';
import { System } from './support/system.ts';

/** As promised; in `npm test` others are at work on the machine. */
const TAKEN_UP_WITHIN_MS = IS_WHOLE ? 12_000 : 30_000;
/** What a worker may take to start. */
const START_MS = 5_000;
const PATIENCE = { timeout: 25_000, interval: 25 };

let system: System;
let inside: ReturnType<typeof lookInto>;
let queue: BullRefreshQueue;

beforeAll(async () => {
  system = await System.start();
  inside = lookInto(system.redis);
  queue = new BullRefreshQueue({ connection: inside.commands, keys: inside.keys });
});
afterAll(async () => {
  await queue.close();
  inside.commands.disconnect();
  await system[Symbol.asyncDispose]();
});

const isPublished = (change: number) =>
  vi.waitFor(async () => expect(await inside.published()).toBe(change), PATIENCE);
const isIdle = () => vi.waitUntil(async () => (await queue.active()) === undefined, PATIENCE);
const clear = () => queue.add({ scope: 'catalog/1', reason: 'admin' });

test('another worker has taken up the jobs of one that was killed within 12 s', async () => {
  const { commands, keys } = inside;
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
  const second = system.startWorker();
  await second.says('соединение установлено');
  await system.end(first, 'SIGKILL');
  const killedAt = performance.now();
  system.gate.hanging = false;
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
    const { commands, keys, store } = inside;
    await using proxy = await startSlowProxy(system.redis.port);
    const startWorker = () => system.startWorker({ REDIS_PORT: String(proxy.port) });
    let steps = 0;
    for (let step = 1, isReached = true; isReached; step += 1) {
      const worker = startWorker();
      await worker.says('соединение установлено');
      await isIdle();
      const before = await inside.published();
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
      expect([before, change]).toContain(await inside.published());
      const next = startWorker();
      await isPublished(change);
      await vi.waitUntil(async () => !(await queue.isPending('catalog/1')), PATIENCE);
      steps = step;
      expect(performance.now() - killedAt).toBeLessThan(TAKEN_UP_WITHIN_MS + START_MS);
      const kept = await store.versions('catalog/1');
      const keptKeys = new Set(kept.map(({ version }) => keys.bytes('catalog/1', version)));
      const all = await commands.keys(`${keys.bytes('catalog/1', '')}*`);
      const leftovers = all.filter((key) => !keptKeys.has(key));
      // they vanish by themselves
      for (const key of leftovers) expect(await commands.ttl(key)).toBeGreaterThan(0);
      await system.end(next, 'SIGKILL');
      await system.end(worker, 'SIGKILL');
    }
    expect(steps).toBeGreaterThan(5);
  },
  900_000,
);
