import { sign } from '@tma.js/init-data-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, startTestApi, type StartedApi } from './support/startedApi.ts';

const ADMIN_ENDPOINTS = [
  ['POST', '/api/cache/clear'],
  ['GET', '/api/cache/jobs/all-1'],
  ['POST', '/api/cache/rollback'],
  ['POST', '/api/cache/unpin'],
  ['GET', '/api/admin/countries'],
  ['HEAD', '/api/admin/countries'],
  ['PATCH', '/api/admin/countries/1'],
] as const;

const BOT_TOKEN = '12345:token-of-the-bot';
const ADMIN_ID = 7_000_000_001;

let served: StartedApi;
let closed: StartedApi;
let withBot: StartedApi;
beforeAll(async () => {
  [served, closed, withBot] = await Promise.all([
    startTestApi(),
    startTestApi({ adminToken: null }),
    startTestApi({ botToken: BOT_TOKEN, adminIds: [ADMIN_ID] }),
  ]);
});
afterAll(() => Promise.all([served.stop(), closed.stop(), withBot.stop()]));

describe.each(ADMIN_ENDPOINTS)('%s %s', (method, path) => {
  test('is 401 without the token, and says how to authorise', async () => {
    const { status, headers, text } = await served.ask(path, { method });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="ADMIN_API_TOKEN"');
    expect(headers['cache-control']).toBe('no-store');
    const told =
      method === 'HEAD'
        ? ['']
        : [/Authorization: Bearer <ADMIN_API_TOKEN>/, /"code":"unauthorized"/];
    for (const words of told) expect(text).toMatch(words);
  });

  test('is open with the token', async () => {
    const { status } = await served.askAsAdmin(path, { method });
    expect([200, 202, 404, 422]).toContain(status);
  });

  test('is closed to all where no token is set', async () => {
    for (const authorization of ['Bearer undefined', 'Bearer ', `Bearer ${ADMIN_TOKEN}`]) {
      const headers = { Authorization: authorization };
      const { status, text } = await closed.ask(path, { method, headers });
      expect(status).toBe(401);
      expect(method === 'HEAD' || text.includes('"code":"admin-closed"')).toBe(true);
    }
  });
});

describe('the token', () => {
  const statusWith = async (authorization: string | string[]) =>
    (await served.ask('/api/admin/countries', { headers: { Authorization: authorization } }))
      .status;

  test.each([`Bearer ${ADMIN_TOKEN}`, `bearer ${ADMIN_TOKEN}`, `BEARER   ${ADMIN_TOKEN}`])(
    'is taken as «%s»',
    async (authorization) => {
      expect(await statusWith(authorization)).toBe(200);
    },
  );

  test.each([
    ADMIN_TOKEN,
    `Basic ${ADMIN_TOKEN}`,
    `Bearer ${ADMIN_TOKEN}x`,
    `Bearer ${ADMIN_TOKEN.slice(1)}`,
    `Bearer ${ADMIN_TOKEN.toUpperCase()}`,
    `Bearer "${ADMIN_TOKEN}"`,
    `Bearer ${ADMIN_TOKEN} and more`,
    `Bearer\t${ADMIN_TOKEN}`,
    `tma ${ADMIN_TOKEN}`,
  ])('is not taken as «%s»', async (authorization) => {
    expect(await statusWith(authorization)).toBe(401);
  });

  test('is not taken from a second header', async () => {
    expect(await statusWith(['Bearer wrong', `Bearer ${ADMIN_TOKEN}`])).toBe(401);
  });

  test('is not taken from the address', async () => {
    const { status } = await served.ask(`/api/admin/countries?ADMIN_API_TOKEN=${ADMIN_TOKEN}`);
    expect(status).toBe(401);
  });

  test('never appears in the log', () => {
    expect(served.logged()).not.toContain(ADMIN_TOKEN);
  });
});

describe('initData of the Mini App', () => {
  const HOUR_MS = 3_600_000;
  const initData = ({ id = ADMIN_ID, ageMs = 0, token = BOT_TOKEN } = {}) =>
    sign({ user: { id, first_name: 'Ada' } }, token, new Date(Date.now() - ageMs));
  const askWith = (raw: string, { api = withBot, language = 'en' } = {}) =>
    api.ask('/api/admin/countries', {
      headers: { Authorization: `tma ${raw}`, 'Accept-Language': language },
    });

  test('of an admin opens what is for admins', async () => {
    const { status, headers } = await askWith(initData());
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('private');
    const hidden = '/api/countries/2/cities';
    const authorization = { Authorization: `TMA ${initData()}` };
    expect((await withBot.ask(hidden, { headers: authorization })).status).toBe(200);
  });

  test('of somebody else is 403, in their language', async () => {
    const { status, json } = await askWith(initData({ id: 5 }), { language: 'ru' });
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 'forbidden', title: 'Доступно только администраторам' });
    const authorization = { Authorization: `tma ${initData({ id: 5 })}` };
    const hidden = await withBot.ask('/api/countries/2/cities', { headers: authorization });
    expect(hidden.status).toBe(404);
  });

  test('older than a day is 401, and the code says so', async () => {
    const { status, json } = await askWith(initData({ ageMs: 25 * HOUR_MS }));
    expect([status, json['code']]).toEqual([401, 'init-data-expired']);
  });

  test.each([
    ['of another bot', () => initData({ token: '1:another' })],
    ['from the future', () => initData({ ageMs: -HOUR_MS })],
    ['of another person than signed', () => initData({ id: 5 }).replace('%3A5%2C', '%3A6%2C')],
    ['that is none', () => 'user=1'],
  ])('%s is 401', async (_, raw) => {
    const { status, json, headers } = await askWith(raw());
    expect([status, json['code']]).toEqual([401, 'unauthorized']);
    expect(headers['www-authenticate']).toBe('Bearer realm="ADMIN_API_TOKEN"');
  });

  test('is not believed where there is no bot', async () => {
    const { status, json } = await askWith(initData(), { api: served });
    expect([status, json['code']]).toEqual([401, 'unauthorized']);
  });

  test('leaves the token of the admins as good as before', async () => {
    expect((await withBot.askAsAdmin('/api/admin/countries')).status).toBe(200);
  });

  test('never appears in the log, and neither does what signs it', () => {
    expect(withBot.logged()).not.toMatch(/hash=|token-of-the-bot/);
  });
});
