import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWebApp } from '../../src/api/webapp.ts';
import { startTestApi, type StartedApi } from './support/startedApi.ts';

const AS_BROWSER = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let served: StartedApi;
beforeAll(async () => {
  served = await startTestApi();
});
afterAll(() => served.stop());

const assetIn = (html: string, kind: string) =>
  new RegExp(`/assets/[\\w.-]+\\.${kind}`).exec(html)?.[0] ?? '';

describe('the Mini App at /', () => {
  test.each([
    ['ru', 'Оценка объекта'],
    ['de', 'Immobilienbewertung'],
  ])('comes to browsers in %s with its texts on the way', async (language, title) => {
    const { status, headers, text } = await served.ask('/', {
      headers: { ...AS_BROWSER, 'Accept-Language': language },
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers.vary).toMatch(/Accept\b.*Accept-Language.*Accept-Encoding/);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(`<title>${title}</title>`);
    expect(text).toMatch(new RegExp(`modulepreload[^>]+webapp\\.${language}-`));
    expect(text).not.toMatch(/\{\{|<script>|style=|https?:/);
  });

  test('runs nothing from elsewhere and is framed by Telegram only', async () => {
    const { headers } = await served.ask('/', { headers: AS_BROWSER });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toMatch(
      /frame-ancestors https:\/\/web\.telegram\.org https:\/\/\*\.telegram\.org$/,
    );
    expect(policy).not.toContain('unsafe');
  });

  test('leaves programs the list of addresses they had', async () => {
    const { text } = await served.ask('/', { headers: { Accept: '*/*' } });
    expect(text).toContain('/api/countries');
  });

  test('is asked for anew, and not sent again when it is the same', async () => {
    const { headers } = await served.ask('/', { headers: AS_BROWSER });
    const again = await served.ask('/', {
      headers: { ...AS_BROWSER, 'If-None-Match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });
});

describe('what the page loads', () => {
  test('is kept for ever and comes in the smallest form the browser takes', async () => {
    const { text: html } = await served.ask('/', { headers: AS_BROWSER });
    for (const [kind, type] of [
      ['js', 'text/javascript; charset=utf-8'],
      ['css', 'text/css; charset=utf-8'],
      ['svg', 'image/svg+xml'],
    ] as const) {
      const path = assetIn(html, kind);
      const plain = await served.ask(path);
      const packed = await served.ask(path, {
        headers: { 'Accept-Encoding': 'gzip, deflate, br' },
      });
      expect(plain.headers).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      });
      expect(packed.headers['content-encoding']).toBe('br');
      expect(packed.headers.etag).not.toBe(plain.headers.etag);
      expect(brotliDecompressSync(packed.body)).toEqual(plain.body);
    }
  });

  test.each(['/assets/nothing.js', '/assets/..%2findex.ru.html', '/assets/'])(
    'is nothing else: %s is 404',
    async (path) => {
      expect((await served.ask(path)).status).toBe(404);
    },
  );
});

describe('a page that was not built', () => {
  test('is no page; one that is half built is an error', () => {
    const directory = mkdtempSync(join(tmpdir(), 'page-'));
    try {
      expect(readWebApp(join(directory, 'absent'))).toBeUndefined();
      mkdirSync(join(directory, 'assets', 'a.js'), { recursive: true });
      for (const language of ['ru', 'en', 'de', 'fr', 'tr']) {
        for (const end of ['', '.br', '.gz']) {
          writeFileSync(join(directory, `index.${language}.html${end}`), '');
        }
      }
      expect(() => readWebApp(directory)).toThrow('EISDIR');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
