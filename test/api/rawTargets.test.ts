import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withEncodedTarget } from '../../src/api/rawTargets.ts';
import { exchange } from './support/rawExchange.ts';
import { ADMIN_TOKEN, startTestApi, type StartedApi } from './support/startedApi.ts';

let served: StartedApi;
beforeAll(async () => {
  served = await startTestApi();
});
afterAll(() => served.stop());

const port = () => served.api.address.port;
const head = (line: string, headers: string[] = []) =>
  `${[`${line} HTTP/1.1`, 'Host: x', ...headers].join('\r\n')}\r\n\r\n`;
const send = (...pieces: string[]) => exchange({ port: port(), pieces });

describe('a target in raw UTF-8, as curl sends it,', () => {
  test('finds the place', async () => {
    const { status, body, headers } = await send(head('GET /api/search?q=алания&limit=1'));
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
    expect(JSON.parse(body)).toMatchObject({ results: [{ name: 'Alanya' }] });
  });

  test('is read in a path too, and in a problem', async () => {
    const { status, body } = await send(head('GET /api/страны', ['Accept-Language: de']));
    expect([status, JSON.parse(body)]).toMatchObject([404, { title: 'Nicht gefunden' }]);
  });

  test('keeps its query from a document', async () => {
    expect(await send(head('GET /api/countries?ы'))).toMatchObject({ status: 200, complete: true });
  });

  test('leaves a body alone that comes after it, in whatever pieces', async () => {
    const text = '{"dataset":"catalog/1"}';
    const headers = [
      `Authorization: Bearer ${ADMIN_TOKEN}`,
      'Content-Type: application/json',
      `Content-Length: ${text.length}`,
    ];
    const request = head('POST /api/cache/clear?кто=я', headers);
    const { status, body } = await send(request, text.slice(0, 9), text.slice(9));
    expect([status, JSON.parse(body)]).toMatchObject([202, { scope: 'catalog/1' }]);
  });

  test('comes from the same client: this machine still reads the metrics', async () => {
    expect((await send(head('GET /metrics?ы'))).status).toBe(200);
  });

  test('whose client goes away harms nobody', async () => {
    const socket = connect({ host: '127.0.0.1', port: port() });
    await once(socket, 'connect');
    socket.write(head('GET /api/search?q=алания'));
    socket.resetAndDestroy();
    expect((await served.ask('/api/countries')).status).toBe(200);
  });

  test('is refused after another request in the same packet, instead of answering that one twice', async () => {
    const socket = connect({ host: '127.0.0.1', port: port() });
    let received = '';
    socket.on('data', (data) => (received += String(data)));
    socket.write(head('GET /health') + head('GET /api/search?q=алания'));
    await once(socket, 'close');
    expect(received.match(/"status":"ok"/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(received).not.toContain('Alanya');
  });
});

test('only the first line changes, and only its bytes beyond ASCII', () => {
  const ascii = fc.stringMatching(/^[\x20-\x7e]{0,20}$/);
  fc.assert(
    fc.property(ascii, fc.string({ unit: 'grapheme' }), fc.uint8Array(), (before, text, rest) => {
      const target = text.replaceAll(/[\r\n]/g, '');
      const packet = Buffer.concat([Buffer.from(`${before}${target}\r\n`), rest]);
      const encoded = withEncodedTarget(packet);
      const isAscii = !/[^\0-\x7f]/.test(target);
      expect(encoded === undefined).toBe(isAscii);
      if (encoded === undefined) return;
      const line = encoded.subarray(0, encoded.indexOf('\r\n')).toString('latin1');
      expect(line).toMatch(/^[\0-\x7f]*$/);
      expect(encoded.subarray(line.length)).toEqual(packet.subarray(packet.indexOf('\r\n')));
      const inUtf8 = (part: string) => part.replaceAll(/[^\0-\x7f]+/g, encodeURIComponent);
      expect(line).toBe(before + inUtf8(target));
    }),
  );
});
