import { beforeEach, describe, expect, test } from 'vitest';
import { Ledger } from './support/ledger.ts';

const NOTHING = {
  readers: ['a', 'b'],
  evaluations: [] as string[],
  chat: { asked: 0, answered: 0 },
};

const textOf = (...changes: number[]) =>
  JSON.stringify({
    counties: changes.map((change, index) => ({ name: `County ${index} of change ${change}` })),
  });
const answerOf = (change: number) => ({
  status: 200,
  version: `20261123T120000.00${change}Z-hash${change}`,
  text: textOf(change, change, change),
});

let ledger: Ledger;

beforeEach(() => {
  ledger = new Ledger();
  for (const change of [1, 2]) {
    ledger.begins(change);
    ledger.acknowledges(change);
    for (const reader of ['a', 'b']) ledger.answers(reader, answerOf(change));
  }
});

const violations = (end: Partial<typeof NOTHING> = {}) => ledger.violations({ ...NOTHING, ...end });

test('a run that kept every promise has no violations', () => {
  ledger.saves('one');
  const chat = { asked: 2, answered: 2 };
  expect(violations({ evaluations: ['one', 'another'], chat })).toEqual([]);
  expect(ledger.summary()).toContain('2 changes, 2 acknowledged');
});

test('an answer may show a change that nobody asked to be taken up', () => {
  ledger.begins(3);
  ledger.answers('a', answerOf(3));
  expect(violations()).toEqual([]);
});

describe('the ledger notices', () => {
  test('an acknowledged change that no reader ever showed', () => {
    ledger.begins(3);
    ledger.acknowledges(3);
    expect(violations()).toContain('change 3 was acknowledged, and never seen');
  });

  test('a reader that stayed behind', () => {
    ledger.begins(3);
    ledger.acknowledges(3);
    ledger.answers('a', answerOf(3));
    expect(violations()).toEqual(['b never got from 2 to change 3']);
    expect(violations({ readers: ['a'] })).toEqual([]);
  });

  test('a reader that went back, though it caught up', () => {
    ledger.answers('a', answerOf(1));
    ledger.answers('a', answerOf(2));
    expect(violations()).toEqual(['a went back from change 2 to 1']);
  });

  test('an answer of two versions at once', () => {
    ledger.answers('a', { ...answerOf(2), text: textOf(2, 1, 2) });
    expect(violations().join()).toContain('not one whole document');
  });

  test('an answer that lost a part', () => {
    ledger.answers('a', { ...answerOf(2), text: textOf(2, 2) });
    expect(violations().join()).toContain('not one whole document');
  });

  test('content under the name of another version', () => {
    ledger.begins(3);
    ledger.answers('a', { ...answerOf(3), version: answerOf(2).version });
    ledger.answers('b', answerOf(3));
    expect(violations()).toEqual([
      `version ${answerOf(2).version} showed changes 2 and 3`,
      'content hash2 showed changes 2 and 3',
    ]);
  });

  test('a change that was never made', () => {
    ledger.answers('a', answerOf(7));
    expect(violations()).toContain('a showed change 7, never made');
  });

  test.each([503, 500, 404])('a read answered %i', (status) => {
    ledger.answers('a', { status, version: '', text: 'no' });
    expect(violations()).toEqual([`a failed a read: ${status} no`]);
  });

  test('a read without an answer', () => {
    ledger.fails('b', new Error('ECONNRESET'));
    expect(violations()).toEqual(['b failed a read: Error: ECONNRESET']);
  });

  test.each([[[]], [['one', 'one']]])(
    'an evaluation acknowledged and kept as %j',
    (evaluations) => {
      ledger.saves('one');
      expect(violations({ evaluations }).join()).toContain('evaluation one was acknowledged');
    },
  );

  test.each([1, 3])('two messages with %i answers', (answered) => {
    expect(violations({ chat: { asked: 2, answered } })).toEqual([
      `2 messages got ${answered} answers`,
    ]);
  });
});
