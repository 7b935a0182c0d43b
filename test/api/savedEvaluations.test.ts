import { sign } from '@tma.js/init-data-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Evaluation } from '../../src/evaluations/evaluation.ts';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { MemoryEvaluations } from './support/memoryEvaluations.ts';
import { startTestApi, type StartedApi } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

const PATH = '/api/evaluations';
const BOT_TOKEN = '12345:token-of-the-tests';
const [ADA, BOB] = [7_000_000_001, 7_000_000_002];
const ALANYA = { country: 1, city: 7, county: 101 };

const kept = new MemoryEvaluations();
let served: StartedApi;
beforeAll(async () => {
  const tables = new Tables();
  const nothing = [null, null, null, null, null];
  tables.market.set('general_data', {
    countryId: 1,
    rows: [[7, 101, null, null, '2024-11-01', 50_000, ...nothing, null, ...nothing, null, false]],
  });
  served = await startTestApi({ database: tables, botToken: BOT_TOKEN, evaluations: kept });
});
afterAll(() => served.stop());
beforeEach(() => {
  kept.rows.clear();
  kept.saving = 'saved';
  kept.away = false;
});

const initData = (id: number, ageMs = 0) =>
  sign({ user: { id, first_name: 'Ada' } }, BOT_TOKEN, new Date(Date.now() - ageMs));
const by = (id: number) => ({ Authorization: `tma ${initData(id)}` });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  served.ask(PATH, { method: 'POST', body, headers });

interface Answered {
  evaluation: Evaluation;
  saving: { status: string; message: string };
}
const answered = async (body: unknown, headers: Record<string, string> = {}) => {
  const { status, json } = await post(body, headers);
  expect(status).toBe(200);
  return json as unknown as Answered;
};

describe('saving', () => {
  const body = () => ({ ...ALANYA, area: 85 });

  test('happens for who comes by Telegram, once however often it is asked with one key', async () => {
    const headers = { ...by(ADA), 'Idempotency-Key': 'one try' };
    const first = await answered(body(), headers);
    expect(first.saving).toEqual({ status: 'saved', message: 'Сохранено' });
    const again = await answered(body(), headers);
    expect(again.evaluation.id).toBe(first.evaluation.id);
    expect(first.evaluation.id).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect([...kept.rows.keys()]).toEqual([first.evaluation.id]);
    const other = await answered(body(), { ...by(BOB), 'Idempotency-Key': 'one try' });
    const unkeyed = await answered(body(), by(ADA));
    expect(new Set([first, other, unkeyed].map(({ evaluation }) => evaluation.id)).size).toBe(3);
    expect(kept.rows.size).toBe(3);
  });

  test.each<[Language, string]>([
    ['ru', 'Этот ключ уже использован'],
    ['en', 'This key has been used before'],
    ['de', 'Dieser Schlüssel wurde schon verwendet'],
    ['fr', 'Cette clé a déjà servi'],
    ['tr', 'Bu anahtar daha önce kullanıldı'],
  ])('of something else with a used key is refused, in %s', async (language, title) => {
    const headers = { ...by(ADA), 'Idempotency-Key': 'one try', 'Accept-Language': language };
    const { evaluation } = await answered(body(), headers);
    const { status, json } = await post({ ...body(), area: 86 }, headers);
    expect([status, json['code'], json['title']]).toEqual([422, 'key-reused', title]);
    expect(kept.rows.get(evaluation.id)?.evaluation.request.area).toBe(85);
  });

  test('of what was deleted since is said not to have happened', async () => {
    kept.saving = 'removed';
    const { saving } = await answered(body(), by(ADA));
    expect(saving).toMatchObject({ status: 'removed' });
    expect(saving.message).toContain('Не сохранено');
  });

  test('does not happen for guests, nor where it is not wanted', async () => {
    expect((await answered(body())).saving.status).toBe('guest');
    expect((await answered({ ...body(), save: false }, by(ADA))).saving.status).toBe('not-asked');
    expect(kept.rows.size).toBe(0);
  });

  test.each<[Language, string]>([
    ['ru', 'Не сохранено'],
    ['en', 'Not saved'],
    ['de', 'Nicht gespeichert'],
    ['fr', 'Non enregistré'],
    ['tr', 'Kaydedilmedi'],
  ])('that fails is said in %s beside the whole answer', async (language, words) => {
    kept.saving = 'failed';
    const answer = await answered(body(), { ...by(ADA), 'Accept-Language': language });
    expect(answer.saving).toEqual({
      status: 'failed',
      message: expect.stringContaining(words) as string,
    });
    expect(answer.evaluation.result.status).toBe('estimated');
  });

  test.each(['', 'x'.repeat(65), 'tab\there', 'ключ'])(
    'a key like «%s» is refused',
    async (key) => {
      const coded = Buffer.from(key).toString('latin1');
      const { status, json } = await post(body(), { ...by(ADA), 'Idempotency-Key': coded });
      expect([status, json['code']]).toEqual([422, 'invalid-parameter']);
    },
  );

  test.each([
    ['a wrong token', 'Bearer wrong', 'sign-in-needed'],
    ['initData of nobody', 'tma user=1', 'sign-in-needed'],
    ['another scheme', 'Basic eDp5', 'sign-in-needed'],
    ['initData of yesterday', () => `tma ${initData(ADA, 90_000_000)}`, 'init-data-expired'],
  ])('%s is 401, and nothing is valued', async (_, given, code) => {
    const authorization = typeof given === 'string' ? given : given();
    const { status, json, headers } = await post(body(), { Authorization: authorization });
    expect([status, json['code'], headers['www-authenticate']]).toEqual([401, code, 'tma']);
  });
});

