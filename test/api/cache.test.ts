import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import type { Answer } from './support/ask.ts';
import { startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

const CITIES = '/api/countries/1/cities';

interface DatasetStats {
  dataset: string;
  version?: string;
  hidden?: boolean;
  pinned?: boolean;
  origin?: string;
  rows?: number;
  pointer?: { version: string; pinned: boolean };
  versions?: { version: string }[];
  refreshes?: Record<string, unknown>[];
}

let redis: TestRedis;
let served: StartedApi;
let tables: Tables;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  tables = new Tables();
  served = await startTestApi({ redis, database: tables });
  return () => served.stop();
});

const DATASETS = ['countries', 'catalog/1', 'catalog/2', 'rates', 'market/1', 'market/2'];
const post = (path: string, body?: unknown) => served.askAsAdmin(path, { method: 'POST', body });
const clear = (body?: unknown) => post('/api/cache/clear', body);
const versionServed = async () => (await served.ask(CITIES)).headers['x-data-version'];
const citiesServed = async () =>
  ((await served.ask(CITIES)).json['cities'] as { name: string }[]).map(({ name }) => name);

async function statsOf(dataset: string): Promise<DatasetStats> {
  const { json } = await served.askAsAdmin('/api/cache/stats');
  const found = (json['datasets'] as DatasetStats[]).find((one) => one.dataset === dataset);
  if (found === undefined) throw new Error(`the stats do not name ${dataset}`);
  return found;
}

/** Adds a city, asks for a refresh and waits until it is served. */
async function addCity(id: number, name: string): Promise<string> {
  tables.countries.get(1)?.leaves.push([[id, name]]);
  await served.outcomeOf(await clear({ dataset: 'catalog/1' }));
  await expect.poll(citiesServed).toContain(name);
  return String(await versionServed());
}

const problem = ({ status, json }: Answer) => [status, json['code']];

describe('GET /api/cache/stats', () => {
  test('shows everybody what is open, as it is served, and nothing of disabled countries', async () => {
    const { status, headers, json, text } = await served.ask('/api/cache/stats');
    expect([status, headers['cache-control'], headers.vary]).toEqual([
      200,
      'no-store',
      'Authorization',
    ]);
    expect(json).toMatchObject({
      mode: 'redis',
      redis: 'usable',
      datasets: [
        { dataset: 'countries', rows: 2, stale: false, pinned: false },
        { dataset: 'catalog/1', rows: 5, origin: 'published', version: await versionServed() },
        { dataset: 'rates' },
        { dataset: 'market/1' },
      ],
    });
    expect(text).not.toMatch(/(?:catalog|market)\/2/);
    expect(text).not.toContain('refreshes');
  });

  test('shows admins all datasets with pointer, versions and refreshes', async () => {
    const { json } = await served.askAsAdmin('/api/cache/stats');
    const datasets = json['datasets'] as DatasetStats[];
    expect(datasets.map(({ dataset, hidden }) => [dataset, hidden])).toEqual([
      ['countries', false],
      ['catalog/1', false],
      ['catalog/2', true],
      ['rates', false],
      ['market/1', false],
      ['market/2', true],
    ]);
    const version = await versionServed();
    expect(await statsOf('catalog/1')).toMatchObject({
      version,
      source: 'revision 1',
      pointer: { version, pinned: false, present: true },
      versions: [{ version, rows: 5, bytes: expect.any(Number) as number }],
    });
  });

  test('keeps the last twenty refreshes: reason, outcome, duration, rows, difference', async () => {
    await addCity(6, 'Ankara');
    tables.away = true;
    await served.refresher.refresh({ scope: 'catalog/1', reason: 'schedule' });
    tables.away = false;
    const refreshes = (await statsOf('catalog/1')).refreshes ?? [];
    const durationMs = expect.any(Number) as number;
    expect(refreshes).toMatchObject([
      { reason: 'schedule', outcome: 'failed', durationMs },
      {
        reason: 'admin',
        outcome: 'published',
        durationMs,
        rows: 6,
        difference: { added: expect.any(Number) as number },
      },
      { reason: 'cold-start', outcome: 'published', durationMs, rows: 5 },
    ]);
    for (let times = 0; times < 20; times += 1) {
      await served.refresher.refresh({ scope: 'catalog/1', reason: 'schedule' });
    }
    const later = (await statsOf('catalog/1')).refreshes ?? [];
    expect(later.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 20 }, () => 'unchanged'),
    );
  });
});

