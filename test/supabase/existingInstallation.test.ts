import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/supabase.ts';

const folder = join(import.meta.dirname, '../../supabase');
const migrations = readdirSync(join(folder, 'migrations'))
  .sort()
  .map((file) => readFileSync(join(folder, 'migrations', file), 'utf8'));
const retire = readdirSync(join(folder, 'retire-old-application'))
  .map((file) => readFileSync(join(folder, 'retire-old-application', file), 'utf8'))
  .join('');
const seedNamed = (name: string) =>
  gunzipSync(readFileSync(join(folder, `seed/${name}.sql.gz`))).toString();
const seed = () => seedNamed('catalogue');
const demo = () => seedNamed('market');

let database: PGlite;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.exec(`
    drop schema public cascade;
    create schema public;
    grant usage on schema public to anon, authenticated, service_role;
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role`);
});

async function migrate(): Promise<void> {
  for (const migration of migrations) await database.exec(migration);
}

async function value<Value>(expression: string): Promise<Value | undefined> {
  const { rows } = await database.query<{ value: Value }>(`select (select ${expression}) as value`);
  return rows[0]?.value;
}

const oldTables = `
  create table locations (
    country_id integer, country_name varchar(80), city_id integer, city_name text, county_id bigint,
    county_name text, district_id integer, district_name text, legacy_note text
  );
  create table country_settings (
    id serial primary key, country_id integer, country_name text, is_enabled boolean, created_at timestamptz
  );
  insert into locations values
    (7, 'Georgia', 1, 'Batumi', 1, 'Old town', null, null, 'kept'),
    (7, 'Georgia', 1, 'Batumi', 1, 'Old town', null, null, 'a duplicate'),
    (7, 'Gruzia', 2, 'Tbilisi', null, null, null, null, null),
    (8, 'Armenia', 1, 'Yerevan', 1, 'Kentron', 1, 'Centre', null),
    (null, 'Nowhere', 1, 'Stray', null, null, null, null, null);
  insert into country_settings (country_id, country_name, is_enabled) values (7, '  ', null), (9, 'Cyprus', true);
  create table users (
    telegram_id text, username varchar(32), tg_name text, language text, user_status text, legacy_note text
  );
  insert into users values ('7000000001', 'ada', 'Ada', 'EN', 'admin', 'kept'), (null, 'nobody', null, null, null, null);
  create table general_data (
    country_id integer, city_id integer, county_id text, trend_date text, unit_price_for_sale text,
    yield double precision, legacy_note text
  );
  insert into general_data values (7, 1, '2', '01.11.2026', '45.000,5', 'NaN', 'kept'), (null, 1, null, null, '1', 1, null);
  create table currency (created_at timestamp, euro real, usd text);
  insert into currency values ('2026-11-23 10:00', 1, '1,17');`;

