import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SavedEvaluations } from '../../src/people/savedEvaluations.ts';
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

/** All that these hold, whatever is on its way. */
async function savedPages(evaluations: SavedEvaluations, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let before: string | undefined;
  do {
    const page = await evaluations.list(ADA, { limit, ...(before !== undefined && { before }) });
    pages.push(page.evaluations.map(({ id }) => id));
    before = page.next ?? undefined;
  } while (before !== undefined);
  return pages;
}

const modes = ['memory mode', 'Redis, nothing written yet', 'Redis and a worker'] as const;

describe.each(modes)('saved evaluations in %s', (mode) => {
  const start = async () => {
    if (mode === 'memory mode') return world.saver();
    return world.saverWithRedis({ worker: mode === 'Redis and a worker' });
  };
  const isThere = async (count: number) => {
    if (mode !== 'Redis and a worker') return;
    await vi.waitFor(async () => expect(await world.rows()).toHaveLength(count), PATIENCE);
  };

  test('are found as they were saved, by their owner alone', async () => {
    const { evaluations } = await start();
    const evaluation = evaluationAt();
    expect(evaluations.kept).toBe(true);
    expect(await evaluations.save(ADA, evaluation)).toBe('saved');
    await isThere(1);
    expect(await evaluations.find(ADA, evaluation.id)).toEqual({ ...evaluation, shareToken: null });
    expect(await listed(evaluations)).toEqual([evaluation.id]);
    expect(await listed(evaluations, BOB)).toEqual([]);
    expect(await evaluations.find(BOB, evaluation.id)).toBeUndefined();
    expect(await evaluations.share(BOB, evaluation.id)).toBeUndefined();
    expect(await evaluations.revoke(BOB, evaluation.id)).toBe(false);
    expect(await evaluations.remove(BOB, evaluation.id)).toBe(false);
    expect(await evaluations.find(ADA, evaluation.id)).toBeDefined();
  });

  test.each(['', 'no-uuid', '%', "' or 1=1", randomUUID(), randomUUID().toUpperCase()])(
    'are not found under «%s»',
    async (id) => {
      const { evaluations } = await start();
      expect(await evaluations.find(ADA, id)).toBeUndefined();
      expect(await evaluations.remove(ADA, id)).toBe(false);
    },
  );

  test('are listed newest first, page after page, each once', async () => {
    const { evaluations } = await start();
    const made = [3, 1, 2, 2, 2, 5, 4].map((second) => evaluationAt(second));
    for (const evaluation of made) expect(await evaluations.save(ADA, evaluation)).toBe('saved');
    await isThere(made.length);
    const sorted = made
      .toSorted((one, other) =>
        `${one.createdAt}${one.id}` < `${other.createdAt}${other.id}` ? 1 : -1,
      )
      .map(({ id }) => id);
    expect(await savedPages(evaluations, 3)).toEqual([
      sorted.slice(0, 3),
      sorted.slice(3, 6),
      sorted.slice(6),
    ]);
    expect(await savedPages(evaluations, 7)).toEqual([sorted]);
    expect(await evaluations.list(ADA, { limit: 3, before: 'nonsense' })).toEqual({
      evaluations: [],
      next: null,
    });
  });

  test('are shared under one token, until it is revoked', async () => {
    const { evaluations } = await start();
    const evaluation = evaluationAt();
    await evaluations.save(ADA, evaluation);
    await isThere(1);
    const [token = '', another] = await Promise.all([
      evaluations.share(ADA, evaluation.id),
      evaluations.share(ADA, evaluation.id),
    ]);
    expect(token).toMatch(/^[\w-]{22,}$/);
    expect(another).toBe(token);
    expect(await evaluations.share(ADA, evaluation.id)).toBe(token);
    expect(await evaluations.shared(token)).toEqual(evaluation);
    expect((await evaluations.find(ADA, evaluation.id))?.shareToken).toBe(token);
    expect(await evaluations.revoke(ADA, evaluation.id)).toBe(true);
    expect(await evaluations.shared(token)).toBeUndefined();
    expect((await evaluations.find(ADA, evaluation.id))?.shareToken).toBeNull();
    expect(await evaluations.share(ADA, evaluation.id)).not.toBe(token);
    expect(await world.rows()).toHaveLength(1);
  });

  test.each(['', 'e_x', '../x', 'A'.repeat(24)])(
    'are not opened by the token «%s»',
    async (token) => {
      const { evaluations } = await start();
      await evaluations.save(ADA, evaluationAt());
      expect(await evaluations.shared(token)).toBeUndefined();
    },
  );

  test('stay removed, also when they are saved again, and nothing of them is left', async () => {
    const { evaluations } = await start();
    const [kept, removed] = [evaluationAt(1), evaluationAt(2)];
    for (const evaluation of [kept, removed]) await evaluations.save(ADA, evaluation);
    await isThere(2);
    const token = (await evaluations.share(ADA, removed.id)) ?? '';
    expect(await evaluations.remove(ADA, removed.id)).toBe(true);
    expect(await evaluations.remove(ADA, removed.id)).toBe(false);
    expect(await evaluations.shared(token)).toBeUndefined();
    expect(await evaluations.save(ADA, removed)).toBe('removed');
    expect(await listed(evaluations)).toEqual([kept.id]);
    expect(await evaluations.find(ADA, removed.id)).toBeUndefined();
    expect((await world.rows()).find(({ id }) => id === removed.id)).toMatchObject({
      removed: true,
      content: false,
      share_token: null,
    });
  });

  test('of something else under the same id are not saved, and it is said so', async () => {
    const { evaluations } = await start();
    const first = evaluationAt();
    expect(await evaluations.save(ADA, first)).toBe('saved');
    await isThere(1);
    const reordered = { bedrooms: '2+1', area: 85, city: 7, country: 1 };
    expect(await evaluations.save(ADA, { ...first, request: reordered })).toBe('saved');
    const other = { ...first, request: { ...first.request, area: 86 } };
    expect(await evaluations.save(ADA, other)).toBe('another');
    expect((await evaluations.find(ADA, first.id))?.request.area).toBe(85);
    await evaluations.remove(ADA, first.id);
    expect(await evaluations.save(ADA, first)).toBe('removed');
    expect(await listed(evaluations)).toEqual([]);
  });

  test('are one row, however often and by how many they are saved', async () => {
    const { evaluations, keys } = await start();
    const redis = mode === 'memory mode' ? undefined : await world.openLink();
    const others = world.saver({ keys, ...(redis && { redis }) }).evaluations;
    const evaluation = evaluationAt();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? evaluations : others).save(ADA, evaluation),
      ),
    );
    // on a busy machine some are told that it was not saved in time
    expect(outcomes).toContain('saved');
    await isThere(1);
    expect(await listed(evaluations)).toEqual([evaluation.id]);
    await evaluations.share(ADA, evaluation.id);
    expect(await world.rows()).toHaveLength(1);
  });

  test('keep texts that PostgreSQL cannot hold without what it cannot', async () => {
    const { evaluations } = await start();
    const evaluation = evaluationAt();
    const request = { ...evaluation.request, heating: 'na\0tural\ud800 😀' };
    await evaluations.save(ADA, { ...evaluation, request });
    await isThere(1);
    await evaluations.share(ADA, evaluation.id);
    const found = await evaluations.find(ADA, evaluation.id);
    expect(found?.request.heating).toBe('natural\ufffd 😀');
  });
});

test('without the service key nothing is kept', async () => {
  const database = world.database({ isWritable: false });
  const { evaluations } = world.saver({ database });
  const { id } = evaluationAt();
  expect(evaluations.kept).toBe(false);
  expect(await evaluations.save(ADA, evaluationAt())).toBe('off');
  expect(await evaluations.list(ADA, { limit: 5 })).toEqual({ evaluations: [], next: null });
  expect(await evaluations.find(ADA, id)).toBeUndefined();
  expect(await evaluations.share(ADA, id)).toBeUndefined();
  expect(await evaluations.revoke(ADA, id)).toBe(false);
  expect(await evaluations.shared('A'.repeat(24))).toBeUndefined();
  expect(await evaluations.remove(ADA, id)).toBe(false);
  expect(world.gate.passed).toEqual([]);
});
