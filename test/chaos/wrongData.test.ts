import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase } from '../../src/datasets/database.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { FakeTelegram, said } from '../bot/admin/support/fakeTelegram.ts';
import {
  ADA,
  BOB,
  startWatchingBot,
  type WatchingBot,
  type World,
} from '../bot/admin/support/watchingBot.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { IS_WHOLE } from './support/length.ts';

const DATASET = 'catalog/5';
const COLUMNS =
  'country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name';
const LAND = `insert into locations (${COLUMNS})
  select 5, 'Land', city, 'City ' || city, city * 10 + county, 'County ' || county, null, null
  from generate_series(1, 4) as city, generate_series(1, 5) as county`;
const PARAMETERS =
  'p_country_id bigint, p_after jsonb default null, p_limit integer default 100000';

/** What goes wrong in the database, by the rule that notices it. */
const FAULTS: Record<string, string[]> = {
  'row-count': [
    'alter function catalog_locations(bigint, jsonb, integer) rename to whole_locations',
    `create function catalog_locations(${PARAMETERS}) returns jsonb language sql stable as
      $$ select jsonb_set(whole, '{rows}', (whole -> 'rows') - 0) from whole_locations(p_country_id, p_after, p_limit) as whole $$`,
    'grant execute on function catalog_locations(bigint, jsonb, integer) to anon',
  ],
  'minimum-rows': ['delete from locations where country_id = 5'],
  'removed-limit': ['delete from locations where country_id = 5 and city_id <= 2'],
  'unique-ids': [
    `insert into locations (${COLUMNS}) values (5, 'Land', 2, 'City 2', 11, 'County 1', null, null)`,
  ],
  'parents-present': [
    `insert into locations (${COLUMNS}) values (5, 'Land', 2, 'City 2', null, null, 999, 'Orphan')`,
  ],
  'names-present': ['update locations set county_name = null where county_id = 11'],
};
const MENDED = [
  `do $$ begin if to_regproc('whole_locations') is not null then
    drop function catalog_locations(bigint, jsonb, integer);
    alter function whole_locations(bigint, jsonb, integer) rename to catalog_locations;
  end if; end $$`,
  'delete from locations where country_id = 5',
  LAND,
];

let supabase: EmbeddedSupabase;
let redis: TestRedis;
let world: World;
let bot: WatchingBot;

async function run(statements: readonly string[]): Promise<void> {
  for (const statement of statements) await supabase.sql(statement);
}

const told = (chatId = ADA) =>
  world.telegram.messages.filter((one) => one.chatId === chatId).map(said);

/** In little the rules are tested with the catalogue, and who is told of one of them with the alerts. */
describe.runIf(IS_WHOLE)('wrong data', () => {
  beforeAll(async () => {
    [supabase, redis] = await Promise.all([startTestSupabase(), startTestRedis()]);
    await supabase.sql(
      `insert into country_settings (country_id, country_name, iso2, currency, is_enabled) values (5, 'Land', null, 'EUR', true)`,
    );
    await run([LAND]);
  });
  afterAll(() => Promise.all([supabase.stop(), redis.stop()]));
  beforeEach(async () => {
    const database = createDatabase({
      url: supabase.url,
      readKey: supabase.anonKey,
      serviceRoleKey: undefined,
      webhookSecret: undefined,
    });
    const keyPrefix = `test-${randomUUID()}`;
    world = {
      keyPrefix,
      database,
      telegram: new FakeTelegram(),
      admins: [ADA, BOB],
      now: Date.now(),
    };
    bot = await startWatchingBot(world, redis);
    await bot.refresh();
  });
  afterEach(async () => {
    await bot.stop();
    await run(MENDED);
  });

  test.each(Object.entries(FAULTS))(
    'that break the rule %s are refused, and told once each time it happens',
    async (rule, fault) => {
      const [before] = await bot.store.pointers([DATASET]);
      expect(before).toMatchObject({ present: true });
      for (const time of [1, 2]) {
        await run(fault);
        await bot.refresh(DATASET);
        await bot.refresh(DATASET);
        const [last] = await bot.store.refreshes(DATASET);
        expect(last).toMatchObject({ outcome: 'refused' });
        expect(last?.findings?.map((finding) => finding.rule)).toContain(rule);
        expect((await bot.store.pointers([DATASET]))[0]?.version).toBe(before?.version);
        expect(told()).toHaveLength(2 * time - 1);
        expect(told().at(-1)).toMatch(/^❌ Данные отклонены: /);
        expect(told(BOB)).toHaveLength(2 * time - 1);

        await run(MENDED);
        await bot.refresh(DATASET);
        await bot.refresh(DATASET);
        expect(told()).toHaveLength(2 * time);
        expect(told().at(-1)).toMatch(/^✅ Данные снова принимаются: /);
      }
    },
  );
});