describe('on tables of an older application', () => {
  beforeEach(async () => {
    await database.exec(oldTables);
    await migrate();
  });

  test('counts, names and switches countries from what is there', async () => {
    const common = { iso2: null, currency: null, revision: expect.any(Number) as number };
    expect(await value('catalog_countries()')).toEqual([
      { id: 7, name: 'Georgia', enabled: false, rows: 3, cities: 2, ...common },
      { id: 8, name: 'Armenia', enabled: true, rows: 1, cities: 1, ...common },
      { id: 9, name: 'Cyprus', enabled: true, rows: 0, cities: 0, ...common },
    ]);
    expect(await value('catalog_country_count()')).toBe(3);
  });

  test('loads duplicates as copies, nulls first', async () => {
    expect(await value(`catalog_locations(7) -> 'rows'`)).toEqual([
      [1, 'Batumi', 1, 'Old town', null, null, 2],
      [2, 'Tbilisi', null, null, null, null, 1],
    ]);
  });

  test('pages through integer ids', async () => {
    expect(await value(`catalog_locations(7, '[1, 1, null]', 1) -> 'rows'`)).toEqual([
      [2, 'Tbilisi', null, null, null, null, 1],
    ]);
  });

  test('leaves their rows, columns, types and access as they were', async () => {
    expect(await value(`array(select legacy_note from locations where country_id = 7)`)).toContain(
      'kept',
    );
    expect(await value(`pg_typeof(country_id)::text from locations limit 1`)).toBe('integer');
    expect(
      await value(
        `count(*)::int from pg_class where relname in ('locations', 'country_settings', 'users') and relrowsecurity`,
      ),
    ).toBe(0);
    expect(await value(`has_table_privilege('anon', 'locations', 'insert')`)).toBe(true);
    expect(await value(`has_table_privilege('anon', 'users', 'select')`)).toBe(true);
  });

  test('keep the people they know, under ids of any fit type', async () => {
    expect(await value(`legacy_note from users where telegram_id = '7000000001'`)).toBe('kept');
    expect(await value(`pg_typeof(telegram_id)::text from users limit 1`)).toBe('text');
    await database.exec(`
      insert into users (telegram_id, language, updated_at, blocked_at)
      select telegram_id, language, updated_at, blocked_at from json_populate_recordset(null::users,
        '[{"telegram_id": 7000000001, "language": "ru", "updated_at": "2026-11-23T00:00:00Z", "blocked_at": null}]')
      on conflict (telegram_id) do update set language = excluded.language`);
    expect(await value(`language || user_status from users where username = 'ada'`)).toBe(
      'ruadmin',
    );
    expect(await value('count(*)::int from users')).toBe(2);
  });

  test('closes them to anonymous writes when the older application is retired, also twice', async () => {
    await database.exec(retire);
    await database.exec(retire);
    expect(await value(`has_table_privilege('anon', 'locations', 'insert')`)).toBe(false);
    for (const right of ['select', 'insert', 'update', 'delete']) {
      expect(await value(`has_table_privilege('anon', 'users', '${right}')`)).toBe(false);
    }
    expect(await value(`has_table_privilege('service_role', 'users', 'insert')`)).toBe(true);
    await database.exec('set role anon');
    expect(await value('catalog_country_count()')).toBe(3);
    await database.exec('reset role');
  });

  test('gives market data as they stand, and counts them', async () => {
    const page = await value<{ rows: unknown[][]; next: null }>(`market_rows('general_data', 7)`);
    expect(page?.next).toBeNull();
    expect(page?.rows).toEqual([
      [1, '2', null, null, '01.11.2026', '45.000,5', ...Array<null>(11).fill(null), 'NaN', false],
    ]);
    const rates = await value(`market_rows('currency') -> 'rows' -> 0`);
    expect(rates).toEqual(['2026-11-23T10:00:00', 1, '1,17', null, null, null, null, false]);
    expect(await value(`market_counts(array['general_data', 'age_data'], 7)`)).toEqual({
      general_data: 1,
      age_data: 0,
    });
    expect(await value(`market_counts(array['currency'])`)).toEqual({ currency: 1 });
    expect(await value(`legacy_note from general_data where country_id = 7`)).toBe('kept');
  });

  test('closes market data to anonymous writes only when the older application is retired', async () => {
    expect(await value(`has_table_privilege('anon', 'general_data', 'insert')`)).toBe(true);
    await database.exec(retire);
    expect(await value(`has_table_privilege('anon', 'general_data', 'insert')`)).toBe(false);
    await database.exec('set role anon');
    expect(await value(`market_counts(array['general_data'], 7) -> 'general_data'`)).toBe(1);
    await database.exec('reset role');
  });

  test('knows the revision of the market it found', async () => {
    expect(await value(`array(select dataset from dataset_revisions order by dataset)`)).toEqual([
      'market/7',
      'rates',
    ]);
  });

  test('tracks changes of the old rows', async () => {
    const before = await value<number>('revision from country_revisions where country_id = 8');
    await database.exec(`update locations set city_name = 'Erevan' where country_id = 8`);
    const after = await value<number>('revision from country_revisions where country_id = 8');
    expect(after).toBeGreaterThan(before ?? Infinity);
  });

  test('are written as before where somebody is to be told and there is no pg_net', async () => {
    await database.exec(`insert into webhooks.receivers values ('http://nowhere', 'secret')`);
    await database.exec(`update locations set city_name = 'Erevan' where country_id = 8`);
    await database.exec('truncate webhooks.receivers');
    expect(await value(`city_name from locations where country_id = 8`)).toBe('Erevan');
  });

  test('adds the seed beside them', async () => {
    await database.exec(seed());
    expect(await value('catalog_country_count()')).toBe(5);
  });
});

