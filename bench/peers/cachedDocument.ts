// What the peers with a cache share. Equal to ours: request id, security headers, rate limit, metrics and error funnel
// are our own code (addMiddleware); the answer's headers, 304 and bytes are the same; what is cached is as ready as in
// ours, compressed and hashed beforehand. Not equal: the bytes come from the cache at each request, and the answer goes
// the ordinary way of Koa, as all our other endpoints do: a route of @koa/router, ctx.set, ctx.body. Ours looks also
// for hidden countries, writes the read log and knows plain forms, which these peers are spared.
import { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import { createKeys } from '../../src/cache/keys.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createRateLimits } from '../../src/api/rateLimits.ts';
import { createClientAddress } from '../../src/api/requestContext.ts';
import { addMiddleware } from '../../src/api/server.ts';
import type { Document } from '../document.ts';

interface CachedDocumentSettings {
  /** Gets the document of a path from the cache. */
  find: (path: string) => Promise<Document | undefined>;
  /** `false`: answers without a router, whatever the path. */
  router?: boolean;
}

/** Serves what is found in a cache by the request's path. */
export function serveCached({ find, router = true }: CachedDocumentSettings): void {
  const metrics = createMetrics();
  const reads = metrics.reads.labels('catalog/1', 'memory');
  const loadedAt = Date.now();
  const answer = async (ctx: Context): Promise<void> => {
    const document = await find(ctx.path);
    if (document === undefined) return;
    reads.inc();
    ctx.set('ETag', document.etag);
    ctx.set('Cache-Control', 'public, max-age=60, stale-while-revalidate=600');
    ctx.set('Vary', 'Accept-Encoding');
    ctx.set('X-Cache', 'memory');
    ctx.set('X-Data-Version', document.version);
    ctx.set('X-Data-Age', String(Math.floor((Date.now() - loadedAt) / 1000)));
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.set('Content-Type', 'application/json; charset=utf-8');
    ctx.set('Content-Encoding', 'gzip');
    ctx.body = document.gzip;
  };

  const app = new Koa();
  addMiddleware(app, {
    log: createLogger({ program: 'peer', level: 'info', format: 'json' }),
    translator: createTranslator(),
    metrics,
    rateLimits: createRateLimits({
      perMinute: Number(process.env.RATE_LIMIT_PER_MINUTE),
      keys: createKeys(),
    }),
    clientAddress: createClientAddress([]),
    access: { isDatabase: () => false },
  });
  if (router) {
    const routes = new Router();
    routes.get('/api/countries/:country/cities/:city/counties', answer);
    app.use(routes.routes()).use(routes.allowedMethods());
  } else {
    app.use(answer);
  }
  app.listen(Number(process.env.PORT), '127.0.0.1');
}
