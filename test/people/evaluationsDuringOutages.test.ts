import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LoadError } from '../../src/errors.ts';
import {
  ADA,
  evaluationAt,
  EvaluationsWorld,
  listed,
  PATIENCE,
} from './support/evaluationsWorld.ts';

let world: EvaluationsWorld;

beforeAll(async () => {
  world = await EvaluationsWorld.start();
});
afterAll(() => world.stop());
afterEach(() => world.endTest());

const SUPABASE_TROUBLES = ['is gone', 'hangs'] as const;
async function breakSupabase(
  how: (typeof SUPABASE_TROUBLES)[number],
): Promise<() => Promise<void>> {
  if (how === 'is gone') await world.gate.shut();
  else world.gate.hanging = true;
  let mended: Promise<void> | undefined;
  const mend = async () => {
    world.gate.hanging = false;
    if (how === 'is gone') await world.gate.open();
  };
  const once = () => (mended ??= mend());
  world.afterwards(once);
  return once;
}
const REDIS_TROUBLES = ['is gone', 'hangs', 'is full'] as const;
async function breakRedis(how: (typeof REDIS_TROUBLES)[number]): Promise<() => Promise<void>> {
  const limitMemory = async (bytes: number) => {
    const { commands } = await world.openLink();
    await commands.config('SET', 'maxmemory', bytes);
  };
  if (how === 'is gone') await world.server.kill();
  else if (how === 'hangs') world.server.pause();
  else await limitMemory(1);
  let mended: Promise<void> | undefined;
  const mend = async () => {
    if (how === 'is gone') await world.server.restart();
    else if (how === 'hangs') world.server.resume();
    else await limitMemory(0);
  };
  const once = () => (mended ??= mend());
  world.afterwards(once);
  return once;
}
async function timed<Value>(work: () => Promise<Value>): Promise<[Value, tookMs: number]> {
  const startedAt = performance.now();
  return [await work(), performance.now() - startedAt];
}
const isWritten = (ids: string[]) =>
  vi.waitFor(async () => expect((await world.ids()).toSorted()).toEqual(ids.toSorted()), PATIENCE);

describe.each(SUPABASE_TROUBLES)('while Supabase %s', (how) => {
  test('evaluations are taken at once, found, and written later', async () => {
    const { evaluations, outbox } = await world.saverWithRedis();
    const mend = await breakSupabase(how);
    const made = [evaluationAt(1), evaluationAt(2)];
    for (const evaluation of made) {
      const [outcome, tookMs] = await timed(() => evaluations.save(ADA, evaluation));
      expect(outcome).toBe('saved');
      expect(tookMs).toBeLessThan(300);
    }
    expect(await world.ids()).toEqual([]);
    await mend();
    await isWritten(made.map(({ id }) => id));
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
  });

  test('in memory mode the answer says within a second that it was not saved', async () => {
    const { evaluations, messages } = world.saver();
    const mend = await breakSupabase(how);
    const evaluation = evaluationAt();
    const [outcome, tookMs] = await timed(() => evaluations.save(ADA, evaluation));
    expect(outcome).toBe('failed');
    expect(tookMs).toBeLessThan(1_000);
    expect(messages()).toEqual([expect.stringContaining('Оценки пока не сохраняются')]);
    await mend();
    expect(await world.ids()).toEqual([]);
    expect(await evaluations.save(ADA, evaluation)).toBe('saved');
    expect(await world.ids()).toEqual([evaluation.id]);
  });
});

test('while Supabase is gone what waits for it is found, all else says so, and the operator is told once', async () => {
  const { evaluations, job } = await world.saverWithRedis();
  const mend = await breakSupabase('is gone');
  const evaluation = evaluationAt();
  await evaluations.save(ADA, evaluation);
  expect(await evaluations.find(ADA, evaluation.id)).toEqual({ ...evaluation, shareToken: null });
  const failing = [
    evaluations.list(ADA, { limit: 5 }),
    evaluations.share(ADA, evaluation.id),
    evaluations.remove(ADA, evaluation.id),
    evaluations.shared('A'.repeat(24)),
  ];
  for (const outcome of await Promise.allSettled(failing)) {
    expect(outcome).toMatchObject({ reason: expect.any(LoadError) as LoadError });
  }
  await mend();
  await isWritten([evaluation.id]);
  const told = () => job?.messages().filter((line) => line.startsWith('Оценки'));
  await vi.waitFor(() => expect(told()).toHaveLength(2), PATIENCE);
  expect(told()?.[0]).toContain('пока не сохраняются');
  expect(told()?.[1]).toContain('снова сохраняются');
});

describe.each(REDIS_TROUBLES)('while Redis %s', (how) => {
  test('evaluations are written directly within a second, and listed', async () => {
    const { evaluations, outbox } = await world.saverWithRedis();
    const mend = await breakRedis(how);
    const evaluation = evaluationAt();
    const [outcome, tookMs] = await timed(() => evaluations.save(ADA, evaluation));
    expect(outcome).toBe('saved');
    expect(tookMs).toBeLessThan(1_000);
    expect(await world.ids()).toEqual([evaluation.id]);
    expect(await listed(evaluations)).toEqual([evaluation.id]);
    await mend();
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
    expect(await world.ids()).toEqual([evaluation.id]);
  });
});

