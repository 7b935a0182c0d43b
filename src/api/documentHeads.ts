import type { Found } from '../cache/reader.ts';
import type { ReadSource } from '../cache/readLog.ts';
import { SECURITY_HEADERS } from './requestContext.ts';

const PUBLIC_CACHING = 'public, max-age=60, stale-while-revalidate=600';
const PRIVATE_CACHING = 'private, no-cache';

/** Beyond this, joining costs more than a second write. */
const LONGEST_TEXT = 16_384;

/** The headers of a document that are the same in every answer, by kind of answer: name, value, name, value. */
export interface DocumentHeads {
  unchanged: readonly string[];
  gzip: readonly string[];
  plain: readonly string[];
  /** The gzip bytes as latin1 text, where the document is small and asked for often enough to keep it. */
  gzipText?: string;
}

export function documentHeads(
  { document, held }: Found,
  { source, isPrivate }: { source: ReadSource; isPrivate: boolean },
): DocumentHeads {
  const unchanged = [
    ...SECURITY_HEADERS,
    'ETag',
    document.etag,
    'Cache-Control',
    isPrivate ? PRIVATE_CACHING : PUBLIC_CACHING,
    'Vary',
    isPrivate ? 'Accept-Encoding, Authorization' : 'Accept-Encoding',
    'X-Cache',
    source,
    'X-Data-Version',
    held.version,
  ];
  const full = [...unchanged, 'Content-Type', 'application/json; charset=utf-8', 'Content-Length'];
  return {
    unchanged,
    gzip: [...full, String(document.gzip.length), 'Content-Encoding', 'gzip'],
    plain: [...full, String(document.plainBytes)],
  };
}

/** Headers of the documents answered from memory to everybody, made once for each version. */
export function createPublicHeads() {
  const known = new WeakMap<Found, DocumentHeads>();
  return {
    of(found: Found): DocumentHeads {
      let heads = known.get(found);
      if (heads === undefined) {
        heads = documentHeads(found, { source: 'memory', isPrivate: false });
        const { gzip } = found.document;
        if (gzip.length <= LONGEST_TEXT) heads.gzipText = gzip.toString('latin1');
        known.set(found, heads);
      }
      return heads;
    },
  };
}
