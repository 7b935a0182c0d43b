import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RatesJob } from '../../src/worker/ratesJob.ts';
import { silentLog } from '../support/logs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;

/** Counts checks by their first question to the database. */
function scheduled(newest: () => Promise<Record<string, unknown>[]>) {
  const counted = vi.fn<typeof newest>(newest);
  const job = new RatesJob({
    database: { newest: counted, insert: async () => {} },
    queue: { add: async () => {} },
    log: silentLog,
    banks: [],
  });
  job.start();
  return { job, checks: () => counted.mock.calls.length };
}

test('checks a few times a day, not at once, and no more after a stop', async () => {
  const { job, checks } = scheduled(async () => [{ created_at: '2026-10-01', demo: true }]);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(checks()).toBe(0);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(checks()).toBe(1);
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(checks()).toBeGreaterThanOrEqual(6);
  expect(checks()).toBeLessThanOrEqual(12);
  await job.stop();
  const before = checks();
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(checks()).toBe(before);
});

test('comes back soon after a failure, then ever more slowly, and as usual when all is well', async () => {
  let isWell = false;
  const { job, checks } = scheduled(async () => {
    if (!isWell) throw new Error('Supabase недоступен');
    return [{ created_at: '2026-10-01', demo: true }];
  });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(checks()).toBe(1);
  await vi.advanceTimersByTimeAsync(2.5 * MINUTE_MS);
  expect(checks()).toBe(2);
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(checks()).toBeGreaterThan(20);
  expect(checks()).toBeLessThan(40);
  isWell = true;
  await vi.advanceTimersByTimeAsync(80 * MINUTE_MS);
  const before = checks();
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(checks() - before).toBeLessThan(12);
  await job.stop();
});
