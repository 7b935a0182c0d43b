import { promisify } from 'node:util';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzip } from 'node:zlib';
import type { Context, Next } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Found, Reader } from '../cache/reader.ts';
import type { DatasetId } from '../cache/dataset.ts';
import type { ReadLog, ReadSource } from '../cache/readLog.ts';
import type { SnapshotDocument } from '../cache/snapshot.ts';
import type { Visibility } from '../datasets/visibility.ts';
import type { Metrics } from '../metrics.ts';
import type { Access } from './access.ts';
import { createPublicHeads, documentHeads, type DocumentHeads } from './documentHeads.ts';
import { Problem } from './problem.ts';
import type { RateLimits } from './rateLimits.ts';
import { pathOf, requestIdOf, type ClientAddress } from './requestContext.ts';

const ADMIN_PREFIX = '/api/admin/';
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
  heads: DocumentHeads;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
}

/** Serves the documents of all datasets by their path. */
export interface Documents {
  /**
   * Answers from memory, ahead of Koa, whose context alone costs a fifth of such an answer.
   * @returns undefined or false when more is needed; nothing has been sent then
   */
  fromMemory: (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | undefined;
  /** Answers whatever else there is: admins' documents, Redis, database, wrong methods. */
  fromAnywhere: (ctx: Context, next: Next) => Promise<void>;
}

export function createDocuments(dependencies: DocumentsDependencies): Documents {
  const { reader, readLog, visibility, access, rateLimits, clientAddress, metrics } = dependencies;
  const plainForms = createPlainForms();
  const publicHeads = createPublicHeads();
  const countersOf = createCounters(metrics);

  /** The document in memory that everybody may see. */
  const openDocument = (request: IncomingMessage): Found | undefined => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const path = pathOf(request);
    const found = reader.peek(path);
    if (found === undefined || path.startsWith(ADMIN_PREFIX)) return undefined;
    return visibility.isHidden(found.held.snapshot.header.dataset) === false ? found : undefined;
  };

  const send = (exchange: Exchange, answer: Answer): true | Promise<true> => {
    const { request, response, requestId } = exchange;
    const { document, held, source, heads } = answer;
    readLog.count(source);
    countersOf(held.snapshot.header.dataset)[source].inc();
    const own = ['X-Request-Id', requestId, 'X-Data-Age', String(reader.ageSeconds(held))];
    if (matchesEtag(request.headers['if-none-match'], document.etag)) {
      response.writeHead(304, [...own, ...heads.unchanged]).end();
      return true;
    }
    const isHead = request.method === 'HEAD';
    if (acceptsGzip(request.headers['accept-encoding'])) {
      response.writeHead(200, [...own, ...heads.gzip]);
      // Node joins headers and text into one write; a Buffer is a second one.
      response.end(isHead ? undefined : (heads.gzipText ?? document.gzip), 'latin1');
      return true;
    }
    return plainForms.of(document).then((plain) => {
      response.writeHead(200, [...own, ...heads.plain]).end(isHead ? undefined : plain);
      return true;
    });
  };

  return {
    fromMemory(request, response) {
      const found = openDocument(request);
      if (found === undefined) return undefined;
      return rateLimits.admitsRead(clientAddress.of(request)).then((admitted) => {
        if (!admitted) return false;
        const heads = publicHeads.of(found);
        const { document, held } = found;
        const requestId = requestIdOf(request);
        return send({ request, response, requestId }, { document, held, source: 'memory', heads });
      });
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
      if (!answer) return;
      ctx.respond = false;
      const { req: request, res: response } = ctx;
      const requestId = String(ctx.state['requestId']);
      const heads = documentHeads(answer, { source: answer.source, isPrivate });
      await send({ request, response, requestId }, { ...answer, heads });
    },
  };
}

/** The counters of a dataset's reads, looked up once: labels would be put together anew for every read. */
function createCounters({ reads }: Metrics) {
  const countersIn = (dataset: DatasetId) => ({
    memory: reads.labels(dataset, 'memory'),
    redis: reads.labels(dataset, 'redis'),
    database: reads.labels(dataset, 'database'),
    off: reads.labels(dataset, 'off'),
  });
  const known = new Map<DatasetId, ReturnType<typeof countersIn>>();
  return (dataset: DatasetId) => {
    const counters = known.get(dataset) ?? countersIn(dataset);
    if (!known.has(dataset)) known.set(dataset, counters);
    return counters;
  };
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
function acceptsGzip(header: string | string[] | undefined): boolean {
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
function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque);
}