test.each(['is gone', 'is full'] as const)(
  'while Redis %s and Supabase is gone it is said that it was not saved, and it never turns up',
  async (how) => {
    const { evaluations, outbox } = await world.saverWithRedis();
    const mends = [await breakRedis(how), await breakSupabase('is gone')];
    const [failed, tookMs] = await timed(() => evaluations.save(ADA, evaluationAt(1)));
    expect(failed).toBe('failed');
    expect(tookMs).toBeLessThan(1_000);
    for (const mend of mends) await mend();
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
    const later = evaluationAt(2);
    expect(await evaluations.save(ADA, later)).toBe('saved');
    await isWritten([later.id]);
  },
);

test('what hung Redis and Supabase have not answered is said not to be saved; a repeat saves it once', async () => {
  const { evaluations, redis } = await world.saverWithRedis();
  const mends = [await breakRedis('hangs'), await breakSupabase('hangs')];
  const evaluation = evaluationAt(1);
  const [failed, tookMs] = await timed(() => evaluations.save(ADA, evaluation));
  expect(failed).toBe('failed');
  expect(tookMs).toBeLessThan(1_000);
  for (const mend of mends) await mend();
  await vi.waitUntil(redis.isUsable, PATIENCE);
  expect(await evaluations.save(ADA, evaluation)).toBe('saved');
  await isWritten([evaluation.id]);
});

describe('what was acknowledged', () => {
  test('is written when Redis is killed before the worker saw it, and comes back', async () => {
    const { evaluations, redis, keys } = await world.saverWithRedis({ worker: false });
    const made = [evaluationAt(1), evaluationAt(2)];
    for (const evaluation of made) expect(await evaluations.save(ADA, evaluation)).toBe('saved');
    await world.server.kill();
    await world.server.restart();
    world.worker(redis, keys);
    await isWritten(made.map(({ id }) => id));
  });

  test('is written when nobody asked for it, as after the death of whoever took it', async () => {
    const { redis, keys } = await world.saverWithRedis({ worker: false });
    const { messages } = world.worker(redis, keys, 50);
    const evaluation = evaluationAt();
    const pending = { telegramId: ADA, savedAt: Date.now(), evaluation };
    await redis.commands.hset(
      keys.evaluationsOutbox,
      `${ADA}:${evaluation.id}`,
      JSON.stringify(pending),
    );
    await isWritten([evaluation.id]);
    expect(messages()).toEqual([]);
  });

  test('is written by two workers once', async () => {
    const { evaluations, redis, keys, outbox } = await world.saverWithRedis();
    world.worker(await world.openLink(), keys, 20);
    world.worker(redis, keys, 20);
    const made = Array.from({ length: 120 }, (_, second) => evaluationAt(second));
    await Promise.all(made.map((evaluation) => evaluations.save(ADA, evaluation)));
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
    expect(await world.ids()).toEqual(made.map(({ id }) => id));
  });

  test('and then removed does not come back when a worker writes it late', async () => {
    const { evaluations, redis, keys, outbox } = await world.saverWithRedis({ worker: false });
    const evaluation = evaluationAt();
    await evaluations.save(ADA, evaluation);
    const kept = await redis.commands.hgetall(keys.evaluationsOutbox);
    expect(await evaluations.remove(ADA, evaluation.id)).toBe(true);
    expect(await outbox()).toBe(0);
    // as a worker holds it that had read the outbox before
    await redis.commands.hset(keys.evaluationsOutbox, kept);
    expect(await listed(evaluations)).toEqual([]);
    world.worker(redis, keys);
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
    expect(await world.rows()).toEqual([
      expect.objectContaining({ removed: true, content: false }),
    ]);
    expect(await evaluations.find(ADA, evaluation.id)).toBeUndefined();
  });

  test('but refused by the database waits until the reason is gone, and holds up nobody', async () => {
    const { evaluations, redis, keys, outbox } = await world.saverWithRedis({ worker: false });
    const made = [evaluationAt(1), evaluationAt(2), evaluationAt(3)];
    const refused = made[1]!;
    await world.supabase.sql(
      `alter table evaluations add constraint taste check (id <> '${refused.id}')`,
    );
    const permit = async () =>
      void (await world.supabase.sql('alter table evaluations drop constraint if exists taste'));
    world.afterwards(permit);
    for (const evaluation of made) await evaluations.save(ADA, evaluation);
    const { lines } = world.worker(redis, keys, 30);
    await isWritten([made[0]!.id, made[2]!.id]);
    await vi.waitFor(async () => expect(await outbox()).toBe(1), PATIENCE);
    const asked = world.gate.passed.length;
    await vi.waitFor(() => expect(world.gate.passed.length).toBeGreaterThan(asked + 2), PATIENCE);
    const errors = lines.filter(({ level }) => level === 50);
    expect(errors).toMatchObject([{ id: refused.id, code: '23514' }]);
    expect(JSON.stringify(lines)).not.toContain('Antalya');
    await permit();
    await isWritten(made.map(({ id }) => id));
  });

  test('waits for a migration that is missing', async () => {
    await world.supabase.sql('alter table evaluations rename to evaluations_elsewhere');
    const back = 'alter table if exists evaluations_elsewhere rename to evaluations';
    world.afterwards(async () => void (await world.supabase.sql(back)));
    const { evaluations, job } = await world.saverWithRedis();
    const evaluation = evaluationAt();
    expect(await evaluations.save(ADA, evaluation)).toBe('saved');
    const told = () => job!.lines.filter(({ level }) => level === 50).map(({ msg }) => msg);
    await vi.waitFor(() => expect(told()).toHaveLength(1), PATIENCE);
    expect(told()[0]).toContain('Примените миграции');
    await world.supabase.sql(back);
    await isWritten([evaluation.id]);
  });
});
