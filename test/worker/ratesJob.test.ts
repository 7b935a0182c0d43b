import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invalidation } from '../../src/cache/events.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisLock } from '../../src/cache/redisLock.ts';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { createBankOfRussia } from '../../src/worker/rates/bankOfRussia.ts';
import { createEuropeanCentralBank } from '../../src/worker/rates/europeanCentralBank.ts';
import { RATES_LOCK_MS, RatesJob, type RatesJobDependencies } from '../../src/worker/ratesJob.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { recordingLog } from '../support/logs.ts';
import { startProgram } from '../support/programs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import {
  altered,
  BANK_OF_RUSSIA,
  CENTRAL_BANK,
  failing,
  giving,
  startSite,
  type Site,
} from './rates/support.ts';

const REFRESH = { scope: 'rates', reason: 'schedule' };
const NOW = Date.parse('2026-11-23T14:00:00Z');

let supabase: EmbeddedSupabase;
let gate: Gate;
let server: TestRedis;
let redis: RedisLink;
let bankOfRussia: Site;
let centralBank: Site;

beforeAll(async () => {
  [supabase, server, bankOfRussia, centralBank] = await Promise.all([
    startTestSupabase(),
    startTestRedis(),
    startSite(giving(BANK_OF_RUSSIA)),
    startSite(giving(CENTRAL_BANK)),
  ]);
  gate = await startGate(supabase.url);
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  redis = openRedisLink({ config, log: recordingLog().log });
  await redis.settled;
  await supabase.sql(`create table if not exists currency (
    created_at timestamptz, euro numeric, usd numeric, rub numeric, "try" numeric, aed numeric, thb numeric)`);
  await supabase.sql(`alter table currency add column if not exists demo boolean`);
  // PostgREST reads its schema anew when it meets what it does not know, and answers once it has
  await vi.waitFor(async () => {
    const { job, messages } = jobWith();
    expect([await job.check(), messages()]).toEqual(['appended', expect.anything()]);
  }, 10_000);
});
afterAll(async () => {
  await redis.close();
  await Promise.all([gate.shut(), bankOfRussia.close(), centralBank.close()]);
  await Promise.all([supabase.stop(), server.stop()]);
});
beforeEach(async () => {
  bankOfRussia.answer = giving(BANK_OF_RUSSIA);
  centralBank.answer = giving(CENTRAL_BANK);
  await supabase.sql('delete from currency');
});
afterEach(() => {
  gate.beforeAnswer = undefined;
});

const databaseThroughGate = () =>
  createDatabase({
    url: gate.url,
    readKey: supabase.anonKey,
    serviceRoleKey: supabase.serviceRoleKey,
    webhookSecret: undefined,
  });

interface Row {
  date: string;
  usd: number | null;
  rub: number | null;
  try: number | null;
  aed: number | null;
}
const rows = () =>
  supabase.sql<Row>(
    `select to_char(created_at at time zone 'utc', 'YYYY-MM-DD') as date, euro::float, usd::float, rub::float,
       "try"::float, aed::float, thb::float from currency order by created_at`,
  );
const put = (date: string, rates: Partial<Row> = {}) => {
  const { usd = 1.15, rub = 92, try: lira = 49, aed = 4.2 } = rates;
  return supabase.sql(
    `insert into currency (created_at, euro, usd, rub, "try", aed) values ($1, 1, $2, $3, $4, $5)`,
    [date, usd, rub, lira, aed],
  );
};

function jobWith(dependencies: Partial<RatesJobDependencies> = {}) {
  const { log, lines, messages } = recordingLog();
  const events: Invalidation[] = [];
  const job = new RatesJob({
    database: databaseThroughGate(),
    queue: { add: async (event) => void events.push(event) },
    log,
    banks: [createBankOfRussia(bankOfRussia.url), createEuropeanCentralBank(centralBank.url)],
    bankRetryMs: 1,
    now: () => NOW,
    ...dependencies,
  });
  return { job, events, lines, messages };
}

