import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAdmins } from '../../src/people/admins.ts';
import { Tables } from '../api/support/tables.ts';
import { recordingLog } from '../support/logs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function adminsWith(ids: number[]) {
  const database = new Tables();
  const { log, messages } = recordingLog();
  return { database, messages, admins: createAdmins({ ids, database, log }) };
}
const aMinute = () => vi.advanceTimersByTimeAsync(60_000);

test('admins are those of the variable at once, and those of the table as soon as it is read', async () => {
  const { admins, database } = adminsWith([1]);
  database.admins.add(7_000_000_002).add(0).add(NaN);
  admins.start();
  expect([admins.isAdmin(1), admins.isAdmin(7_000_000_002)]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(0);
  expect(admins.isAdmin(7_000_000_002)).toBe(true);
  expect(admins.all()).toEqual([1, 7_000_000_002]);
  admins.stop();
});

test('rights given and taken in the table count within a minute', async () => {
  const { admins, database } = adminsWith([1]);
  database.admins.add(2);
  admins.start();
  await vi.advanceTimersByTimeAsync(0);
  database.admins.delete(2);
  database.admins.add(3);
  await aMinute();
  expect(admins.all()).toEqual([1, 3]);
  admins.stop();
  database.admins.clear();
  await aMinute();
  expect(admins.all()).toEqual([1, 3]);
});

test('stay what they were while the database is away, and that is said once', async () => {
  const { admins, database, messages } = adminsWith([1]);
  database.admins.add(2);
  admins.start();
  await vi.advanceTimersByTimeAsync(0);
  database.away = true;
  await aMinute();
  await aMinute();
  expect(admins.all()).toEqual([1, 2]);
  expect(messages()).toEqual([expect.stringContaining('действует прежний')]);
  database.away = false;
  database.admins.delete(2);
  await aMinute();
  expect(admins.all()).toEqual([1]);
  admins.stop();
});

test('are only those of the variable without the service key', async () => {
  const { admins, database, messages } = adminsWith([1]);
  database.writable = false;
  database.admins.add(2);
  admins.start();
  await aMinute();
  expect(admins.all()).toEqual([1]);
  expect(messages()).toEqual([]);
  admins.stop();
});
