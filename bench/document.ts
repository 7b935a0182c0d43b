import { get, type Agent, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** The document everybody serves: the counties of Antalya. */
export const DOCUMENT_PATH = '/api/countries/1/cities/7/counties';

/** The document as our api answers it, for the peers to serve. */
export interface Document {
  gzip: Buffer;
  etag: string;
  version: string;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The answer to a GET as it comes, not unpacked; by default on a connection of its own. */
export function answerOf(
  url: string,
  headers: Record<string, string> = {},
  agent: Agent | false = false,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    }).on('error', reject);
  });
}

/** Takes the document from our api. */
export async function documentOf(url: string): Promise<Document> {
  const { headers, body } = await answerOf(url + DOCUMENT_PATH, { 'accept-encoding': 'gzip' });
  return {
    gzip: body,
    etag: String(headers.etag),
    version: String(headers['x-data-version']),
  };
}

/** Throws unless a server answers with the document: the same bytes, or with `sameText` the same text. */
export async function requireDocument(
  { name, url, sameText }: { name: string; url: string; sameText: boolean },
  { gzip }: Document,
): Promise<void> {
  const { status, headers, body } = await answerOf(url + DOCUMENT_PATH, {
    'accept-encoding': 'gzip',
  });
  const same = sameText ? gunzipSync(body).equals(gunzipSync(gzip)) : body.equals(gzip);
  if (status !== 200 || headers['content-encoding'] !== 'gzip' || !same) {
    throw new Error(`${name} does not answer with the document (status ${status})`);
  }
}

const VARIABLE = 'BENCH_DOCUMENT';

/** The document for a peer's environment; `givenDocument` reads it there. */
export function documentVariable({ gzip, etag, version }: Document): Record<string, string> {
  return { [VARIABLE]: JSON.stringify({ gzip: gzip.toString('base64'), etag, version }) };
}

export function givenDocument(): Document {
  const given = JSON.parse(process.env[VARIABLE] ?? '') as Record<keyof Document, string>;
  return { ...given, gzip: Buffer.from(given.gzip, 'base64') };
}