describe('a check', () => {
  test("appends the Bank of Russia's rates and has the dataset refreshed", async () => {
    const { job, events } = jobWith();
    expect(await job.check()).toBe('appended');
    expect(await rows()).toEqual([
      {
        date: '2026-11-24',
        euro: 1,
        usd: expect.closeTo(1.160968, 6),
        rub: 93.0142,
        try: expect.closeTo(49.365092, 6),
        aed: expect.closeTo(4.263655, 6),
        thb: expect.closeTo(37.611736, 6),
      },
    ]);
    // once for what an earlier process may have left, once for the row
    expect(events).toEqual([REFRESH, REFRESH]);
  });

  test('appends nothing while the day is known, whoever wrote it and at what time', async () => {
    const { job, events } = jobWith();
    expect(await job.check()).toBe('appended');
    expect(await job.check()).toBe('known');
    expect(await rows()).toHaveLength(1);
    expect(events).toHaveLength(2);
    await supabase.sql('delete from currency');
    await put('2026-11-24T16:20:00Z');
    expect(await jobWith().job.check()).toBe('known');
    expect(await rows()).toHaveLength(1);
  });

  test('never goes back before the newest row', async () => {
    await put('2026-11-25');
    expect(await jobWith().job.check()).toBe('known');
    expect(await rows()).toHaveLength(1);
  });

  test('falls back to the ECB, which leaves rouble and dirham empty, and says so once', async () => {
    bankOfRussia.answer = failing(503);
    const asked = bankOfRussia.asked;
    const { job, lines, messages } = jobWith();
    expect(await job.check()).toBe('appended');
    expect(bankOfRussia.asked - asked).toBe(3);
    expect(await rows()).toMatchObject([
      { date: '2026-11-23', usd: 1.1608, try: 49.3512, thb: 37.601, rub: null, aed: null },
    ]);
    expect(await job.check()).toBe('known');
    const warnings = () => lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);
    expect(warnings()).toEqual([
      'Курсы валют даёт ЕЦБ, без RUB, AED. Банк России: http-status: ответ 503',
    ]);
    bankOfRussia.answer = giving(BANK_OF_RUSSIA);
    expect(await job.check()).toBe('appended');
    expect(messages().at(-1)).toBe('Курсы валют снова обновляются как обычно');
    expect(await rows()).toMatchObject([{ rub: null }, { rub: 93.0142 }]);
  });

  test('judges a currency by its own last rate, though newer rows lack it', async () => {
    await put('2026-11-20', { rub: 930 });
    await put('2026-11-23', { rub: null });
    bankOfRussia.answer = giving(BANK_OF_RUSSIA);
    centralBank.answer = failing(404);
    const { job, messages } = jobWith();
    const asked = centralBank.asked;
    expect(await job.check()).toBe('failed');
    // an answer of 404 will be the same a moment later
    expect(centralBank.asked - asked).toBe(1);
    expect(messages().at(-1)).toContain('implausible-change: RUB 93.0142 после 930 на 2026-11-20');
    expect(await rows()).toHaveLength(2);
  });

  test.each([
    [
      'a tenth of the nominal',
      altered(BANK_OF_RUSSIA, /(>TRY<\/CharCode><Nominal>)10/, '$11'),
      'implausible-change',
    ],
    [
      'no nominal',
      altered(BANK_OF_RUSSIA, /(>TRY<\/CharCode>)<Nominal>10<\/Nominal>/, '$1'),
      'no-nominal',
    ],
    ['a rate of zero', altered(BANK_OF_RUSSIA, '80,1178', '0'), 'not-positive'],
    ['a future date', altered(BANK_OF_RUSSIA, '24.11.2026', '26.11.2026'), 'future-date'],
    ['a date long ago', altered(BANK_OF_RUSSIA, '24.11.2026', '24.11.2020'), 'outdated'],
    ['half an answer', BANK_OF_RUSSIA.subarray(0, 2_000), 'malformed'],
  ])('appends nothing of an answer with %s, and names the rule', async (_what, body, rule) => {
    await put('2026-11-22');
    bankOfRussia.answer = giving(body);
    centralBank.answer = giving(altered(CENTRAL_BANK, '1.1608', '11.608'));
    const { job, lines } = jobWith();
    const asked = bankOfRussia.asked;
    expect(await job.check()).toBe('failed');
    expect(await job.check()).toBe('failed');
    // what cannot be believed is not asked for again at once
    expect(bankOfRussia.asked - asked).toBe(2);
    expect(await rows()).toHaveLength(1);
    const warnings = lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);
    expect(warnings).toEqual([
      expect.stringMatching(
        `^Курсы валют не обновляются: Банк России: ${rule}: .*; ЕЦБ: implausible-change: USD`,
      ),
    ]);
  });

  test('leaves generated rates alone and asks nobody', async () => {
    await supabase.sql(
      `insert into currency (created_at, euro, usd, demo) values ('2026-10-01', 1, 1.1, true)`,
    );
    const asked = bankOfRussia.asked + centralBank.asked;
    const { job, messages } = jobWith();
    expect(await job.check()).toBe('demo');
    expect(await job.check()).toBe('demo');
    expect(bankOfRussia.asked + centralBank.asked).toBe(asked);
    expect(messages()).toEqual(['Курсы валют демонстрационные: банки не спрашиваем']);
  });

  test('names the migration while the table is missing', async () => {
    await supabase.sql('alter table currency rename to currency_elsewhere');
    const { job, lines } = jobWith();
    expect(await job.check()).toBe('failed');
    await supabase.sql('alter table currency_elsewhere rename to currency');
    expect(lines).toMatchObject([
      { level: 50, msg: expect.stringContaining('Примените миграции') },
    ]);
    await vi.waitFor(async () => expect(await job.check()).toBe('appended'), 10_000);
  });
});

