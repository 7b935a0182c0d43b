import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { startTestSupabase } from '../support/supabase.ts';

const SECRET = 'the-secret-of-the-webhooks';

interface Told {
  headers: IncomingHttpHeaders;
  body: { type: string; table: string; schema: string; record: Record<string, unknown> };
}

const told: Told[] = [];
const receiver = createServer((request, response) => {
  void text(request).then((body) => {
    told.push({ headers: request.headers, body: JSON.parse(body) as Told['body'] });
    response.writeHead(202).end();
  });
});
let supabase: EmbeddedSupabase;

beforeAll(async () => {
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const { port } = receiver.address() as AddressInfo;
  const webhook = { url: `http://127.0.0.1:${port}/hook`, secret: SECRET };
  supabase = await startTestSupabase({ webhook });
});
afterAll(async () => {
  await supabase.stop();
  receiver.close();
});
beforeEach(() => {
  told.length = 0;
});

const ENDING = 'a statement after all others';

/** What is told of these statements, each as `table what`; the order of one statement's calls is not fixed. */
async function toldOf(...statements: string[]): Promise<string[]> {
  for (const statement of statements) await supabase.sql(statement).catch(() => []);
  await supabase.sql(`insert into net.http_request_queue (url, body, headers, timeout_milliseconds)
    select url, '{"table": "${ENDING}"}', '{}', 5000 from webhooks.receivers`);
  await vi.waitUntil(() => told.some(({ body }) => body.table === ENDING), { timeout: 10_000 });
  return told
    .filter(({ body }) => body.table !== ENDING)
    .map(
      ({ body: { table, record } }) =>
        `${table} ${String(record['country_id'] ?? record['dataset'])}`,
    )
    .sort();
}

test('a row inserted over the API is told with the secret, as Supabase tells it', async () => {
  const service = createClient(supabase.url, supabase.serviceRoleKey);
  const { error } = await service.from('locations').insert({ country_id: 7, city_id: 1 });
  expect(error).toBeNull();
  await vi.waitUntil(() => told.length > 0, { timeout: 5_000 });
  expect(told).toHaveLength(1);
  expect(told[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: `Bearer ${SECRET}`,
  });
  expect(told[0]?.body).toMatchObject({
    type: 'INSERT',
    schema: 'public',
    table: 'country_revisions',
    record: { country_id: 7 },
    old_record: null,
  });
});

test.each([
  [
    'locations of two countries',
    ['insert into locations (country_id) values (1), (2), (1), (null)'],
    ['country_revisions 1', 'country_revisions 2'],
  ],
  [
    'prices that move to another country',
    ['insert into age_data (country_id) values (3)', 'update age_data set country_id = 4'],
    ['dataset_revisions market/3', 'dataset_revisions market/3', 'dataset_revisions market/4'],
  ],
  ['a rate', ['insert into currency (usd) values (1)'], ['dataset_revisions rates']],
  [
    'a country that is switched off',
    [
      `insert into country_settings (country_id) values (5)`,
      'update country_settings set is_enabled = false where country_id = 5',
    ],
    ['country_revisions 5', 'country_revisions 5'],
  ],
  [
    'a currency of a country',
    [`update country_settings set currency = 'TRY' where country_id = 5`],
    ['country_revisions 5', 'dataset_revisions market/5'],
  ],
  [
    'all that is truncated',
    ['truncate age_data'],
    ['dataset_revisions market/3', 'dataset_revisions market/4', 'dataset_revisions market/5'],
  ],
  ['nothing where nothing matched', ['delete from age_data where country_id = 99'], []],
  [
    'nothing of what was rolled back',
    [`do $$ begin insert into locations (country_id) values (1); raise 'never mind'; end $$`],
    [],
  ],
])('tells %s', async (_, statements, expected) => {
  expect(await toldOf(...statements)).toEqual(expected);
});

test('a writer never fails for what is wrong with telling', async () => {
  await supabase.sql('alter function net.http_post rename to http_post_gone');
  await supabase.sql('insert into locations (country_id) values (8)');
  await supabase.sql('alter function net.http_post_gone rename to http_post');
  const rows = await supabase.sql('select 1 from locations where country_id = 8');
  expect(rows).toHaveLength(1);
  expect(await toldOf('insert into locations (country_id) values (8)')).toEqual([
    'country_revisions 8',
  ]);
});

test('a receiver that is away or refuses is told of the next change all the same', async () => {
  await supabase.sql(
    `insert into webhooks.receivers values ('http://127.0.0.1:1/nobody', 'another-secret')`,
  );
  expect(await toldOf('insert into locations (country_id) values (9)')).toEqual([
    'country_revisions 9',
  ]);
  await supabase.sql(`delete from webhooks.receivers where url like '%nobody'`);
});

test('the secrets are out of reach of every key', async () => {
  for (const key of [supabase.anonKey, supabase.serviceRoleKey]) {
    const client = createClient(supabase.url, key);
    const { error } = await client.schema('webhooks').from('receivers').select('*');
    expect(error).not.toBeNull();
  }
  for (const role of ['anon', 'authenticated', 'service_role']) {
    const [row] = await supabase.sql<{ open: boolean }>(
      `select has_schema_privilege($1, 'webhooks', 'usage')
         or has_table_privilege($1, 'webhooks.receivers', 'select') as open`,
      [role],
    );
    expect(row).toEqual({ open: false });
  }
});
