import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context, Next } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Found, Reader } from '../cache/reader.ts';
import type { ReadLog, ReadSource } from '../cache/readLog.ts';
import type { SnapshotDocument } from '../cache/snapshot.ts';
import type { Visibility } from '../datasets/visibility.ts';
import type { Metrics } from '../metrics.ts';
import type { Access } from './access.ts';
import { Problem } from './problem.ts';
import type { RateLimits } from './rateLimits.ts';
import { pathOf, requestIdOf, SECURITY_HEADERS, type ClientAddress } from './requestContext.ts';

const ADMIN_PREFIX = '/api/admin/';
const PUBLIC_CACHING = 'public, max-age=60, stale-while-revalidate=600';
const PRIVATE_CACHING = 'private, no-cache';
const PLAIN_BYTES_KEPT = 8 * 1024 * 1024;
const decompress = promisify(gunzip);

export interface DocumentsDependencies {
  reader: Reader;
  readLog: ReadLog;
  visibility: Visibility;
  access: Access;
  rateLimits: RateLimits;
  clientAddress: ClientAddress;
  metrics: Metrics;
}

interface Answer extends Found {
  source: ReadSource;
  isPrivate: boolean;
}

/** Serves the documents of all datasets by their path. */
export interface Documents {
  /** Answers from memory before anything else runs; passes on whatever needs more. */
  fromMemory: (ctx: Context, next: Next) => Promise<void>;
  /** Answers whatever else there is: admins' documents, Redis, database, wrong methods. */
  fromAnywhere: (ctx: Context, next: Next) => Promise<void>;
}

export function createDocuments(dependencies: DocumentsDependencies): Documents {
  const { reader, readLog, visibility, access, rateLimits, clientAddress, metrics } = dependencies;
  const plainForms = createPlainForms();
  const counters = {
    memory: metrics.reads.labels('memory'),
    redis: metrics.reads.labels('redis'),
    database: metrics.reads.labels('database'),
    off: metrics.reads.labels('off'),
  };

  const send = async (ctx: Context, answer: Answer): Promise<void> => {
    const { req, res } = ctx;
    const { document, held, source } = answer;
    readLog.count(source);
    counters[source].inc();
    ctx.respond = false;
    const headers = [
      ...SECURITY_HEADERS,
      'X-Request-Id',
      String(ctx.state['requestId'] ?? requestIdOf(req)),
      'ETag',
      document.etag,
      'Cache-Control',
      answer.isPrivate ? PRIVATE_CACHING : PUBLIC_CACHING,
      'Vary',
      answer.isPrivate ? 'Accept-Encoding, Authorization' : 'Accept-Encoding',
      'X-Cache',
      source,
      'X-Data-Version',
      held.version,
      'X-Data-Age',
      String(reader.ageSeconds(held)),
    ];
    if (matchesEtag(req.headers['if-none-match'], document.etag)) {
      res.writeHead(304, headers).end();
      return;
    }
    const packed = acceptsGzip(req.headers['accept-encoding']);
    const body = packed ? document.gzip : await plainForms.of(document);
    headers.push('Content-Type', 'application/json; charset=utf-8');
    headers.push('Content-Length', String(body.length));
    if (packed) headers.push('Content-Encoding', 'gzip');
    res.writeHead(200, headers);
    res.end(req.method === 'HEAD' ? undefined : body);
  };

  return {
    async fromMemory(ctx, next) {
      const { method } = ctx.req;
      const path = pathOf(ctx.req);
      const found = method === 'GET' || method === 'HEAD' ? reader.peek(path) : undefined;
      if (
        found === undefined ||
        path.startsWith(ADMIN_PREFIX) ||
        visibility.isHidden(found.held.snapshot.header.dataset) !== false ||
        !(await hasRoom(rateLimits, clientAddress.of(ctx.req)))
      ) {
        return next();
      }
      return send(ctx, { ...found, source: 'memory', isPrivate: false });
    },

    async fromAnywhere(ctx, next) {
      const path = pathOf(ctx.req);
      const owner = reader.ownerOf(path);
      if (owner === undefined) return next();
      if (ctx.method === 'OPTIONS') {
        ctx.set('Allow', 'GET, HEAD');
        ctx.body = '';
        return;
      }
      if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
        throw new Problem('method-not-allowed', {
          variables: { allowed: 'GET, HEAD' },
          headers: { Allow: 'GET, HEAD' },
        });
      }
      const isAdminPath = path.startsWith(ADMIN_PREFIX);
      if (isAdminPath) access.requireAdmin(ctx.req);
      const isPrivate = isAdminPath || (await visibility.findHidden(owner));
      if (isPrivate && !access.isAdmin(ctx.req)) return;
      const answer = await reader.read(path);
      if (answer) await send(ctx, { ...answer, isPrivate });
    },
  };
}

/** Counts the read; one too many goes on to where the refusal is worded. */
async function hasRoom(rateLimits: RateLimits, client: string): Promise<boolean> {
  try {
    await rateLimits.countRead(client);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Plain forms of the documents last asked for without compression. */
function createPlainForms() {
  const kept = new LRUCache<SnapshotDocument, Buffer>({
    maxSize: PLAIN_BYTES_KEPT,
    sizeCalculation: (plain) => plain.length + 1,
  });
  return {
    async of(document: SnapshotDocument): Promise<Buffer> {
      const known = kept.get(document);
      if (known) return known;
      const plain = await decompress(document.gzip);
      kept.set(document, plain);
      return plain;
    },
  };
}

/** Whether gzip may be sent (RFC 9110, section 12.5.3); absent or refused means the plain form. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (header === undefined) return false;
  if (header === 'gzip' || header === 'gzip, deflate, br') return true;
  let any = false;
  for (const part of String(header).toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    const wanted = Number(quality) > 0;
    if (coding === 'gzip' || coding === 'x-gzip') return wanted;
    if (coding === '*') any = wanted;
  }
  return any;
}

/** Weak comparison of If-None-Match (RFC 9110, section 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque);
}
