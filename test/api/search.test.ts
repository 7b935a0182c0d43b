import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

let served: StartedApi;
beforeAll(async () => {
  served = await startTestApi();
});
afterAll(() => served.stop());

interface Result {
  name: string;
  level: string;
}

async function namesFor(query: string, admin = false): Promise<string[]> {
  const path = `/api/search?${query}`;
  const { json } = await (admin ? served.askAsAdmin(path) : served.ask(path));
  return (json['results'] as Result[]).map(({ name }) => name);
}

const q = (text: string) => `q=${encodeURIComponent(text)}`;

describe('search', () => {
  test('gives level, id, name, path and the ids to go on with', async () => {
    const { status, headers, json } = await served.ask(`/api/search?${q('алания')}`);
    expect(status).toBe(200);
    expect((json['results'] as object[])[0]).toEqual({
      level: 'county',
      id: 101,
      name: 'Alanya',
      path: expect.arrayContaining(['Antalya']) as string[],
      ids: { country: 1, city: 7, county: 101, district: null },
    });
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=60', vary: 'Authorization' });
  });

  test.each([
    ['кадыкёй', 'Kadıköy'],
    ['ISTANBUL', 'İstanbul'],
    ['istan', 'İstanbul'],
    ['muratpasa', 'Muratpaşa'],
    ['Antayla', 'Antalya'],
    ['  alanya  ', 'Alanya'],
  ])('finds «%s»', async (text, name) => {
    expect((await namesFor(q(text)))[0]).toBe(name);
  });

  test('gives an empty list for what nobody is called', async () => {
    expect(await namesFor(q('xqzwxqzw'))).toEqual([]);
    expect(await namesFor(q('%00<script>'))).toEqual([]);
  });

  test('keeps to the limit and to the country', async () => {
    expect(await namesFor('q=a&limit=2')).toHaveLength(2);
    expect(await namesFor('q=alanya&country=1')).toContain('Alanya');
  });

  test('answers admins for disabled countries too, and not for shared caches', async () => {
    expect(await namesFor('q=kotor')).toEqual([]);
    expect(await namesFor('q=kotor', true)).toContain('Kotor');
    const { headers } = await served.askAsAdmin('/api/search?q=kotor&country=2');
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  test.each([2, 3, 999_999_999_999_999])(
    'says that there is no country %i, disabled or absent alike',
    async (country) => {
      const { status, json } = await served.ask(`/api/search?q=kotor&country=${country}`);
      expect([status, json['code']]).toEqual([404, 'unknown-country']);
      expect(json['detail']).toContain(String(country));
    },
  );

  test.each([
    ['', 'q'],
    ['q=', 'q'],
    ['q=%20%20', 'q'],
    [`q=${'a'.repeat(101)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['q=a&limit=0', 'limit'],
    ['q=a&limit=51', 'limit'],
    ['q=a&limit=-1', 'limit'],
    ['q=a&limit=1e1', 'limit'],
    [`q=a&limit=${'9'.repeat(300)}`, 'limit'],
    ['q=a&limit=', 'limit'],
    ['q=a&country=T%C3%BCrkiye', 'country'],
    ['q=a&country=0', 'country'],
    ['q=a&country=1.5', 'country'],
    ['q=a&country=9007199254740993', 'country'],
  ])('refuses «%s» and names %s', async (query, field) => {
    const { status, json } = await served.ask(`/api/search?${query}`);
    expect([status, json['code']]).toEqual([422, 'invalid-parameter']);
    expect(json['detail']).toContain(`«${field}»`);
  });

  test('takes a hundred letters of any script', async () => {
    const { status } = await served.ask(`/api/search?${q('🏠'.repeat(100))}`);
    expect(status).toBe(200);
  });

  test('sees new places with the next version', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    const api = await startTestApi({ database: tables });
    cleanup.defer(() => api.stop());
    tables.countries.get(1)?.leaves.push([[6, 'Ankara']]);
    await api.refresher.refresh({ scope: 'catalog/1', reason: 'admin' });
    await expect
      .poll(async () => (await api.ask('/api/search?q=ankara')).text)
      .toContain('"name":"Ankara"');
  });
});
