import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/datasets/database.ts';
import {
  ratesDataset,
  type RatesDocument,
  type RatesHistoryDocument,
} from '../../src/datasets/rates.ts';
import { ratesHistory, ratesRow } from '../../src/datasets/ratesRows.ts';
import { Tally } from '../../src/datasets/rawValues.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

let supabase: EmbeddedSupabase;
let database: Database;

beforeAll(async () => {
  supabase = await startTestSupabase();
  database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
});
afterAll(() => supabase.stop());
beforeEach(() => supabase.sql('truncate currency'));

const insert = (values: string) =>
  supabase.sql(
    `insert into currency (created_at, euro, usd, rub, "try", aed, thb, demo) values ${values}`,
  );
const dataset = () => ratesDataset({ database, ttlMs: 1, now: () => Date.UTC(2026, 10, 23, 12) });
const load = () => dataset().load(AbortSignal.timeout(10_000));

async function documents() {
  const loaded = await load();
  expect(loaded.findings).toEqual([]);
  expect(loaded.rows).toBe(loaded.expectedRows);
  const built = (await loaded.build()).documents;
  return {
    current: built.get('/api/rates') as RatesDocument,
    history: built.get('/api/rates/history') as RatesHistoryDocument,
    notes: loaded.notes,
  };
}

describe('the rates', () => {
  test('are the newest of each currency, with the day of each', async () => {
    await insert(`('2026-11-22T12:00Z', 1, 1.16, 95, 58, 4.26, 38, false),
      ('2026-11-23T09:00Z', 1, 1.17, null, 58.1, null, 38.1, false),
      ('2026-11-21T12:00Z', 1, 9, 9, 9, 9, 9, false)`);
    const { current } = await documents();
    expect(current).toEqual({
      base: 'EUR',
      rates: { usd: 1.17, rub: 95, try: 58.1, aed: 4.26, thb: 38.1 },
      dates: {
        usd: '2026-11-23',
        rub: '2026-11-22',
        try: '2026-11-23',
        aed: '2026-11-22',
        thb: '2026-11-23',
      },
      asOf: '2026-11-23',
      demo: false,
    });
  });

  test('have as history the end of each month', async () => {
    await insert(`('2026-09-30T12:00Z', 1, 1.1, 90, 50, 4, 36, true),
      ('2026-10-01T12:00Z', 1, 1.2, 91, 51, 4, 36, false),
      ('2026-10-30T12:00Z', 1, 1.3, null, 52, 4, 36, false)`);
    const { current, history } = await documents();
    expect(history).toEqual({
      base: 'EUR',
      months: [
        {
          month: '2026-09',
          asOf: '2026-09-30',
          rates: { usd: 1.1, rub: 90, try: 50, aed: 4, thb: 36 },
        },
        {
          month: '2026-10',
          asOf: '2026-10-30',
          rates: { usd: 1.3, rub: 91, try: 52, aed: 4, thb: 36 },
        },
      ],
      demo: true,
    });
    expect(current.demo).toBe(false);
  });

  test('go back 61 months, and tell of what is older', async () => {
    await supabase.sql(
      `insert into currency (created_at, usd)
       select timestamptz '2026-11-15T00:00Z' - make_interval(months => number), 1 from generate_series(0, 63) as number`,
    );
    const { history, notes } = await documents();
    expect(history.months.map(({ month }) => month).slice(0, 2)).toEqual(['2021-11', '2021-12']);
    expect(history.months).toHaveLength(61);
    expect(notes).toEqual([{ rule: 'older-than-61-months', message: 'случаев 3' }]);
  });

  test('are empty, and accepted, where the table is', async () => {
    const { current, history } = await documents();
    expect(current).toEqual({ base: 'EUR', rates: {}, dates: {}, asOf: null, demo: false });
    expect(history).toEqual({ base: 'EUR', months: [], demo: false });
  });

  test('leave out what cannot be used by a rule', async () => {
    await insert(`('2026-11-22T12:00Z', 1, 1.16, 0, 58, 'NaN', 38, false),
      ('2026-11-24T12:00Z', 1, 9, 9, 9, 9, 9, false),
      ('2026-11-21T12:00Z', 0.9, 9, 9, 9, 9, 9, false),
      ('2026-11-20T12:00Z', 1, 1, 1, 1, 1, 1, false), ('2026-11-19T12:00Z', 1, 1, 1, 1, 1, 1, false)`);
    const { current, notes } = await documents();
    expect(current.rates).toEqual({ usd: 1.16, rub: 1, try: 58, aed: 1, thb: 38 });
    expect(notes?.map(({ rule }) => rule).sort()).toEqual([
      'base-not-euro',
      'future-date',
      'not-a-number',
      'not-positive',
    ]);
  });

  test('are refused when most rows cannot be used', async () => {
    await insert(`('2026-11-22T12:00Z', 1.17, 1, 1, 1, 1, 1, false)`);
    expect((await load()).findings).toEqual([
      { rule: 'unusable-rows', message: 'годны только 0 строк из 1' },
    ]);
  });

  test('tell their rows apart by currency and month', async () => {
    await insert(`('2026-10-30T12:00Z', 1, 1.3, null, 52, 4, 36, false)`);
    const { current, history } = await documents();
    const names = (path: string, body: unknown) =>
      [...dataset().rowsOf(path, body)].map(([identity]) => identity);
    expect(names('/api/rates', current)).toEqual(['usd', 'try', 'aed', 'thb']);
    expect(names('/api/rates/history', history)).toEqual(['2026-10']);
  });
});

test('the order of the rows changes nothing', () => {
  const value = fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 3 }));
  const anyRow = fc
    .tuple(fc.integer({ min: 1, max: 2_500 }), fc.array(value, { minLength: 5, maxLength: 5 }))
    .map(([days, rates]) => {
      const moment = new Date(Date.UTC(2026, 10, 23) - days * 86_400_000).toISOString();
      const row: unknown[] = [moment, 1];
      return row.concat(rates, false);
    });
  const read = (rows: unknown[][]) => {
    const tally = new Tally();
    const usable = rows.map((one) => ratesRow(one, '2026-11-23', tally)).filter((one) => !!one);
    return ratesHistory(usable, tally);
  };
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
      const history = read(rows);
      expect(read(rows.toReversed())).toEqual(history);
      expect(history.months.length).toBeLessThanOrEqual(61);
    }),
  );
});
