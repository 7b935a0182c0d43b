import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ALL } from '../../src/cache/events.ts';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { createReading, type Reading } from '../../src/cache/reading.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { ProcessRefreshQueue } from '../../src/cache/refreshQueue.ts';
import { createDatasetCatalogue } from '../../src/datasets/catalogue.ts';
import { createPlaceTree, parentOf, type PlaceTree } from '../../src/datasets/placeTree.ts';
import { Tables } from '../api/support/tables.ts';
import { silentLog as log } from '../support/logs.ts';

const FOR_PEOPLE = { includeDisabled: false };
const FOR_ADMINS = { includeDisabled: true };

let reading: Reading;
let tree: PlaceTree;
beforeAll(async () => {
  const catalogue = createDatasetCatalogue({
    database: new Tables(),
    ttlMs: 3_600_000,
    marketTtlMs: 3_600_000,
  });
  const store = new MemoryStore();
  const refresher = new Refresher({ catalogue, store, log });
  await refresher.refresh({ scope: ALL, reason: 'cold-start' });
  const queue = new ProcessRefreshQueue(refresher);
  reading = createReading({ catalogue, store, queue, log, keep: true });
  reading.start();
  await vi.waitUntil(() => reading.reader.isReady());
  tree = createPlaceTree(reading.reader);
});
afterAll(() => reading.stop());

describe('the tree of places', () => {
  test('begins with the countries one may see', async () => {
    const idsFor = async (options: typeof FOR_PEOPLE) =>
      (await tree.countries(options)).map(({ id }) => id).toSorted((one, other) => one - other);
    expect(await idsFor(FOR_PEOPLE)).toEqual([1]);
    expect(await idsFor(FOR_ADMINS)).toEqual([1, 2]);
  });

  test('lists what is directly below a place, with how much each holds', async () => {
    expect(await tree.children({ country: 1 }, FOR_PEOPLE)).toMatchObject([
      { level: 'city', name: 'Antalya', ids: { country: 1, city: 7 }, childCount: 2 },
      { name: 'Bayburt', childCount: 0 },
      { name: 'İstanbul', childCount: 1 },
    ]);
    expect(await tree.children({ country: 1, city: 7 }, FOR_PEOPLE)).toMatchObject([
      { level: 'county', name: 'Alanya', childCount: 2 },
      { level: 'county', name: 'Muratpaşa', childCount: 1 },
    ]);
    expect(await tree.children({ country: 1, city: 7, county: 101 }, FOR_PEOPLE)).toMatchObject([
      { level: 'district', name: 'Mahmutlar', childCount: 0 },
      { level: 'district', name: 'Oba', ids: { country: 1, city: 7, county: 101, district: 1002 } },
    ]);
    const inKotor = await tree.children({ country: 2, city: 3 }, FOR_ADMINS);
    expect(inKotor).toMatchObject([{ name: 'Dobrota' }]);
  });

  test('knows the way to a place and what lies below it, level by level', async () => {
    const country = await tree.find({ country: 1 }, FOR_PEOPLE);
    expect(country).toMatchObject({
      level: 'country',
      path: [],
      below: [
        { level: 'city', count: 3 },
        { level: 'county', count: 3 },
      ],
    });
    const county = await tree.find({ country: 1, city: 7, county: 101 }, FOR_PEOPLE);
    expect(county).toMatchObject({ name: 'Alanya', below: [{ level: 'district', count: 2 }] });
    expect(county?.path.map(({ name }) => name)).toEqual(['Türkiye', 'Antalya']);
    const leaf = await tree.find({ country: 1, city: 7, county: 101, district: 1001 }, FOR_PEOPLE);
    expect(leaf).toMatchObject({ level: 'district', name: 'Mahmutlar', below: [] });
    expect(await tree.find({ country: 1, city: 69 }, FOR_PEOPLE)).toMatchObject({ below: [] });
  });

  test.each([
    { country: 9 },
    { country: 2 },
    { country: 1, city: 8 },
    { country: 1, city: 34, county: 101 },
    { country: 1, city: 7, county: 101, district: 1003 },
  ])('has no place at %j for people', async (ids) => {
    expect(await tree.find(ids, FOR_PEOPLE)).toBeUndefined();
  });

  test.each([{ country: 9 }, { country: 2 }, { country: 1, city: 8 }])(
    'has no list at %j for people',
    async (ids) => {
      expect(await tree.children(ids, FOR_PEOPLE)).toBeUndefined();
    },
  );
});

test.each([
  [{ country: 1 }, undefined],
  [{ country: 1, city: 7 }, { country: 1 }],
  [
    { country: 1, city: 7, county: 101, district: 1001 },
    { country: 1, city: 7, county: 101 },
  ],
])('above %j is %j', (ids, parent) => {
  expect(parentOf(ids)).toEqual(parent);
});