describe('POST /api/cache/clear', () => {
  test('is accepted with a job, refreshes everything, and tells what came of it', async () => {
    const accepted = await clear();
    expect(accepted.status).toBe(202);
    expect(accepted.json).toEqual({
      jobId: expect.stringMatching(/^all-\d+$/) as string,
      scope: 'all',
      via: 'queue',
    });
    const { state, refreshes } = await served.outcomeOf(accepted);
    expect(state).toBe('completed');
    expect(refreshes).toMatchObject(
      DATASETS.map((dataset) => ({
        dataset,
        reason: 'admin',
        outcome: 'unchanged',
      })),
    );
  });

  test('of one dataset shows its new rows, under a new version and tag, and touches no other', async () => {
    const before = await served.ask(CITIES);
    tables.countries.get(1)?.leaves.push([[6, 'Ankara']]);
    const { refreshes } = await served.outcomeOf(await clear({ dataset: 'catalog/1' }));
    expect(refreshes).toMatchObject([{ dataset: 'catalog/1', outcome: 'published', rows: 6 }]);
    await expect.poll(citiesServed).toContain('Ankara');
    const after = await served.ask(CITIES);
    expect(after.headers['x-cache']).toBe('memory');
    expect(after.headers['x-data-version']).not.toBe(before.headers['x-data-version']);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect((await statsOf('catalog/2')).refreshes).toHaveLength(1);
  });

  test('keeps serving the old version when the refresh fails, and the job says failed', async () => {
    const version = await versionServed();
    const rows = tables.countries.get(1)?.leaves ?? [];
    rows.length = 0;
    rows.push([
      [7, 'Antalya'],
      [101, 'Alanya'],
    ]);
    const { state, refreshes } = await served.outcomeOf(await clear({ dataset: 'catalog/1' }));
    expect(state).toBe('failed');
    expect(refreshes).toMatchObject([
      { outcome: 'refused', findings: [{ rule: 'removed-limit' }] },
    ]);
    expect(await versionServed()).toBe(version);
  });

  test('with purge drops what is published and takes even a halved catalogue', async () => {
    const rows = tables.countries.get(1)?.leaves ?? [];
    rows.length = 1;
    const accepted = await clear({ dataset: 'catalog/1', purge: true });
    const { refreshes } = await served.outcomeOf(accepted);
    expect(refreshes).toMatchObject([{ outcome: 'published', rows: 1 }]);
    await expect.poll(citiesServed).toEqual(['Antalya']);
    expect((await statsOf('catalog/1')).versions).toHaveLength(1);
  });

  test('refills this process when Redis is away, says so, and tells the outcome', async () => {
    await using cleanup = new AsyncDisposableStack();
    const own = await startTestRedis();
    cleanup.defer(() => own.stop());
    const tables = new Tables();
    const api = await startTestApi({ redis: own, database: tables, worker: false });
    cleanup.defer(() => api.stop());
    await own.kill();
    tables.countries.get(1)?.leaves.push([[6, 'Ankara']]);
    const accepted = await api.askAsAdmin('/api/cache/clear', { method: 'POST' });
    expect([accepted.status, accepted.json['via']]).toEqual([202, 'process']);
    const { state } = await api.outcomeOf(accepted);
    expect(state).toBe('completed');
    expect((await api.ask(CITIES)).text).toContain('Ankara');
    const stats = await api.askAsAdmin('/api/cache/stats');
    expect(stats.json).toMatchObject({
      redis: 'away',
      datasets: [{ store: 'away' }, {}, {}, {}, {}, {}],
    });
    const rollback = { method: 'POST', body: { dataset: 'countries' } };
    expect(problem(await api.askAsAdmin('/api/cache/rollback', rollback))).toEqual([
      503,
      'unavailable',
    ]);
  });

  test('is refused where nothing is kept', async () => {
    await using cleanup = new AsyncDisposableStack();
    const api = await startTestApi({ cacheEnabled: false });
    cleanup.defer(() => api.stop());
    for (const path of ['clear', 'rollback', 'unpin']) {
      const body = path === 'clear' ? {} : { dataset: 'countries' };
      const answer = await api.askAsAdmin(`/api/cache/${path}`, { method: 'POST', body });
      expect(problem(answer)).toEqual([409, 'cache-off']);
    }
    expect((await api.ask('/api/cache/stats')).json).toMatchObject({ mode: 'off' });
  });

  test.each([
    [{ dataset: 'catalog/999' }, 404, 'unknown-dataset'],
    [{ dataset: '' }, 404, 'unknown-dataset'],
    [{ dataset: 7 }, 422, 'invalid-body'],
    [{ dataset: 'x'.repeat(101) }, 422, 'invalid-body'],
    [{ purge: 'yes' }, 422, 'invalid-body'],
    [{ purge: true, datasets: [] }, 422, 'unknown-field'],
    [[], 422, 'invalid-body'],
    ['null', 415, 'unsupported-media-type'],
  ])('refuses %j with %i', async (body, status, code) => {
    expect(problem(await clear(body))).toEqual([status, code]);
  });
});

