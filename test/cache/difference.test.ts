import { describe, expect, test } from 'vitest';
import { compareSnapshots } from '../../src/cache/difference.ts';
import { packContent, sealSnapshot } from '../../src/cache/snapshot.ts';
import { FakeDatabase, fakeCatalogue } from '../support/datasets.ts';

async function shelf(rows: Record<string, string>) {
  const packed = await packContent({ documents: new Map([['/shelves/1', rows]]) });
  const facts = { dataset: 'shelf/1', version: 'v', rows: 0, builtAt: 0, source: '' };
  return sealSnapshot(packed, facts);
}

async function compare(before: Record<string, string>, after: Record<string, string>) {
  const dataset = fakeCatalogue(new FakeDatabase()).dataset('shelf/1');
  if (dataset === undefined) throw new Error('no dataset');
  return compareSnapshots(dataset, await shelf(before), await shelf(after));
}

describe('the difference between two versions', () => {
  test.each([
    ['nothing', { a: '1' }, { a: '1' }, { added: 0, removed: 0, changed: 0 }],
    ['a row that came', { a: '1' }, { a: '1', b: '2' }, { added: 1, removed: 0, changed: 0 }],
    ['a row that went', { a: '1', b: '2' }, { b: '2' }, { added: 0, removed: 1, changed: 0 }],
    ['a row that changed', { a: '1' }, { a: '2' }, { added: 0, removed: 0, changed: 1 }],
    ['a row under another id', { a: '1' }, { b: '1' }, { added: 1, removed: 1, changed: 0 }],
    ['everything', {}, { a: '1' }, { added: 1, removed: 0, changed: 0 }],
  ])('counts %s', async (_, before, after, difference) => {
    expect(await compare(before, after)).toEqual({
      difference,
      previousRows: Object.keys(before).length,
    });
  });
});
