import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { AS_ADMIN, startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

const CITIES = '/api/countries/1/cities';
const COUNTIES = '/api/countries/1/cities/7/counties';
const DISTRICTS = '/api/countries/1/counties/101/districts';
const HIDDEN = '/api/countries/2/cities';

let served: StartedApi;
beforeAll(async () => {
  served = await startTestApi();
});
afterAll(() => served.stop());

describe('a document', () => {
  test('lists countries with their names in five languages', async () => {
    const { status, headers, json } = await served.ask('/api/countries');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json).toEqual({
      countries: [
        {
          id: 1,
          name: 'Türkiye',
          names: {
            ru: 'Турция',
            en: expect.stringMatching(/^(Türkiye|Turkey)$/) as string,
            de: 'Türkei',
            fr: 'Turquie',
            tr: 'Türkiye',
          },
          iso2: 'TR',
          currency: 'TRY',
          cityCount: 3,
        },
      ],
    });
  });

  test('leads from country to city to county to district', async () => {
    const cities = (await served.ask(CITIES)).json;
    expect(cities).toEqual({
      cities: [
        { id: 7, name: 'Antalya', countyCount: 2 },
        { id: 69, name: 'Bayburt', countyCount: 0 },
        { id: 34, name: 'İstanbul', countyCount: 1 },
      ],
    });
    expect((await served.ask(COUNTIES)).json).toEqual({
      counties: [
        { id: 101, name: 'Alanya', districtCount: 2 },
        { id: 102, name: 'Muratpaşa', districtCount: 1 },
      ],
    });
    expect((await served.ask(DISTRICTS)).json).toEqual({
      districts: [
        { id: 1001, name: 'Mahmutlar' },
        { id: 1002, name: 'Oba' },
      ],
    });
  });

  test('of a city without counties is an empty list', async () => {
    const { status, json } = await served.ask('/api/countries/1/cities/69/counties');
    expect([status, json]).toEqual([200, { counties: [] }]);
  });

  test('says where it came from, which version it is and how long it may be kept', async () => {
    const { headers } = await served.ask(CITIES);
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as string,
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
      vary: 'Accept-Encoding',
      'x-cache': 'memory',
      'x-data-version': expect.stringMatching(/^\d{8}T\d{6}\.\d{3}Z-[\w-]{8}$/) as string,
      'x-data-age': expect.stringMatching(/^\d+$/) as string,
    });
    expect(Number(headers['x-data-age'])).toBeLessThan(60);
  });

  test('has the same ETag for the same content, another for another', async () => {
    const [first, again, other] = await Promise.all(
      [CITIES, CITIES, COUNTIES].map((path) => served.ask(path)),
    );
    expect(first?.headers.etag).toBe(again?.headers.etag);
    expect(first?.headers.etag).not.toBe(other?.headers.etag);
  });

  test('ignores the query string', async () => {
    const plain = await served.ask(CITIES);
    const queried = await served.ask(`${CITIES}?_=1&country=2`);
    expect([queried.status, queried.text]).toEqual([200, plain.text]);
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    const get = await served.ask(CITIES);
    const head = await served.ask(CITIES, { method: 'HEAD' });
    const lasting = ({ 'x-request-id': _id, date: _date, ...rest }: typeof get.headers) => rest;
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect(lasting(head.headers)).toEqual(lasting(get.headers));
    expect(head.headers['content-length']).toBe(String(get.body.length));
  });

  test.each([
    '/api/countries/1/cities/',
    '/api/countries/1/cities/999/counties',
    '/api/countries/999/cities',
    '/api/countries/0/cities',
    '/api/countries/01/cities',
    '/api/countries/-1/cities',
    '/api/countries/one/cities',
    '/api/countries/1/../1/cities',
    '/api/countries/%31/cities',
    '/api/countries/99999999999999999999/cities',
    '/API/countries',
  ])('is not at %s', async (path) => {
    const { status, json } = await served.ask(path);
    expect([status, json['code']]).toEqual([404, 'not-found']);
  });
});

