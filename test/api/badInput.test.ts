import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerClientErrors } from '../../src/api/clientErrors.ts';
import type { ProblemCode } from '../../src/api/problem.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { badRequest, piecesOf, type BadRequest } from './support/badRequests.ts';
import { MemoryEvaluations } from './support/memoryEvaluations.ts';
import { exchange, type RawAnswer } from './support/rawExchange.ts';
import { ADMIN_TOKEN, startTestApi, type StartedApi } from './support/startedApi.ts';

const REQUESTS = 2_500;

let served: StartedApi;
let port: number;
beforeAll(async () => {
  served = await startTestApi({ evaluations: new MemoryEvaluations() });
  ({ port } = served.api.address);
});
afterAll(() => served.stop());

const send = (request: BadRequest) =>
  exchange({ port, pieces: piecesOf(request), bodiless: request.method === 'HEAD' });

const translator = createTranslator();

/** What every answer must be, whatever was asked. */
function judge(request: BadRequest, { status, headers, body, complete }: RawAnswer): void {
  expect(complete, 'the answer is whole').toBe(true);
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(body).not.toMatch(/\n\s+at |node:internal|node_modules|\.ts:\d/);
  expect(body + [...headers.values()].join('\n')).not.toContain(ADMIN_TOKEN);
  expect(headers.has('x-evil')).toBe(false);
  if (status < 400 || request.method === 'HEAD') return;
  expect(headers.get('content-type')).toBe('application/problem+json');
  const problem = JSON.parse(body) as Record<string, string | number>;
  expect(problem).toMatchObject({ status, type: `urn:problem:${problem['code']}` });
  const code = problem['code'] as ProblemCode;
  expect(problem['title']).toBe(translator.text(request.language, `problem-${code}`));
}

const isGuarded = ({ method, target }: BadRequest) =>
  method !== 'OPTIONS' && /^\/api\/(?:cache\/(?:clear|rollback|unpin|jobs\/)|admin\/)/.test(target);

/** Of several Authorization headers the first counts. */
const isAdmin = ({ headers }: BadRequest) =>
  headers.find(([name]) => name === 'Authorization')?.[1] === `Bearer ${ADMIN_TOKEN}`;

let normal: string;
beforeEach(async () => {
  normal = (await served.ask('/api/countries/1/cities')).text;
});

describe('whatever is asked', () => {
  test(`${REQUESTS} bad requests all get whole, readable answers, and reads go on`, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(badRequest, async (request) => {
        const answer = await send(request);
        judge(request, answer);
        expect(answer.status < 300 && isGuarded(request) && !isAdmin(request)).toBe(false);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }),
      { numRuns: REQUESTS },
    );
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining([200, 400, 401, 404, 405, 413, 415, 422, 431]),
    );
    expect((await served.ask('/api/countries/1/cities')).text).toBe(normal);
    expect(served.logged()).not.toContain('Ошибка запроса');
  }, 60_000);
});

describe('a body of 1 MB', () => {
  const body = Buffer.alloc(1_000_000, ' ');

  test.each(['with its length', 'in chunks'])('%s gets a 413 that can be read', async (way) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = {
      'Content-Type': 'application/json',
      ...(way === 'in chunks' && { 'Transfer-Encoding': 'chunked' }),
    };
    const path = '/api/cache/clear';
    const { status, json } = await served.askAsAdmin(path, {
      method: 'POST',
      headers,
      body,
      agent,
    });
    expect([status, json['code'], json['detail']]).toEqual([
      413,
      'body-too-large',
      expect.stringMatching(/16\D?384/) as string,
    ]);
    expect((await served.ask('/health', { agent })).status).toBe(200);
    agent.destroy();
  });

  test.each([
    ['POST', '/api/cache/clear', 401],
    ['POST', '/nowhere', 404],
    ['PUT', '/api/countries', 405],
  ])('does not keep %s %s from its answer', async (method, path, expected) => {
    const { status } = await served.ask(path, { method, body });
    expect(status).toBe(expected);
  });
});

describe('what is not HTTP', () => {
  const code = ({ body }: RawAnswer) => (JSON.parse(body) as { code: string }).code;

  test.each([
    ['nonsense', 'hello\r\n\r\n', 400, 'malformed-request'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'malformed-request'],
    ['a NUL in the path', 'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'malformed-request'],
    ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n', 400, 'malformed-request'],
    [
      'a broken chunk',
      'PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
      'malformed-request',
    ],
    [
      'two lengths',
      'PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
      'malformed-request',
    ],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'malformed-request'],
    [
      'a path of 1 MB',
      `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'a header of 1 MB',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(1_000_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['CONNECT', 'CONNECT example.net:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'method-not-allowed'],
  ])('%s gets a readable answer', async (_, text, status, expected) => {
    const answer = await exchange({ port, pieces: [Buffer.from(text, 'latin1')] });
    expect([answer.complete, answer.status, code(answer)]).toEqual([true, status, expected]);
  });

  test('is answered in the language asked for', async () => {
    const pieces = ['GET / HTTP/1.1\r\nAccept-Language: de-AT\r\nbroken header\r\n\r\n'];
    const answer = await exchange({ port, pieces });
    expect(answer.headers.get('content-language')).toBe('de');
    expect(answer.body).toContain('Die Anfrage ist nicht lesbar');
  });

  test('a request that never ends gets 408', async () => {
    const server = createServer({ headersTimeout: 50, connectionsCheckingInterval: 20 });
    answerClientErrors(server, translator);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const slow = { port: (server.address() as AddressInfo).port, pieces: ['GET / HTTP/1.1\r\n'] };
    const answer = await exchange(slow);
    expect([answer.complete, answer.status, code(answer)]).toEqual([true, 408, 'request-timeout']);
    server.close();
  });
});
