import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGateway } from '../../src/local/gateway.ts';
import type { Gateway } from '../../src/local/gateway.ts';

let directory: string;
let socketPath: string;
let gateway: Gateway;
let upstream: Server;
let answer: RequestListener;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  socketPath = join(directory, 'upstream.sock');
  upstream = createServer((request, response) => answer(request, response));
  await once(upstream.listen(socketPath), 'listening');
  gateway = await startGateway(0);
});
afterEach(async () => {
  await gateway.close();
  upstream.closeAllConnections();
  upstream.close();
  rmSync(directory, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = { apikey: 'key' }) =>
  fetch(gateway.url + path, { headers });

/** The headers and path the upstream sees for a request with these headers. */
async function seen(headers: Record<string, string>): Promise<IncomingMessage> {
  gateway.openTo(socketPath);
  const request = Promise.withResolvers<IncomingMessage>();
  answer = (incoming, response) => {
    request.resolve(incoming);
    response.end();
  };
  await get('/rest/v1/rpc/catalog_countries?select=id', headers);
  return request.promise;
}

test('strips /rest/v1 and sends the key as the bearer', async () => {
  const request = await seen({ apikey: 'key' });
  expect([request.url, request.headers.authorization]).toEqual([
    '/rpc/catalog_countries?select=id',
    'Bearer key',
  ]);
});

test('leaves a bearer of the caller alone', async () => {
  const request = await seen({ apikey: 'key', authorization: 'Bearer other' });
  expect(request.headers.authorization).toBe('Bearer other');
});

test('refuses a request without a key and knows no other services', async () => {
  expect((await get('/rest/v1/locations', {})).status).toBe(401);
  expect((await get('/auth/v1/user')).status).toBe(404);
  expect((await get('/rest/v1')).status).toBe(404);
});

test('answers 503 until PostgREST is there and 502 when it went away', async () => {
  const early = await get('/rest/v1/locations');
  expect([early.status, (await get('/health')).status]).toEqual([503, 503]);
  gateway.openTo(join(directory, 'nobody.sock'));
  const late = await get('/rest/v1/locations');
  expect(late.status).toBe(502);
  expect(await late.json()).toMatchObject({ code: 'gateway_502' });
  expect((await get('/health')).status).toBe(503);
});

test('passes an answer on while it is still coming', async () => {
  gateway.openTo(socketPath);
  const more = Promise.withResolvers<void>();
  answer = (_request, response) => {
    response.write('first');
    void more.promise.then(() => response.end('second'));
  };
  const reader = (await get('/rest/v1/x')).body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
  more.resolve();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('second');
});

test('passes a request on only when it is whole: an early refusal would break a body on its way', async () => {
  gateway.openTo(socketPath);
  let asked = 0;
  upstream.on('request', () => (asked += 1));
  answer = (_request, response) => void response.writeHead(401).end();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = { apikey: 'bad' };
  const url = `${gateway.url}/rest/v1/x`;
  const answering = fetch(url, { method: 'POST', headers, body: readable, duplex: 'half' });
  await writer.write(Buffer.from('first half'));
  // another request goes there and back: the half one had its time
  expect((await get('/rest/v1/y')).status).toBe(401);
  expect(asked).toBe(1);
  await writer.write(Buffer.from('second half'));
  await writer.close();
  expect((await answering).status).toBe(401);
  expect(asked).toBe(2);
});

test('passes a body on whole', async () => {
  gateway.openTo(socketPath);
  answer = (request, response) => void request.pipe(response);
  const body = 'row '.repeat(500_000);
  const headers = { apikey: 'key' };
  const response = await fetch(`${gateway.url}/rest/v1/x`, { method: 'POST', headers, body });
  expect(await response.text()).toBe(body);
});

test('lets go of PostgREST when the caller goes away', async () => {
  gateway.openTo(socketPath);
  const arrived = Promise.withResolvers<IncomingMessage>();
  answer = (request) => arrived.resolve(request);
  const caller = new AbortController();
  const call = fetch(`${gateway.url}/rest/v1/x`, {
    headers: { apikey: 'key' },
    signal: caller.signal,
  });
  const request = await arrived.promise;
  caller.abort();
  await expect(call).rejects.toThrow('abort');
  await once(request.socket, 'close');
});

test('a taken port is one clear line', async () => {
  const port = Number(new URL(gateway.url).port);
  await expect(startGateway(port)).rejects.toThrow(
    `Порт ${port} для встроенной базы занят другой программой.`,
  );
});