describe('If-None-Match', () => {
  const tagOf = async (path: string) => (await served.ask(path)).headers.etag ?? '';

  test.each([
    ['the tag itself', (tag: string) => tag],
    ['its strong form', (tag: string) => tag.replace('W/', '')],
    ['a list that has it', (tag: string) => `"other", ${tag}, W/"more"`],
    ['a list without spaces', (tag: string) => `"other",${tag}`],
    ['anything', () => '*'],
    ['anything, with spaces', () => ' * '],
  ])('with %s is answered 304 without a body', async (_, header) => {
    const tag = await tagOf(CITIES);
    const answer = await served.ask(CITIES, { headers: { 'If-None-Match': header(tag) } });
    expect(answer.status).toBe(304);
    expect(answer.body).toHaveLength(0);
    expect(answer.headers).toMatchObject({
      etag: tag,
      'x-cache': 'memory',
      vary: 'Accept-Encoding',
    });
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  test('is answered 304 to HEAD too', async () => {
    const headers = { 'If-None-Match': await tagOf(CITIES) };
    expect((await served.ask(CITIES, { method: 'HEAD', headers })).status).toBe(304);
  });

  test.each([['"other"'], [''], ['W/"other", "more"'], ['"*"']])(
    'with %s is answered in full',
    async (header) => {
      const answer = await served.ask(CITIES, { headers: { 'If-None-Match': header } });
      expect([answer.status, answer.json]).toEqual([200, (await served.ask(CITIES)).json]);
    },
  );
});

describe('Accept-Encoding', () => {
  test.each([
    ['gzip', 'gzip'],
    ['GZip', 'gzip'],
    ['gzip, deflate, br', 'gzip'],
    ['deflate, gzip;q=0.5', 'gzip'],
    ['br;q=1.0, gzip; q=0.8, *;q=0.1', 'gzip'],
    ['*', 'gzip'],
    ['x-gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip;q=0.0, *', undefined],
    ['*;q=0', undefined],
    ['identity', undefined],
    ['br, deflate', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('«%s» gets %s', async (header, coding) => {
    const headers = header === undefined ? {} : { 'Accept-Encoding': header };
    const answer = await served.ask(CITIES, { headers });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.headers['content-length']).toBe(String(answer.body.length));
    expect(answer.text).toBe((await served.ask(CITIES)).text);
  });
});

describe('other methods', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])(
    '%s is refused with what is allowed',
    async (method) => {
      const { status, headers, json } = await served.ask(CITIES, { method });
      expect([status, headers.allow, json['code']]).toEqual([
        405,
        'GET, HEAD',
        'method-not-allowed',
      ]);
    },
  );

  test('OPTIONS says what is allowed', async () => {
    const { status, headers, body } = await served.ask(CITIES, { method: 'OPTIONS' });
    expect([status, headers.allow, body.length]).toEqual([200, 'GET, HEAD', 0]);
  });
});

describe('a disabled country', () => {
  const under = [
    HIDDEN,
    '/api/countries/2/cities/3/counties',
    '/api/countries/2/counties/9/districts',
  ];

  test.each(under)('is 404 at %s, as if it did not exist', async (path) => {
    const hidden = await served.ask(path);
    const absent = await served.ask(path.replace('/2/', '/3/'));
    const shape = ({ status, headers, text }: typeof hidden) => ({
      status,
      names: Object.keys(headers).sort(),
      text: text.replace(/"requestId":"[^"]*"/, '').replaceAll(/countries\/\d/g, 'countries/N'),
    });
    expect(hidden.status).toBe(404);
    expect(shape(hidden)).toEqual(shape(absent));
  });

  test.each(under)('is open to admins at %s, and not for shared caches', async (path) => {
    const { status, headers } = await served.askAsAdmin(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Accept-Encoding, Authorization',
      'x-cache': 'memory',
    });
  });

  test('answers admins 304 as well', async () => {
    const { headers } = await served.askAsAdmin(HIDDEN);
    const again = await served.askAsAdmin(HIDDEN, { headers: { 'If-None-Match': headers.etag! } });
    expect(again.status).toBe(304);
  });

  test.each(['Bearer wrong', 'Bearer', `Basic ${AS_ADMIN.Authorization}`, 'tma query_id=1'])(
    'stays 404 with «%s»',
    async (authorization) => {
      const { status } = await served.ask(HIDDEN, { headers: { Authorization: authorization } });
      expect(status).toBe(404);
    },
  );

  test('is in the admin list only', async () => {
    const { json, headers } = await served.askAsAdmin('/api/admin/countries');
    const rows = json['countries'] as { id: number; enabled: boolean }[];
    expect(rows.map(({ id, enabled }) => [id, enabled])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect((await served.ask('/api/admin/countries')).status).toBe(401);
  });
});

describe('every answer', () => {
  test.each([CITIES, '/health', '/', '/nowhere', '/api/cache/stats', '/api/admin/countries'])(
    'of %s carries security headers and a request id',
    async (path) => {
      const { headers } = await served.ask(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/) as string,
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  test.each([CITIES, '/health', '/nowhere'])('of %s echoes a decent request id', async (path) => {
    const headers = { 'X-Request-Id': 'trace-1234.5678_A' };
    const answer = await served.ask(path, { headers });
    expect(answer.headers['x-request-id']).toBe('trace-1234.5678_A');
  });

  test.each(['short', 'x'.repeat(65), 'with space', '<script>alert(1)</script>', 'ключ-ключ'])(
    'has a request id of its own instead of «%s»',
    async (given) => {
      const headers = { 'X-Request-Id': Buffer.from(given).toString('latin1') };
      const answer = await served.ask(CITIES, { headers });
      expect(answer.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    },
  );
});

describe('X-Cache', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  test('is redis for the first read of what is published, memory from then on', async () => {
    await using cleanup = new AsyncDisposableStack();
    const api = await startTestApi({ redis, worker: false });
    cleanup.defer(() => api.stop());
    api.reader.drop('catalog/1');
    const answers = [await api.ask(CITIES), await api.ask(CITIES), await api.ask(COUNTIES)];
    expect(answers.map(({ headers }) => headers['x-cache'])).toEqual(['redis', 'memory', 'memory']);
    expect(new Set(answers.map(({ headers }) => headers['x-data-version'])).size).toBe(1);
  });

  test('is database when Redis is away, with one load for all who wait', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    const api = await startTestApi({ redis, database: tables, worker: false });
    cleanup.defer(() => api.stop());
    await redis.kill();
    cleanup.defer(() => redis.restart());
    api.reader.drop('catalog/1');
    tables.loads = 0;
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => api.ask(CITIES)));
    expect(first?.headers['x-cache']).toBe('database');
    // one that came in only after the load finds it in memory
    const sources = others.map(({ headers }) => headers['x-cache']);
    expect(sources.filter((source) => source !== 'database' && source !== 'memory')).toEqual([]);
    expect(tables.loads).toBe(1);
    expect((await api.ask(CITIES)).headers['x-cache']).toBe('memory');
  });

  test('is 503 with Retry-After when nothing can answer, and heals by itself', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    tables.away = true;
    const api = await startTestApi({ database: tables, published: false });
    cleanup.defer(() => api.stop());
    const { status, headers, json } = await api.ask(CITIES);
    expect([status, json['code']]).toEqual([503, 'unavailable']);
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
    tables.away = false;
    await expect.poll(async () => (await api.ask(CITIES)).status, { timeout: 8_000 }).toBe(200);
  });

  test('is off where nothing is kept: every read goes to the database', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    const api = await startTestApi({ database: tables, cacheEnabled: false });
    cleanup.defer(() => api.stop());
    const before = await api.ask(CITIES);
    tables.countries.get(1)?.leaves.push([[6, 'Ankara']]);
    const after = await api.ask(CITIES);
    expect([before.headers['x-cache'], after.headers['x-cache']]).toEqual(['off', 'off']);
    expect(after.text).toContain('Ankara');
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });
});
