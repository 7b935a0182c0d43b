import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

const BASE = '/api/countries/1';
const nothing = [null, null, null, null, null];
const general = (place: unknown[], price: unknown, demo: boolean) => [
  ...place,
  null,
  '2024-11-01',
  price,
  ...nothing,
  null,
  ...nothing,
  null,
  demo,
];

let served: StartedApi;
beforeAll(async () => {
  const tables = new Tables();
  tables.market.set('general_data', {
    rows: [
      general([7, null, null], '45 000,5', true),
      general([7, 101, null], 50_000, false),
      general([7, 101, 1001], 0, false),
    ],
  });
  tables.market.set('currency', {
    rows: [['2024-11-20', 1, 1.16, 95, 58, 4.26, null, true]],
  });
  served = await startTestApi({ database: tables });
});
afterAll(() => served.stop());

test('the market of a place is a document like any other', async () => {
  const { status, headers, json } = await served.ask(`${BASE}/cities/7/market`);
  expect(status).toBe(200);
  expect(headers['x-cache']).toBe('memory');
  expect(json).toMatchObject({
    level: 'city',
    id: 7,
    demo: true,
    general: { sale: { price: 45_000.5 } },
  });
  const again = await served.ask(`${BASE}/cities/7/market`, {
    headers: { 'if-none-match': String(headers.etag) },
  });
  expect(again.status).toBe(304);
  const county = await served.ask(`${BASE}/counties/101/market`);
  expect(county.json).toMatchObject({ level: 'county', id: 101, demo: false });
});

test('a country without figures has an empty one, a place below has none', async () => {
  expect((await served.ask(`${BASE}/market`)).json).toMatchObject({ general: null, trend: null });
  for (const place of ['cities/34', 'districts/1001', 'counties/9']) {
    expect((await served.ask(`${BASE}/${place}/market`)).status).toBe(404);
  }
});

test('that of a disabled country is for admins only', async () => {
  const path = '/api/countries/2/market';
  expect((await served.ask(path)).status).toBe(404);
  const { status, headers } = await served.askAsAdmin(path);
  expect([status, headers.vary]).toEqual([200, expect.stringContaining('Authorization')]);
  expect(headers['cache-control']).toContain('private');
});

test('rates and their history are documents too', async () => {
  expect((await served.ask('/api/rates')).json).toEqual({
    base: 'EUR',
    rates: { usd: 1.16, rub: 95, try: 58, aed: 4.26 },
    dates: { usd: '2024-11-20', rub: '2024-11-20', try: '2024-11-20', aed: '2024-11-20' },
    asOf: '2024-11-20',
    demo: true,
  });
  const { months } = (await served.ask('/api/rates/history')).json as { months: unknown[] };
  expect(months).toMatchObject([{ month: '2024-11', asOf: '2024-11-20' }]);
});

test('what was left out stands beside the refresh, for admins', async () => {
  const { json } = await served.askAsAdmin('/api/cache/stats');
  const datasets = json['datasets'] as { dataset: string; refreshes: { notes?: unknown[] }[] }[];
  const notes = datasets.find(({ dataset }) => dataset === 'market/1')?.refreshes[0]?.notes;
  expect(notes).toContainEqual({ rule: 'no-price', message: 'случаев 1' });
  expect((await served.ask('/api/cache/stats')).text).not.toContain('no-price');
});
