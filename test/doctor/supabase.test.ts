import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { freePort } from '../../src/local/freePort.ts';
import { startHttpServer, type TestServer } from '../bot/support/servers.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { diagnosed } from './support/diagnosed.ts';

const TITLE = 'Supabase';
const TABLES = 'locations, country_settings, country_revisions, users';
let supabase: EmbeddedSupabase;

beforeAll(async () => {
  supabase = await startTestSupabase();
  await supabase.sql(`
    insert into locations (country_id, country_name, city_id, county_id, district_id) values
      (1, 'A', 1, 1, 1), (1, 'A', 1, 1, 2), (1, 'A', 2, 1, null), (2, 'B', 1, null, null)`);
  await supabase.sql('insert into users (telegram_id) values (7000000123)');
});
afterAll(() => supabase.stop());

const examine = (variables: Record<string, string> = {}) =>
  diagnosed({
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    ...variables,
  });

/** Changes the database for one test; the second statement undoes it. */
const undo: string[] = [];
async function change(statement: string, back: string): Promise<void> {
  undo.push(back);
  await supabase.sql(statement);
}
afterEach(async () => {
  for (const statement of undo.splice(0).reverse()) await supabase.sql(statement);
});

test('a healthy project is told with its counts', async () => {
  const found = await examine();
  expect(found.rows(TITLE, 'SUPABASE_ANON_KEY')).toEqual(['ok принят, роль anon']);
  expect(found.rows(TITLE, 'SUPABASE_SERVICE_ROLE_KEY')).toEqual(['ok принят, роль service_role']);
  expect(found.rows(TITLE, 'Доступ anon')).toEqual([expect.stringMatching(/^ok/)]);
  expect(found.rows(TITLE, 'Доступ service_role')).toEqual([expect.stringMatching(/^ok/)]);
  expect(found.rows(TITLE, 'Миграции')).toEqual(['ok применены все 12']);
  expect(found.rows(TITLE, 'Каталог')).toEqual(['ok стран 2, городов 3, районов 2, кварталов 2']);
  expect(found.rows(TITLE, 'Задержка')).toEqual([expect.stringMatching(/^ok .* мс/)]);
  expect(found.exitCode).toBe(0);
  expect(found.printed).not.toContain('7000000123');
});

test('an examination changes nothing', async () => {
  const state = () =>
    supabase.sql(`select (select json_agg(t) from locations t) as l, (select json_agg(t) from users t) as u,
      (select json_agg(t) from country_revisions t) as r, (select last_value from country_revision_numbers) as n`);
  await change(
    `grant insert, update, delete on ${TABLES} to anon`,
    `revoke insert, update, delete on ${TABLES} from anon`,
  );
  for (const table of TABLES.split(', ')) {
    await change(
      `alter table ${table} disable row level security`,
      `alter table ${table} enable row level security`,
    );
  }
  const before = await state();
  expect((await examine()).rows(TITLE, 'Доступ anon')).toHaveLength(4);
  expect(await state()).toEqual(before);
});

describe('keys', () => {
  test.each(['SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY'])(
    'that the project does not take are told: %s',
    async (variable) => {
      const found = await examine({ [variable]: 'not-a-key-of-this-project' });
      expect(found.rows(TITLE, variable)).toEqual([expect.stringMatching(/^problem .*401/)]);
      expect(found.fix(TITLE, variable)).toContain(variable);
      expect(found.printed).not.toContain('not-a-key-of-this-project');
    },
  );

  test('that were put into each other’s place are told', async () => {
    const found = await examine({
      SUPABASE_ANON_KEY: supabase.serviceRoleKey,
      SUPABASE_SERVICE_ROLE_KEY: supabase.anonKey,
    });
    expect(found.rows(TITLE, 'SUPABASE_ANON_KEY')[0]).toMatch(/^problem здесь ключ service_role/);
    expect(found.rows(TITLE, 'SUPABASE_SERVICE_ROLE_KEY')[0]).toMatch(
      /^problem здесь ключ anon, а нужен service_role/,
    );
    expect(found.exitCode).toBe(1);
  });

  test('of the new form are known before anybody is asked', async () => {
    const found = await examine({ SUPABASE_ANON_KEY: 'sb_secret_0123456789' });
    expect(found.rows(TITLE, 'SUPABASE_ANON_KEY')[0]).toMatch(/^problem здесь ключ service_role/);
  });

  test('are not needed where nothing is written', async () => {
    const found = await examine({ SUPABASE_SERVICE_ROLE_KEY: '' });
    expect(found.rows(TITLE, 'SUPABASE_SERVICE_ROLE_KEY')[0]).toMatch(/^unused/);
    expect(found.exitCode).toBe(0);
  });
});

