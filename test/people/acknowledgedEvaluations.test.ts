import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import { AcknowledgedEvaluations } from '../../src/people/acknowledgedEvaluations.ts';
import { EvaluationsOutbox } from '../../src/people/evaluationsOutbox.ts';
import { Outbox } from '../../src/people/outbox.ts';
import { PeopleQueue } from '../../src/people/peopleQueue.ts';
import { createSavedEvaluations } from '../../src/people/savedEvaluations.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { ADA, BOB, evaluationAt, PATIENCE } from './support/evaluationsWorld.ts';

/** Loses all it held when it is killed. */
let server: TestRedis;
let redis: RedisLink;
const closing: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  server = await startTestRedis();
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  redis = openRedisLink({ config, log: silentLog });
  await vi.waitUntil(redis.isUsable, PATIENCE);
});
afterAll(async () => {
  await redis.close();
  await server.stop();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const pendingOf = (telegramId: number, savedAt = 1) => ({
  telegramId,
  savedAt,
  evaluation: evaluationAt(),
});

function start() {
  const { commands } = redis;
  const keys = createKeys(`test-${randomUUID()}`);
  const outbox = new EvaluationsOutbox({ commands, keys });
  const people = new Outbox({ commands, keys });
  const queue = new PeopleQueue({ connection: commands, keys });
  const acknowledged = new AcknowledgedEvaluations({
    outbox,
    people,
    queue,
    redis,
    log: silentLog,
    checkIntervalMs: 20,
  });
  closing.push(async () => {
    acknowledged.close();
    await queue.close();
  });
  return { outbox, people, acknowledged };
}
async function loseAll(): Promise<void> {
  await server.kill();
  await vi.waitUntil(() => !redis.isUsable(), PATIENCE);
  await server.restart();
  await vi.waitUntil(redis.isUsable, PATIENCE);
}

test('a Redis that lost what it acknowledged gets again what was not written, and nothing else', async () => {
  const { outbox, people, acknowledged } = start();
  const waiting = pendingOf(ADA);
  const written = pendingOf(ADA);
  const forgotten = pendingOf(BOB, 1);
  const later = pendingOf(BOB, 3);
  for (const pending of [waiting, written, forgotten, later]) {
    await outbox.put(pending);
    acknowledged.add(pending);
  }
  await outbox.settle([written]);
  await people.put([{ telegramId: BOB, at: 2, person: null, forgottenAt: 2 }]);
  await vi.waitUntil(() => acknowledged.size === 2, PATIENCE);
  await loseAll();
  await vi.waitFor(async () => expect(await outbox.of(ADA)).toEqual([waiting]), PATIENCE);
  await vi.waitFor(async () => expect(await outbox.of(BOB)).toEqual([later]), PATIENCE);
  await outbox.settle([waiting, later]);
  await vi.waitUntil(() => acknowledged.size === 0, PATIENCE);
});

test('a process that ends while Redis is away hands on what Redis had acknowledged', async () => {
  const { outbox, acknowledged } = start();
  const pending = pendingOf(ADA);
  await outbox.put(pending);
  acknowledged.add(pending);
  await server.kill();
  await vi.waitUntil(() => !redis.isUsable(), PATIENCE);
  expect(acknowledged.close()).toEqual([pending]);
  await server.restart();
  await vi.waitUntil(redis.isUsable, PATIENCE);
});

test('holds a thousand at most', () => {
  const { acknowledged } = start();
  for (let count = 0; count < 1_005; count += 1) acknowledged.add(pendingOf(ADA));
  expect(acknowledged.size).toBe(1_000);
});

test('saving puts into a Redis that came back empty what it had taken', async () => {
  const keys = createKeys(`test-${randomUUID()}`);
  const database = createDatabase({
    url: 'http://127.0.0.1:9',
    readKey: 'key',
    serviceRoleKey: 'key',
    webhookSecret: undefined,
  });
  const evaluations = createSavedEvaluations({ database, keys, log: silentLog, redis });
  closing.push(() => evaluations.close());
  const evaluation = evaluationAt();
  expect(await evaluations.save(ADA, evaluation)).toBe('saved');
  await loseAll();
  await vi.waitFor(
    async () => expect(await evaluations.find(ADA, evaluation.id)).toMatchObject(evaluation),
    PATIENCE,
  );
});