describe('GET /api/cache/jobs/{id}', () => {
  test.each([
    'nothing',
    'catalog.999-1763857412345',
    'local-unknown',
    '%00',
    'all-',
    `all-${'9'.repeat(40)}`,
  ])('does not know %s', async (id) => {
    expect(problem(await served.askAsAdmin(`/api/cache/jobs/${id}`))).toEqual([404, 'unknown-job']);
  });

  test('knows a job that waits', async () => {
    await using cleanup = new AsyncDisposableStack();
    const api = await startTestApi({ redis, worker: false });
    cleanup.defer(() => api.stop());
    const accepted = await api.askAsAdmin('/api/cache/clear', { method: 'POST' });
    const { json } = await api.askAsAdmin(`/api/cache/jobs/${String(accepted.json['jobId'])}`);
    expect(json).toMatchObject({ scope: 'all', state: 'queued', refreshes: [] });
  });
});

describe('rollback and unpin', () => {
  test('hold an earlier version through refreshes, and let go of it', async () => {
    const first = String(await versionServed());
    await addCity(6, 'Ankara');
    const back = await post('/api/cache/rollback', { dataset: 'catalog/1' });
    expect(back.status).toBe(200);
    expect(back.json).toMatchObject({ dataset: 'catalog/1', version: first, pinned: true });
    await expect.poll(citiesServed).not.toContain('Ankara');
    expect(await versionServed()).toBe(first);

    tables.countries.get(1)?.leaves.push([[35, 'İzmir']]);
    const { refreshes } = await served.outcomeOf(await clear({ dataset: 'catalog/1' }));
    expect(refreshes).toMatchObject([{ outcome: 'held' }]);
    expect(await versionServed()).toBe(first);
    expect(await statsOf('catalog/1')).toMatchObject({ pinned: true, pointer: { pinned: true } });

    const released = await post('/api/cache/unpin', { dataset: 'catalog/1' });
    expect(released.json).toMatchObject({ pinned: false, jobId: expect.any(String) as string });
    await expect.poll(citiesServed).toEqual(expect.arrayContaining(['Ankara', 'İzmir']));
    await served.outcomeOf(released);
  });

  test('go to a version that is named', async () => {
    const first = String(await versionServed());
    await addCity(6, 'Ankara');
    await addCity(35, 'İzmir');
    const body = { dataset: 'catalog/1', version: first };
    expect((await post('/api/cache/rollback', body)).json).toMatchObject({ version: first });
    await expect.poll(versionServed).toBe(first);
  });

  test.each([
    ['rollback', { dataset: 'catalog/1' }, 409, 'no-such-version'],
    ['rollback', { dataset: 'catalog/1', version: 'none' }, 409, 'no-such-version'],
    ['rollback', { dataset: 'catalog/9' }, 404, 'unknown-dataset'],
    ['rollback', {}, 422, 'invalid-body'],
    ['rollback', { dataset: 'catalog/1', version: 1 }, 422, 'invalid-body'],
    ['unpin', { dataset: 'catalog/1' }, 409, 'not-pinned'],
    ['unpin', { dataset: 'catalog/9' }, 404, 'unknown-dataset'],
    ['unpin', { dataset: 'catalog/1', version: 'x' }, 422, 'unknown-field'],
  ])('%s refuses %j with %i', async (path, body, status, code) => {
    expect(problem(await post(`/api/cache/${path}`, body))).toEqual([status, code]);
  });
});