describe('the anonymous key', () => {
  test.each([
    ['alter table locations disable row level security', 'enable', 'insert, delete'],
    ['alter table users disable row level security', 'enable', 'select'],
  ])('on a table without row-level security: %s', async (statement, back, rights) => {
    const table = statement.split(' ')[2] ?? '';
    await change(statement, statement.replace('disable', back));
    await change(`grant ${rights} on ${table} to anon`, `revoke ${rights} on ${table} from anon`);
    const found = await examine();
    expect(found.rows(TITLE, 'Доступ anon')).toEqual([
      expect.stringMatching(new RegExp(`^problem ${table}: любой с этим ключом может`)),
    ]);
    expect(found.fix(TITLE, 'Доступ anon')).toContain('row_level_security.sql');
    expect(found.exitCode).toBe(1);
  });

  test('with a right but no policy is shut out, and with a policy of conditions is a warning', async () => {
    await change('grant update on locations to anon', 'revoke update on locations from anon');
    expect((await examine()).rows(TITLE, 'Доступ anon')[0]).toMatch(/^ok/);
    await change(
      'create policy own on locations for update to anon using (city_id = 5)',
      'drop policy own on locations',
    );
    const found = await examine();
    expect(found.rows(TITLE, 'Доступ anon')).toEqual([
      'warning locations: политика разрешает при условии менять',
    ]);
    await change(
      'create policy all_of_it on locations to public using (true)',
      'drop policy all_of_it on locations',
    );
    expect((await examine()).rows(TITLE, 'Доступ anon')).toEqual([
      'problem locations: любой с этим ключом может менять',
    ]);
  });

  test('with rights on a column alone has them', async () => {
    await change(
      'alter table users disable row level security',
      'alter table users enable row level security',
    );
    await change(
      'grant select (telegram_id) on users to anon',
      'revoke select (telegram_id) on users from anon',
    );
    expect((await examine()).rows(TITLE, 'Доступ anon')).toEqual([
      'problem users: любой с этим ключом может читать',
    ]);
  });

  test('that may not read a table is not taken for a key that is refused', async () => {
    await change(
      'revoke select on country_revisions from anon',
      'grant select on country_revisions to anon',
    );
    const found = await examine();
    expect(found.rows(TITLE, 'SUPABASE_ANON_KEY')).toEqual(['ok принят, роль anon']);
    expect(found.rows(TITLE, 'Доступ anon')).toEqual([
      'problem country_revisions: не читается, данные не загрузятся',
    ]);
  });

  test('that cannot read the catalogue is told, instead of an empty catalogue', async () => {
    await change(
      'drop policy "everyone reads locations" on locations',
      'create policy "everyone reads locations" on locations for select to anon, authenticated using (true)',
    );
    const found = await examine();
    expect(found.rows(TITLE, 'Доступ anon')).toEqual([
      'problem locations: не читается, данные не загрузятся',
    ]);
    expect(found.rows(TITLE, 'Каталог')).toEqual([]);
  });
});

test('the service key without its rights is told', async () => {
  await change('revoke update on users from service_role', 'grant update on users to service_role');
  const found = await examine();
  expect(found.rows(TITLE, 'Доступ service_role')).toEqual(['problem не всё разрешено: users']);
  expect(found.fix(TITLE, 'Доступ service_role')).toContain('grant all on users to service_role');
});

describe('a missing migration is named', () => {
  const migrations: [file: string, statement: string, back: string][] = [
    [
      '20261101000000_catalogue.sql',
      'alter table country_settings rename iso2 to kept',
      'alter table country_settings rename kept to iso2',
    ],
    [
      '20261101000100_country_revisions.sql',
      'alter table country_revisions rename to kept',
      'alter table kept rename to country_revisions',
    ],
    [
      '20261101000200_catalogue_functions.sql',
      'alter function country_revisions_all() rename to kept',
      'alter function kept() rename to country_revisions_all',
    ],
    [
      '20261102000000_users.sql',
      'alter table users rename to kept',
      'alter table kept rename to users',
    ],
    [
      '20261103000000_installation_report.sql',
      'alter function access_report(text[]) rename to kept',
      'alter function kept(text[]) rename to access_report',
    ],
  ];

  test.each(migrations)('%s', async (file, statement, back) => {
    await change(statement, back);
    const found = await examine();
    expect(found.rows(TITLE, 'Миграции')).toEqual([`problem не применены: ${file}`]);
    expect(found.fix(TITLE, 'Миграции')).toContain('SQL Editor');
  });

  test('and without the one that reports rights a visible user still is', async () => {
    await change(
      'alter function access_report(text[]) rename to kept',
      'alter function kept(text[]) rename to access_report',
    );
    expect((await examine()).rows(TITLE, 'Доступ anon')[0]).toMatch(/^warning/);
    await change(
      'alter table users disable row level security',
      'alter table users enable row level security',
    );
    await change('grant select on users to anon', 'revoke select on users from anon');
    expect((await examine()).rows(TITLE, 'Доступ anon')).toEqual([
      'problem users: любой с этим ключом может читать',
    ]);
  });
});

describe('a project that cannot be reached', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });
  const behind = async (listener: RequestListener) => {
    server = await startHttpServer(listener);
    return (await examine({ SUPABASE_URL: server.url })).rows(TITLE, 'Соединение')[0];
  };

  test('is told by its reason', async () => {
    const nobody = await examine({ SUPABASE_URL: `http://127.0.0.1:${await freePort()}` });
    expect(nobody.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*ECONNREFUSED/);
    const nowhere = await examine({ SUPABASE_URL: 'https://no-such-project.invalid' });
    expect(nowhere.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*DNS/);
    expect(nowhere.fix(TITLE, 'Соединение')).toContain('SUPABASE_URL');
    const plain = await examine({ SUPABASE_URL: supabase.url.replace('http:', 'https:') });
    expect(plain.rows(TITLE, 'Соединение')[0]).toMatch(/^problem .*протокол/);
  });

  test('is told from another server, a paused project and one in trouble', async () => {
    expect(await behind((_, response) => response.end('<html>'))).toMatch(/отвечает не Supabase/);
    expect(await behind((_, response) => response.writeHead(540).end())).toMatch(/приостановлен/);
    expect(await behind((_, response) => response.writeHead(503).end('{}'))).toMatch(/ответ 503/);
  });

  test('hanging, ends the examination in time with what is known', async () => {
    server = await startHttpServer(() => {});
    const startedAt = performance.now();
    const found = await diagnosed(
      { SUPABASE_URL: server.url, SUPABASE_ANON_KEY: 'key' },
      { deadlineMs: 300 },
    );
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(found.rows(TITLE, 'Проверка')).toEqual([expect.stringMatching(/не закончена за 0.3 с/)]);
    expect(found.exitCode).toBe(1);
  });
});