describe('saved evaluations', () => {
  const save = async (owner = ADA) =>
    (await answered({ ...ALANYA, area: 85 }, by(owner))).evaluation.id;
  const own = (path: string, method = 'GET', owner = ADA) =>
    served.ask(`${PATH}${path}`, { method, headers: by(owner) });

  test('are listed page by page, newest first, to their owner', async () => {
    const ids = [await save(), await save(), await save()];
    await save(BOB);
    const first = (await own('?limit=2')).json as { evaluations: Evaluation[]; next: string };
    expect(first.evaluations.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const { json } = await own(`?limit=2&before=${first.next}`);
    expect(json).toMatchObject({ evaluations: [{ id: ids[0] }], next: null });
    for (const limit of ['0', '51', 'x']) expect((await own(`?limit=${limit}`)).status).toBe(422);
    for (const before of ['', 'zzz', ids[0]]) {
      expect((await own(`?before=${before}`)).json).toMatchObject({
        status: 422,
        detail: 'Параметр «before» не подходит. Допустимо: значение next предыдущей страницы.',
      });
    }
  });

  test('are shared by a link that anybody may read until it is revoked', async () => {
    const id = await save();
    const { json: link } = await own(`/${id}/share`, 'POST');
    expect(link).toEqual({
      token: expect.any(String) as string,
      path: `${PATH}/shared/${String(link['token'])}`,
      startParameter: `e_${String(link['token'])}`,
    });
    const seen = await served.ask(String(link['path']));
    expect([seen.status, seen.headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(seen.json['id']).toBe(id);
    expect(seen.json).not.toHaveProperty('shareToken');
    expect((await own(`/${id}/share`, 'DELETE')).status).toBe(204);
    expect((await served.ask(String(link['path']))).status).toBe(404);
  });

  test('are gone when deleted', async () => {
    const id = await save();
    expect((await own(`/${id}`)).json).toMatchObject({ id, shareToken: null });
    expect((await own(`/${id}`, 'DELETE')).status).toBe(204);
    expect((await own(`/${id}`)).status).toBe(404);
    expect((await own(`/${id}`, 'DELETE')).status).toBe(404);
  });

  const ONE = [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/share'],
    ['DELETE', '/share'],
  ] as const;

  test.each(ONE)('of somebody else are 404 to %s …%s, and so is nonsense', async (method, rest) => {
    const id = await save(BOB);
    for (const asked of [id, crypto.randomUUID(), 'x', '%00', "1'--"]) {
      const { status, json } = await own(`/${asked}${rest}`, method);
      expect([status, json['code']]).toEqual([404, 'unknown-evaluation']);
    }
    expect(kept.rows.get(id)?.shareToken).toBeNull();
  });

  test.each([['GET', ''] as const, ...ONE.map(([method, rest]) => [method, `/x${rest}`] as const)])(
    'are 401 for a guest who asks to %s …%s',
    async (method, rest) => {
      const { status, json } = await served.ask(`${PATH}${rest}`, { method });
      expect([status, json['code']]).toEqual([401, 'sign-in-needed']);
    },
  );

  test.each(['x', '%00', 'a'.repeat(101), '..%2F'])('the link «%s» is 404', async (token) => {
    const { status, json } = await served.ask(`${PATH}/shared/${token}`);
    expect([status, json['code']]).toEqual([404, 'unknown-share']);
  });

  test('are 503 with Retry-After while Supabase is away', async () => {
    const id = await save();
    kept.away = true;
    for (const path of ['', `/${id}`, '/shared/x']) {
      const { status, headers } = await own(path);
      expect([status, headers['retry-after']]).toEqual([503, '5']);
    }
    expect((await post({ ...ALANYA, area: 85 })).status).toBe(200);
  });
});

test.each(LANGUAGES)('the answer of a guest says in %s how to have it saved', async (language) => {
  const { saving } = await answered({ ...ALANYA, area: 85 }, { 'Accept-Language': language });
  expect(saving.message).toContain('Telegram');
});

describe('where none are kept', () => {
  test('properties are valued all the same, and everything else is 501', async () => {
    await using cleanup = new AsyncDisposableStack();
    const tables = new Tables();
    tables.writable = false;
    const api = await startTestApi({ database: tables, botToken: BOT_TOKEN });
    cleanup.defer(() => api.stop());
    const headers = by(ADA);
    const answer = await api.ask(PATH, { method: 'POST', headers, body: { ...ALANYA, area: 85 } });
    expect([answer.status, answer.json['saving']]).toMatchObject([200, { status: 'off' }]);
    for (const path of ['', '/x', '/shared/x']) {
      const { status, json } = await api.ask(PATH + path, { headers });
      expect([status, json['code']]).toEqual([501, 'evaluations-off']);
    }
  });
});
