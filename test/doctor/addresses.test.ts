import { createServer as createSecureServer } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../src/local/freePort.ts';
import { startHttpServer } from '../bot/support/servers.ts';
import { diagnosed } from './support/diagnosed.ts';
import { selfSigned } from './support/selfSigned.ts';

const TITLE = 'Адреса';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(listener: RequestListener) {
  const server = await startHttpServer(listener);
  stops.push(() => server.stop());
  return server;
}

const examine = (variables: Record<string, string>) => diagnosed(variables, { canEmbed: true });
const publicRow = async (variables: Record<string, string>) =>
  (await examine(variables)).rows(TITLE, 'WEBAPP_URL')[0];

const ours =
  (ready: number): RequestListener =>
  ({ url }, response) => {
    if (url === '/health') response.end('{"status":"ok"}');
    else response.writeHead(url === '/ready' ? ready : 404).end('{}');
  };

test('our api is known at both addresses, also below a path of the Mini App', async () => {
  const { url, port } = await serve(ours(200));
  const found = await examine({ WEBAPP_URL: `${url}/app/`, PORT: String(port) });
  expect(found.rows(TITLE, 'WEBAPP_URL')[0]).toMatch(/^ok http:\/\/127\.0\.0\.1/);
  expect(found.rows(TITLE, 'Здесь')[0]).toMatch(/^ok .*\/health отвечает/);
  expect(found.rows(TITLE, 'Готовность')).toEqual(['ok данные готовы (/ready)']);
});

test('an api without data is told', async () => {
  const { port } = await serve(ours(503));
  const found = await examine({ PORT: String(port) });
  expect(found.rows(TITLE, 'Готовность')[0]).toMatch(/^problem .*503/);
});

test('nobody here is no problem, and another program is', async () => {
  const nobody = await examine({ PORT: String(await freePort()) });
  expect(nobody.rows(TITLE, 'Здесь')[0]).toMatch(/^unused/);
  const { port } = await serve((_, response) => response.end('hello'));
  const found = await examine({ PORT: String(port) });
  expect(found.rows(TITLE, 'Здесь')[0]).toMatch(/^problem .*другой программой/);
  expect(found.fix(TITLE, 'Здесь')).toContain('PORT');
});

test('a public address is told by what is wrong with it', async () => {
  const other = await serve((_, response) => response.end('<html>somebody else</html>'));
  expect(await publicRow({ WEBAPP_URL: other.url })).toMatch(/^problem .*не наш сервер/);
  const gateway = await serve((_, response) => response.writeHead(502).end());
  expect(await publicRow({ WEBAPP_URL: gateway.url })).toMatch(/^problem .*не отвечает \(502\)/);
  const moved = await serve((_, response) =>
    response.writeHead(301, { location: 'https://elsewhere.example/health' }).end(),
  );
  expect(await publicRow({ WEBAPP_URL: moved.url })).toMatch(
    /^problem .*перенаправляет на https:\/\/elsewhere\.example \(301\)/,
  );
  expect(await publicRow({ WEBAPP_URL: 'https://no-such-host.invalid' })).toMatch(/^problem .*DNS/);
  const plain = await serve(ours(200));
  expect(await publicRow({ WEBAPP_URL: plain.url.replace('http:', 'https:') })).toMatch(
    /^problem .*протокол/,
  );
});

test('a certificate nobody vouches for', async () => {
  const server = createSecureServer(selfSigned(), ours(200)).listen(0, '127.0.0.1');
  stops.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const found = await examine({ WEBAPP_URL: `https://127.0.0.1:${port}` });
  expect(found.rows(TITLE, 'WEBAPP_URL')[0]).toMatch(/^problem .*сертификату нельзя доверять/);
  expect(found.fix(TITLE, 'WEBAPP_URL')).toContain('сертификат');
});
