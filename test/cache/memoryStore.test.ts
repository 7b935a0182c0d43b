import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { STAGED_SECONDS } from '../../src/cache/store.ts';
import { describeStore } from './storeContract.ts';

describe('the memory store', () => {
  let now: number;
  let store: MemoryStore;

  beforeEach(() => {
    now = Date.now();
    store = new MemoryStore(() => now);
  });

  describeStore(() => ({
    store,
    async expireStaged() {
      now += STAGED_SECONDS * 1000;
    },
    async settled() {},
  }));

  test('gives growing sequences while the clock goes back', async () => {
    const before = await store.nextSequence();
    now -= 3_600_000;
    expect(await store.nextSequence()).toBeGreaterThan(before);
  });
});