describe('cut off half-way', () => {
  test('between the row and its answer by a kill, appends nothing twice', async () => {
    const start = () =>
      startProgram('test/worker/fixtures/ratesJob.ts', {
        BANK_URL: bankOfRussia.url,
        SUPABASE_URL: gate.url,
        SERVICE_KEY: supabase.serviceRoleKey,
      });
    const killed = start();
    gate.beforeAnswer = async (line) => {
      if (!/^POST .*\/currency/.test(line)) return;
      killed.signal('SIGKILL');
      await killed.exited;
    };
    await killed.exited;
    expect(killed.stdout()).not.toContain('outcome');
    expect(await rows()).toHaveLength(1);

    gate.beforeAnswer = undefined;
    const next = start();
    await next.exited;
    expect(next.stdout()).toContain('outcome known');
    expect(await rows()).toHaveLength(1);
  });

  test('with the answer lost, finds the row the next time and still has the dataset refreshed', async () => {
    const { job, events } = jobWith();
    gate.beforeAnswer = async (line) => {
      if (/^POST .*\/currency/.test(line)) throw new Error('the answer is lost');
    };
    expect(await job.check()).toBe('failed');
    expect(events).toHaveLength(1);
    gate.beforeAnswer = undefined;
    expect(await job.check()).toBe('known');
    expect(events).toHaveLength(2);
    expect(await rows()).toHaveLength(1);
  });

  test('without the refresh, asks for it again the next time', async () => {
    let isRedisAway = false;
    const events: Invalidation[] = [];
    const add = async (event: Invalidation) => {
      if (isRedisAway) throw new Error('Connection is closed');
      events.push(event);
    };
    const { job } = jobWith({ queue: { add } });
    gate.beforeAnswer = async (line) => void (isRedisAway = line.startsWith('POST'));
    expect(await job.check()).toBe('failed');
    gate.beforeAnswer = undefined;
    isRedisAway = false;
    expect(await rows()).toHaveLength(1);
    bankOfRussia.answer = failing(404);
    centralBank.answer = failing(404);
    expect(await job.check()).toBe('failed');
    expect(events).toHaveLength(2);
  });

  test('by a stop, is quick and no reason for a warning', async () => {
    const { job, lines } = jobWith();
    const asked = Promise.withResolvers<void>();
    bankOfRussia.answer = () => asked.resolve();
    const check = job.check();
    await asked.promise;
    await job.stop();
    expect(await check).toBe('failed');
    expect(lines).toEqual([]);
  });
});

describe('several workers', () => {
  function workers(count: number) {
    const keys = createKeys(`test-${randomUUID()}`);
    return Array.from({ length: count }, () =>
      jobWith({
        lock: new RedisLock({
          commands: redis.commands,
          key: keys.ratesJob,
          lifetimeMs: RATES_LOCK_MS,
          instanceId: randomUUID(),
        }),
      }),
    );
  }

  test('append a day once, however they meet', async () => {
    const outcomes = await Promise.all(workers(5).map(({ job }) => job.check()));
    expect(outcomes.sort()).toEqual(['appended', ...Array(4).fill('elsewhere')]);
    expect(await rows()).toHaveLength(1);
  });

  test('take turns, and wait for one whose row may still be on its way', async () => {
    const [first, second] = workers(2);
    expect(await first!.job.check()).toBe('appended');
    expect(await second!.job.check()).toBe('known');
    await gate.shut();
    expect(await second!.job.check()).toBe('failed');
    await gate.open();
    expect(await first!.job.check()).toBe('elsewhere');
    expect(await second!.job.check()).toBe('known');
    expect(await first!.job.check()).toBe('known');
  });

  test('ask nobody without Redis', async () => {
    const hold = async () => {
      throw new Error('Connection is closed');
    };
    const { job, lines } = jobWith({ lock: { hold, release: async () => {} } });
    const asked = bankOfRussia.asked;
    expect(await job.check()).toBe('elsewhere');
    expect(bankOfRussia.asked).toBe(asked);
    expect(lines).toEqual([]);
  });
});
