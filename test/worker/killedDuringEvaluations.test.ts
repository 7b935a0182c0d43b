import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import {
  ADA,
  evaluationAt,
  EvaluationsWorld,
  listed,
  PATIENCE,
} from '../people/support/evaluationsWorld.ts';
import { startProgram } from '../support/programs.ts';

let world: EvaluationsWorld;

beforeAll(async () => {
  world = await EvaluationsWorld.start();
});
afterAll(() => world.stop());
afterEach(async () => {
  world.gate.beforeAnswer = undefined;
  await world.endTest();
});

/** A saver and a worker of the same Redis keys; the worker is a process, to be killed. */
async function saverAndWorker() {
  const redis = await world.openLink();
  await redis.commands.flushdb();
  const keys = createKeys();
  const { evaluations } = world.saver({ redis, keys });
  const startWorker = () => {
    const worker = startProgram('src/worker/main.ts', {
      SUPABASE_URL: world.gate.url,
      SUPABASE_ANON_KEY: world.supabase.anonKey,
      SUPABASE_SERVICE_ROLE_KEY: world.supabase.serviceRoleKey,
      REDIS_HOST: world.server.host,
      REDIS_PORT: String(world.server.port),
    });
    world.afterwards(async () => {
      worker.signal('SIGKILL');
      await worker.exited;
    });
    return worker;
  };
  const outbox = () => redis.commands.hlen(keys.evaluationsOutbox);
  return { evaluations, redis, keys, startWorker, outbox };
}
const isInsert = (line: string) => /^POST .*\/evaluations\?/.test(line);

test('a worker killed after it wrote evaluations, before it noted that down, leaves each one once', async () => {
  const { evaluations, redis, keys, startWorker, outbox } = await saverAndWorker();
  const made = [evaluationAt(1), evaluationAt(2), evaluationAt(3)];
  for (const evaluation of made) expect(await evaluations.save(ADA, evaluation)).toBe('saved');
  const worker = startWorker();
  world.gate.beforeAnswer = async (line) => {
    if (!isInsert(line)) return;
    worker.signal('SIGKILL');
    await worker.exited;
  };
  await worker.exited;
  world.gate.beforeAnswer = undefined;
  const ids = made.map(({ id }) => id);
  expect(await world.ids()).toEqual(ids);
  expect(await outbox()).toBe(3);
  // meanwhile they are there once, and what is removed or shared stays so
  expect(await listed(evaluations)).toEqual(ids.toReversed());
  expect(await evaluations.remove(ADA, ids[0]!)).toBe(true);
  const token = (await evaluations.share(ADA, ids[1]!)) ?? '';

  // the job of the dead one is locked for a while, so the keys of its queue are put aside
  await redis.commands.del(...(await redis.commands.keys(`${keys.queue}:*`)));
  world.worker(redis, keys);
  await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
  expect(await world.ids()).toEqual(ids);
  expect(await listed(evaluations)).toEqual([ids[2], ids[1]]);
  expect((await evaluations.shared(token))?.id).toBe(ids[1]);
});

test('whatever dies, and in whatever order, what was acknowledged is one row and what failed is none', async () => {
  const { evaluations, redis, startWorker, outbox } = await saverAndWorker();
  startWorker();
  const acknowledged: string[] = [];
  const failed: string[] = [];
  let second = 0;
  const saveSome = async () => {
    for (let count = 0; count < 5; count += 1) {
      const evaluation = evaluationAt((second += 1));
      const outcome = await evaluations.save(ADA, evaluation);
      (outcome === 'saved' ? acknowledged : failed).push(evaluation.id);
    }
  };
  await saveSome();
  await world.gate.shut();
  await saveSome();
  await world.server.kill();
  await saveSome();
  expect(acknowledged).toHaveLength(10);
  expect(failed).toHaveLength(5);
  await world.server.restart();
  await vi.waitUntil(redis.isUsable, PATIENCE);
  await saveSome();
  await world.server.kill();
  await world.gate.open();
  await saveSome();
  expect(acknowledged).toHaveLength(20);
  await world.server.restart();
  await vi.waitUntil(redis.isUsable, PATIENCE);
  await vi.waitFor(async () => expect(await outbox()).toBe(0), { timeout: 30_000, interval: 50 });
  expect(await world.ids()).toEqual(acknowledged);
}, 40_000);
