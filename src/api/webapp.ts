import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extname, join } from 'node:path';
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { languageOf } from './problem.ts';

/** A file of the Mini App in the forms it can be sent in. */
interface PageFile {
  type: string;
  etag: string;
  forms: Record<'br' | 'gzip' | 'identity', Buffer>;
}

/** The Mini App as it was built (scripts/webapp/build.ts), in memory. */
export interface WebApp {
  pages: ReadonlyMap<Language, PageFile>;
  /** By name; a name stands for its content for ever. */
  assets: ReadonlyMap<string, PageFile>;
}

const BUILT = fileURLToPath(new URL('../webapp/built/', import.meta.url));
const COMPRESSED = new Set(['.br', '.gz']);

/** Reads the built Mini App; undefined where none was built. */
export function readWebApp(directory = BUILT): WebApp | undefined {
  try {
    const pages = LANGUAGES.map(
      (language) => [language, readFile(join(directory, `index.${language}.html`))] as const,
    );
    const assets = readdirSync(join(directory, 'assets'))
      .filter((name) => !COMPRESSED.has(extname(name)))
      .map((name) => [name, readFile(join(directory, 'assets', name))] as const);
    return { pages: new Map(pages), assets: new Map(assets) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readFile(path: string): PageFile {
  const identity = readFileSync(path);
  const forms = { br: readFileSync(`${path}.br`), gzip: readFileSync(`${path}.gz`), identity };
  const digest = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { type: extname(path), etag: `"${digest}"`, forms };
}

/** Scripts and styles from here only, no inline ones; framed by nobody but Telegram's web clients. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors https://web.telegram.org https://*.telegram.org',
].join('; ');

/** Whether it is a person's browser that asks: programs do not name HTML. */
const wantsPage = (ctx: Context) => /\btext\/html\b/i.test(ctx.get('Accept'));

/** `/` for browsers, in the caller's language, and `/assets/…`. */
export function addWebAppRoutes(router: Router, { webApp }: { webApp: WebApp | undefined }): void {
  if (webApp === undefined) return;

  router.get('/', async (ctx, next) => {
    ctx.vary('Accept');
    const page = webApp.pages.get(languageOf(ctx));
    if (page === undefined || !wantsPage(ctx)) return next();
    ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
    ctx.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    send(ctx, page);
  });

  router.get('/assets/:name', (ctx) => {
    const asset = webApp.assets.get(ctx.params['name'] ?? '');
    if (asset === undefined) return;
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    send(ctx, asset);
  });
}

/** The smaller first, whatever the browser names first. */
const CODINGS = ['br', 'gzip'] as const;

function send(ctx: Context, { type, etag, forms }: PageFile): void {
  ctx.vary('Accept-Encoding');
  const form = CODINGS.find((coding) => ctx.acceptsEncodings(coding) === coding) ?? 'identity';
  ctx.status = 200;
  ctx.type = type;
  ctx.etag = form === 'identity' ? etag : `"${etag.slice(1, -1)}-${form}"`;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (form !== 'identity') ctx.set('Content-Encoding', form);
  ctx.body = forms[form];
}
