import { randomUUID } from 'node:crypto';
import Koa from 'koa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem, problemFunnel, PROBLEM_STATUS, type ProblemCode } from '../../src/api/problem.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { RequestFault } from '../../src/evaluations/fault.ts';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { ask } from './support/ask.ts';

/** What the texts of all problems may name. */
const VARIABLES = {
  path: '/somewhere',
  allowed: 'GET',
  limit: 16_384,
  field: 'the-field',
  dataset: 'the-dataset',
  known: 'countries',
  country: '99',
  job: 'the-job',
  seconds: 21,
  table: 'public.the_table',
};

const FAULT: RequestFault = {
  field: 'area',
  code: 'too-small',
  given: '0',
  allowed: ['10–10000'],
};
const faultsOf = (code: ProblemCode) => (code === 'invalid-evaluation' ? [FAULT] : []);

const CODES = Object.keys(PROBLEM_STATUS) as ProblemCode[];

let origin: string;
let logged = '';
let thrown: unknown;
const app = new Koa();
const log = pino({ level: 'debug' }, { write: (line: string) => void (logged += line) });
app.use(async (ctx, next) => {
  ctx.state['requestId'] = 'request-1';
  await next();
});
app.use(problemFunnel({ translator: createTranslator(), log }));
app.use(() => {
  throw thrown;
});
const server = app.listen(0, '127.0.0.1');

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const answerTo = (error: unknown, language: string) => {
  thrown = error;
  return ask(origin, '/api/thing?x=1', { headers: { 'Accept-Language': language } });
};

describe.each(CODES)('the problem %s', (code) => {
  test.each(LANGUAGES)('is told in %s', async (language) => {
    const problem = new Problem(code, { variables: VARIABLES, faults: faultsOf(code) });
    const { status, headers, json } = await answerTo(problem, language);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers).toMatchObject({ 'content-language': language, 'cache-control': 'no-store' });
    expect(headers.vary).toContain('Accept-Language');
    expect(json).toEqual({
      type: `urn:problem:${code}`,
      title: expect.stringMatching(/\S/) as string,
      status,
      detail: expect.stringMatching(/\S/) as string,
      instance: '/api/thing',
      code,
      requestId: 'request-1',
      ...(code === 'invalid-evaluation' && {
        errors: [{ ...FAULT, message: json['detail'] }],
      }),
    });
    expect(`${String(json['title'])} ${String(json['detail'])}`).not.toMatch(/[{}$]|undefined/);
  });

  test('reads differently in every language', async () => {
    const problem = new Problem(code, { variables: VARIABLES, faults: faultsOf(code) });
    const texts = new Set<unknown>();
    for (const language of LANGUAGES) texts.add((await answerTo(problem, language)).json['detail']);
    expect(texts.size).toBe(LANGUAGES.length);
  });
});

describe('the language', () => {
  test.each<[string, Language]>([
    ['tr-TR,tr;q=0.9,en;q=0.8', 'tr'],
    ['zh, de-AT;q=0.7', 'de'],
    ['EN', 'en'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['*', 'ru'],
    ['zh', 'en'],
    ['ru;q=0, en', 'en'],
    [';;;,q=', 'en'],
    ['x'.repeat(8_000), 'en'],
  ])('asked for as «%s» is %s', async (header, language) => {
    const { headers } = await answerTo(new Problem('not-found', { variables: VARIABLES }), header);
    expect(headers['content-language']).toBe(language);
  });

  test('is Russian when none is asked for', async () => {
    thrown = new Problem('not-found', { variables: VARIABLES });
    expect((await ask(origin, '/')).headers['content-language']).toBe('ru');
  });
});

describe('what to do about it', () => {
  test.each(LANGUAGES)('a 401 names ADMIN_API_TOKEN in %s', async (language) => {
    for (const code of ['unauthorized', 'admin-closed'] as const) {
      const { json } = await answerTo(new Problem(code), language);
      expect(json['detail']).toContain('ADMIN_API_TOKEN');
      expect(json['detail']).toContain('Authorization: Bearer');
    }
  });

  test('a field is named with what is allowed', async () => {
    const problem = new Problem('invalid-body', {
      variables: { field: 'purge', allowed: { id: 'allowed-boolean' } },
    });
    const { json } = await answerTo(problem, 'de');
    expect(json['detail']).toBe('Das Feld „purge“ passt nicht. Erlaubt: true oder false.');
  });

  test.each([
    [1, 'Повторите через 1 секунду.'],
    [3, 'Повторите через 3 секунды.'],
    [11, 'Повторите через 11 секунд.'],
    [42, 'Повторите через 42 секунды.'],
    [60, 'Повторите через 60 секунд.'],
  ])('a wait of %i s is said in good Russian', async (seconds, text) => {
    const { json } = await answerTo(new Problem('rate-limited', { variables: { seconds } }), 'ru');
    expect(json['detail']).toBe(text);
  });
});

test('a problem is made with what its text names, or the types refuse', () => {
  const refused = () => [
    // @ts-expect-error: the text names $path
    new Problem('not-found'),
    // @ts-expect-error: the text names $allowed too
    new Problem('invalid-body', { variables: { field: 'purge' } }),
    // @ts-expect-error: the text names nothing
    new Problem('cache-off', { variables: { field: 'purge' } }),
    // @ts-expect-error: this text about what is allowed names $maximum
    new Problem('method-not-allowed', { variables: { allowed: { id: 'allowed-limit' } } }),
  ];
  expect(refused).toBeTypeOf('function');
});

describe('an error nobody expected', () => {
  test('is a 500 that gives nothing away and is found in the log by its number', async () => {
    const secret = `secret-${randomUUID()}`;
    const { status, json, text } = await answerTo(new Error(secret), 'en');
    expect([status, json['code']]).toEqual([500, 'internal']);
    expect(json['detail']).toContain('request-1');
    expect(text).not.toMatch(new RegExp(`${secret}|at .*\\.ts`));
    expect(logged).toContain(secret);
    expect(logged).toContain('request-1');
  });

  test('that is no Error at all is a 500 too', async () => {
    for (const error of [undefined, null, 'text', 42]) {
      expect((await answerTo(error, 'en')).status).toBe(500);
    }
  });

  test('that says to come back later is a 503 with Retry-After', async () => {
    const error = new UnavailableError('Supabase (db.example) away', { retryAfterSeconds: 7 });
    const { status, headers, text } = await answerTo(error, 'en');
    expect([status, headers['retry-after']]).toEqual([503, '7']);
    expect(text).not.toContain('db.example');
  });
});
