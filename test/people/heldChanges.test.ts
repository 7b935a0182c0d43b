import { expect, test } from 'vitest';
import { HeldChanges } from '../../src/people/heldChanges.ts';
import type { Change, Person } from '../../src/people/person.ts';
import { recordingLog } from '../support/logs.ts';

const person = { language: 'en' } as Person;
const saved = (telegramId: number): Change => ({ telegramId, at: 1, person });
const forgotten = (telegramId: number): Change => ({ telegramId, at: 1, person: null });

test('holds ten thousand people at most: the oldest go, those to be forgotten last', async () => {
  const { log, messages } = recordingLog();
  const deliver = async () => {
    throw new Error('nobody takes it');
  };
  const held = new HeldChanges({ deliver, gatherMs: 0, longestRetryMs: 10, log });
  held.put(forgotten(1));
  for (let id = 2; id <= 10_002; id += 1) held.put(saved(id));
  expect(held.get(1)).toBeDefined();
  expect([2, 3, 4, 10_002].map((id) => held.get(id)?.telegramId)).toEqual([
    undefined,
    undefined,
    4,
    10_002,
  ]);
  await held.close(deliver, AbortSignal.timeout(1_000));
  expect(messages()).toEqual([
    expect.stringContaining('Слишком много'),
    'Изменения о пользователях не сохранены',
  ]);
});

test('hands on what was changed during a delivery once more', async () => {
  const { log } = recordingLog();
  const delivered: Change[][] = [];
  const held = new HeldChanges({
    deliver: async (changes) => {
      if (delivered.push([...changes]) === 1) held.put(forgotten(1));
    },
    gatherMs: 0,
    longestRetryMs: 10,
    log,
  });
  held.put(saved(1));
  await expect.poll(() => held.get(1)).toBeUndefined();
  expect(delivered).toEqual([[saved(1)], [forgotten(1)]]);
});
