import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Person } from '../../src/people/person.ts';
import {
  ADA,
  BOB,
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

const ada: Person = {
  telegramId: ADA,
  username: 'ada "forgottenAt":1',
  firstName: null,
  lastName: null,
  language: 'en',
  blocked: false,
};
const isWritten = (ids: string[]) =>
  vi.waitFor(async () => expect(await world.ids()).toEqual(ids), PATIENCE);
/** Not in the same millisecond as what was before. */
async function aMomentLater(): Promise<void> {
  const now = Date.now();
  await vi.waitUntil(() => Date.now() > now + 5, { timeout: 1_000, interval: 1 });
}

describe.each(['memory mode', 'Redis'])('whoever is forgotten in %s', (mode) => {
  const start = async () => (mode === 'Redis' ? world.saverWithRedis() : world.saver());

  test('leaves no evaluation, and others keep theirs', async () => {
    const { evaluations, users } = await start();
    const [hers, hersToo, his] = [evaluationAt(1), evaluationAt(2), evaluationAt(3)];
    await evaluations.save(ADA, hers);
    await evaluations.save(ADA, hersToo);
    await evaluations.save(BOB, his);
    await isWritten([hers.id, hersToo.id, his.id]);
    await evaluations.remove(ADA, hersToo.id);
    const token = (await evaluations.share(ADA, hers.id)) ?? '';
    users.forget(ADA);
    await isWritten([his.id]);
    expect(await evaluations.shared(token)).toBeUndefined();
    expect(await listed(evaluations, BOB)).toEqual([his.id]);
  });

  test('and writes again at once keeps what is saved from then on', async () => {
    const { evaluations, users } = await start();
    const [before, after] = [evaluationAt(1), evaluationAt(2)];
    await evaluations.save(ADA, before);
    await isWritten([before.id]);
    await aMomentLater();
    users.forget(ADA);
    users.save(ada);
    await aMomentLater();
    await evaluations.save(ADA, after);
    await isWritten([after.id]);
    await vi.waitFor(
      async () =>
        expect(await world.supabase.sql('select username from users')).toEqual([
          { username: ada.username },
        ]),
      PATIENCE,
    );
  });

  test('is forgotten although the table of evaluations is not there yet', async () => {
    await world.supabase.sql('alter table evaluations rename to evaluations_elsewhere');
    world.afterwards(
      async () =>
        void (await world.supabase.sql('alter table evaluations_elsewhere rename to evaluations')),
    );
    await world.supabase.sql(`insert into users (telegram_id) values (${ADA})`);
    const { users } = await start();
    users.forget(ADA);
    await vi.waitFor(
      async () => expect(await world.supabase.sql('select 1 from users')).toEqual([]),
      PATIENCE,
    );
  });
});

describe('while nothing can be written', () => {
  test('the evaluations of whoever is forgotten are not shown, and go when it can', async () => {
    const { evaluations, users, redis, keys, outbox } = await world.saverWithRedis({
      worker: false,
    });
    const [written, pending] = [evaluationAt(1), evaluationAt(2)];
    const [after, his] = [evaluationAt(3), evaluationAt(4)];
    await evaluations.save(ADA, written);
    await evaluations.share(ADA, written.id);
    await evaluations.save(ADA, pending);
    await evaluations.save(BOB, his);
    await aMomentLater();
    users.forget(ADA);
    await vi.waitFor(async () => expect(await listed(evaluations)).toEqual([]), PATIENCE);
    expect(await evaluations.find(ADA, written.id)).toBeUndefined();
    expect(await evaluations.find(ADA, pending.id)).toBeUndefined();
    await aMomentLater();
    users.save(ada);
    await vi.waitUntil(async () => (await users.find(ADA)) !== undefined, PATIENCE);
    await evaluations.save(ADA, after);
    expect(await listed(evaluations)).toEqual([after.id]);
    expect(await world.ids()).toEqual([written.id]);
    world.worker(redis, keys);
    await isWritten([after.id, his.id]);
    await vi.waitFor(async () => expect(await outbox()).toBe(0), PATIENCE);
    await vi.waitFor(async () => expect(await redis.commands.hlen(keys.outbox)).toBe(0), PATIENCE);
    expect(await listed(evaluations)).toEqual([after.id]);
  });

  test('a wish that Redis did not take is fulfilled when it is back, and spares what came later', async () => {
    const { evaluations, users, redis } = await world.saverWithRedis();
    const [before, after] = [evaluationAt(1), evaluationAt(2)];
    await evaluations.save(ADA, before);
    await isWritten([before.id]);
    await world.server.kill();
    await vi.waitUntil(() => !redis.isUsable(), PATIENCE);
    await aMomentLater();
    users.forget(ADA);
    users.save(ada);
    await aMomentLater();
    expect(await evaluations.save(ADA, after)).toBe('saved');
    expect(await world.ids()).toEqual([before.id, after.id]);
    await world.server.restart();
    await isWritten([after.id]);
  });
});
