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

let served: StartedApi;
let closed: StartedApi;
beforeAll(async () => {
  [served, closed] = await Promise.all([startTestApi(), startTestApi({ adminToken: null })]);
});
afterAll(() => Promise.all([served.stop(), closed.stop()]));

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
