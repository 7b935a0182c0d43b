import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { target } from './badTargets.ts';
import { ADMIN_TOKEN } from './startedApi.ts';

/** A request as it goes over the wire, with what is needed to judge its answer. */
export interface BadRequest {
  method: string;
  target: string;
  headers: (readonly [string, string])[];
  body: Buffer | undefined;
  chunked: boolean;
  language: (typeof LANGUAGES)[number];
}

const method = fc.oneof(
  { weight: 4, arbitrary: fc.constant('GET') },
  { weight: 4, arbitrary: fc.constantFrom('POST', 'PATCH') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'PUT',
      'DELETE',
      'HEAD',
      'OPTIONS',
      'TRACE',
      'CONNECT',
      'PROPFIND',
      'QUERY',
      'M-SEARCH',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('FOO', 'get', 'GETT', 'G', '\u00e9', 'POST\t') },
);

const credential = fc.constantFrom(
  'Bearer',
  'Bearer ',
  'Bearer wrong',
  `Bearer ${ADMIN_TOKEN.slice(0, -1)}`,
  `Bearer ${ADMIN_TOKEN.toUpperCase()}`,
  `bearer  ${'x'.repeat(5_000)}`,
  `Basic ${Buffer.from(`admin:${ADMIN_TOKEN}`).toString('base64')}`,
  `Token ${ADMIN_TOKEN}`,
  ADMIN_TOKEN,
  'Bearer null',
  'Bearer undefined',
  'Bearer \u00ff\u00fe',
  'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.',
  'tma auth_date=1&hash=0',
  'tma ',
  '',
  ',',
  'Bearer a, Bearer b',
  `Bearer ${ADMIN_TOKEN}`,
);
const oddHeader = fc.oneof(
  credential.map((value) => ['Authorization', value] as const),
  fc.constantFrom<[string, string][]>(
    ['Accept', 'image/png'],
    ['Accept-Encoding', 'gzip;q=abc, ;;, *'],
    ['Accept-Encoding', ';q=0'],
    ['If-None-Match', '"'],
    ['If-None-Match', ',,,'],
    ['If-None-Match', 'W/'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-For', "' OR 1=1"],
    ['X-Request-Id', '../../etc/passwd'],
    ['X-Request-Id', 'x'.repeat(9_000)],
    ['Range', 'bytes=0-1,5-'],
    ['Cookie', '\u00ff=;;;'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['Upgrade', 'websocket'],
    ['Upgrade', 'h2c'],
    ['Expect', '200-maybe'],
    ['Origin', 'null'],
    ['Host', 'evil'],
    ['Forwarded', 'for=_x;by='],
    ['Content-Type', 'text/html'],
    ['X-Long', 'y'.repeat(17_000)],
    ['Te', 'trailers'],
    ['Content-Length', '5x'],
    ['Connection', 'x, y'],
    ['Bad Name', 'x'],
    ['X-Nul', 'a\0b'],
  ),
);

const json = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '{',
    '}',
    '[',
    'nul',
    '{"dataset":}',
    '{"dataset":"countries"',
    "{'purge':true}",
    '{"purge":"yes"}',
    '{"purge":true,"extra":1}',
    '{"dataset":1}',
    '{"dataset":null}',
    '{"dataset":"nothing"}',
    '{"dataset":"catalog/2","version":"x"}',
    '{"dataset":"countries","version":{}}',
    '{"enabled":1}',
    '{"country":1,"city":7,"area":85}',
    '{"country":1,"city":34,"county":101,"area":85}',
    '{"country":1e300,"city":7,"area":-0}',
    '{"country":1,"city":7,"area":85,"heating":"\\u0000"}',
    '{"country":1,"city":7,"area":85,"asking":{"amount":1e308,"currency":"\\ud800"}}',
    '{"enabled":"true"}',
    '{"__proto__":{"purge":true}}',
    '{"constructor":1}',
    '\ufeff{}',
    '"text"',
    '42',
    'null',
    '[]',
    '[{}]',
    '{"dataset":"../../x"}',
    `{"dataset":"${'d'.repeat(9_000)}"}`,
    '['.repeat(8_000),
    '{"a":'.repeat(3_000),
    `{"${'k'.repeat(200)}":1}`,
    '{"dataset":"\\ud800"}',
  ),
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: json.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Buffer.alloc(16_385, 32),
      Buffer.alloc(1_000_000, 'x'),
      Buffer.from(`{"dataset":"${'x'.repeat(1_000_000)}"}`),
    ),
  },
);
const bodyHeaders = fc.constantFrom<(readonly [string, string])[]>(
  [['Content-Type', 'application/json']],
  [['Content-Type', 'application/json']],
  [['Content-Type', 'application/json; charset=utf-16']],
  [['Content-Type', 'text/plain']],
  [['Content-Type', 'multipart/form-data; boundary=']],
  [['Content-Type', ';;;']],
  [],
  [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', 'gzip'],
  ],
  [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', 'br, gzip'],
  ],
);

const anyRequest = fc
  .record({
    method,
    target,
    body,
    bodyHeaders,
    oddHeaders: fc.array(oddHeader, { maxLength: 3 }),
    chunked: fc.boolean(),
    language: fc.constantFrom(...LANGUAGES),
  })
  .map(({ method, target, body, bodyHeaders, oddHeaders, chunked, language }): BadRequest => {
    const headers = [...(body ? bodyHeaders : []), ...oddHeaders];
    return { method, target, headers, body, chunked, language };
  });

/** Bodies get read only where an admin may write. */
const adminWrite = fc
  .record({
    target: fc.constantFrom(
      '/api/cache/clear',
      '/api/cache/rollback',
      '/api/cache/unpin',
      '/api/admin/countries/1',
    ),
    body,
    bodyHeaders,
    chunked: fc.boolean(),
    language: fc.constantFrom(...LANGUAGES),
  })
  .map(({ target, body, bodyHeaders, chunked, language }): BadRequest => {
    const method = target.includes('admin') ? 'PATCH' : 'POST';
    const headers = [['Authorization', `Bearer ${ADMIN_TOKEN}`] as const, ...bodyHeaders];
    return { method, target, headers, body, chunked, language };
  });

const anyEvaluation = fc
  .record({ body, bodyHeaders, chunked: fc.boolean(), language: fc.constantFrom(...LANGUAGES) })
  .map(({ body, bodyHeaders: headers, chunked, language }): BadRequest => {
    return {
      method: 'POST',
      target: '/api/evaluations',
      headers: [...headers],
      body,
      chunked,
      language,
    };
  });

/** Requests that are wrong in every way we could think of, some of them in several ways at once. */
export const badRequest: fc.Arbitrary<BadRequest> = fc.oneof(
  { weight: 4, arbitrary: anyRequest },
  { weight: 1, arbitrary: adminWrite },
  { weight: 1, arbitrary: anyEvaluation },
);

function packed({ headers, body }: BadRequest): Buffer | undefined {
  const coded = headers.some(([name, value]) => name === 'Content-Encoding' && value === 'gzip');
  return body && coded ? gzipSync(body) : body;
}

/** The pieces of a request on the wire; nothing in them is normalised. */
export function piecesOf(request: BadRequest): Buffer[] {
  const { method, target, headers, chunked, language } = request;
  const body = packed(request);
  const framing =
    body && (chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: localhost',
    `Accept-Language: ${language}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(framing ? [framing] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  if (body === undefined) return [head];
  if (!chunked) return [head, body];
  const chunk = Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  return [head, ...(body.length > 0 ? [chunk] : []), Buffer.from('0\r\n\r\n')];
}
