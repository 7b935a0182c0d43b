import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download } from '../../../src/worker/rates/download.ts';
import { failing, giving, startSite, type Site } from './support.ts';

let site: Site;

beforeEach(async () => {
  site = await startSite(giving(Buffer.from('<rates/>')));
});
afterEach(() => site.close());

const { signal } = new AbortController();
const refusal = (rule: string, retryable: boolean) => expect.objectContaining({ rule, retryable });

test('gives what is there', async () => {
  expect(Buffer.from(await download(site.url, { signal })).toString()).toBe('<rates/>');
});

test.each([
  [404, 'http-status', false],
  [403, 'http-status', false],
  [429, 'http-status', true],
  [503, 'http-status', true],
  [204, 'http-status', false],
])('refuses an answer of %i', async (status, rule, retryable) => {
  site.answer = failing(status);
  await expect(download(site.url, { signal })).rejects.toThrow(refusal(rule, retryable));
});

test('follows no redirect', async () => {
  const elsewhere = await startSite(giving(Buffer.from('<rates/>')));
  site.answer = (_request, response) =>
    void response.writeHead(302, { location: elsewhere.url }).end();
  await expect(download(site.url, { signal })).rejects.toThrow(refusal('redirect', false));
  expect(elsewhere.asked).toBe(0);
  await elsewhere.close();
});

test('stops at a megabyte, though it comes in pieces that never end', async () => {
  const gone = Promise.withResolvers<void>();
  site.answer = (_request, response) => {
    const piece = Buffer.alloc(100_000, ' ');
    response.on('drain', () => response.write(piece)).on('close', () => gone.resolve());
    while (response.write(piece));
  };
  await expect(download(site.url, { signal })).rejects.toThrow(refusal('too-large', false));
  await gone.promise;
});

test('stops at a megabyte unpacked', async () => {
  const packed = gzipSync(Buffer.alloc(50_000_000, ' '));
  site.answer = (_request, response) =>
    void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
  await expect(download(site.url, { signal })).rejects.toThrow(refusal('too-large', false));
});

test.each(['never answers', 'stops in the middle'])('gives up on a site that %s', async (how) => {
  site.answer = (_request, response) => {
    if (how === 'stops in the middle') response.write('<rates>');
  };
  await expect(download(site.url, { signal, deadlineMs: 100 })).rejects.toThrow(
    refusal('unreachable', true),
  );
});

test('says why a site cannot be reached', async () => {
  const { url } = site;
  const closing = await startSite(failing(200));
  await closing.close();
  await expect(download(closing.url, { signal })).rejects.toThrow(/unreachable: .*ECONNREFUSED/);
  site.answer = (request) => void request.socket.destroy();
  await expect(download(url, { signal })).rejects.toThrow(refusal('unreachable', true));
});

test('is cut off by its signal', async () => {
  const stopping = new AbortController();
  const asked = Promise.withResolvers<void>();
  site.answer = () => asked.resolve();
  const cutOff = download(site.url, { signal: stopping.signal });
  await asked.promise;
  stopping.abort(new Error('stopping'));
  await expect(cutOff).rejects.toThrow('stopping');
});
