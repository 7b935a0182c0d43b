import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newEvaluationId, repeatableEvaluationId } from '../../src/evaluations/identity.ts';

test('an id under a key is a UUID of version 5, the same whenever it is asked for', () => {
  expect(repeatableEvaluationId(7, 'a key')).toBe('0ee9f72e-3ef6-5a03-bbbf-e871a6285aff');
  const uuid = /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  const ids = fc.tuple(fc.nat(), fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(ids, ids, ([one, oneKey], [other, otherKey]) => {
      const id = repeatableEvaluationId(one, oneKey);
      expect(id).toMatch(uuid);
      const isSame = one === other && oneKey === otherKey;
      expect(id === repeatableEvaluationId(other, otherKey)).toBe(isSame);
    }),
  );
});

test('others are random', () => {
  expect(newEvaluationId()).not.toBe(newEvaluationId());
});