describe('applied twice', () => {
  test.each([
    ['to an empty project', ''],
    ['to old tables', oldTables],
  ])('%s, changes nothing', async (_, tables) => {
    await database.exec(tables);
    const state = () =>
      value(`jsonb_build_object(
        'revisions', country_revisions_all() || dataset_revisions_all() || revisions_all(),
        'indexes', (select count(*) from pg_indexes where schemaname = 'public'),
        'policies', (select count(*) from pg_policies),
        'triggers', (select count(*) from pg_trigger where not tgisinternal))`);
    await migrate();
    const once = await state();
    await migrate();
    expect(await state()).toEqual(once);
  });

  test('the demo market inserts nothing more, and nothing beside a market that has rows', async () => {
    const counts = async () =>
      [
        await value(`count(*)::int from general_data`),
        await value(`count(*)::int from currency`),
      ] as number[];
    await migrate();
    await database.exec(demo());
    expect(await counts()).toEqual([0, expect.any(Number)]);
    await database.exec(`insert into country_settings (country_id, iso2) values (1, 'TR')`);
    await database.exec(`insert into age_data (country_id) values (1)`);
    await database.exec(demo());
    expect((await counts())[0]).toBe(0);
    await database.exec(`truncate age_data`);
    await database.exec(demo());
    const filled = await counts();
    expect(filled[0]).toBeGreaterThan(1_000);
    await database.exec(demo());
    expect(await counts()).toEqual(filled);
  });

  test('the seed inserts nothing more, and nothing into a country that has rows', async () => {
    await migrate();
    await database.exec('insert into locations (country_id, city_id) values (2, 1)');
    await database.exec(seed());
    await database.exec(seed());
    expect(await value('count(*)::int from locations where country_id = 1')).toBe(73_305);
    expect(await value('count(*)::int from locations where country_id = 2')).toBe(1);
    expect(await value('count(*)::int from country_settings')).toBe(2);
  });
});

test('settings that repeat a country are refused with the countries named', async () => {
  await database.exec(`
    create table country_settings (country_id integer);
    insert into country_settings values (4), (4), (6), (6), (5)`);
  await expect(migrate()).rejects.toThrow('several rows for country_id 4, 6');
});

test('a table of evaluations that is another one is refused', async () => {
  await database.exec('create table evaluations (id bigint primary key)');
  await expect(migrate()).rejects.toThrow('evaluations is there whose id is no unique uuid');
});

test('a table of evaluations that lacks columns gets them, and keeps its rows', async () => {
  await database.exec(`
    create table evaluations (id uuid primary key, note text);
    insert into evaluations values ('6f1c9f7e-1c5e-4a47-9a3a-0d3c0c7b8f11', 'kept')`);
  await migrate();
  await migrate();
  expect(await value('note from evaluations where place is null and saved_at <= now()')).toBe(
    'kept',
  );
});

test('users that repeat a person are refused with the ids named', async () => {
  await database.exec(`
    create table users (telegram_id bigint);
    insert into users values (7000000001), (7000000001), (7000000002), (null), (null)`);
  await expect(migrate()).rejects.toThrow('several rows for telegram_id 7000000001');
});

test.each(['integer', 'uuid', 'boolean'])('users with ids of type %s are refused', async (type) => {
  await database.exec(`create table users (telegram_id ${type})`);
  await expect(migrate()).rejects.toThrow(`of type ${type}, which does not hold Telegram ids`);
});

test('a unique index that cannot merge rows does not pass for one that can', async () => {
  await database.exec(`
    create table users (telegram_id bigint);
    create unique index on users (telegram_id) where telegram_id > 5`);
  await migrate();
  await database.exec('insert into users (telegram_id) values (1)');
  await database.exec(`
    insert into users (telegram_id, language) values (1, 'ru')
    on conflict (telegram_id) do update set language = excluded.language`);
  expect(await value('language from users')).toBe('ru');
});
