import { once } from 'node:events';
import { request, type Agent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

export interface Question {
  method?: string;
  headers?: Record<string, string | string[]>;
  /** Sent as it is; anything else than text or bytes as JSON. */
  body?: unknown;
  agent?: Agent;
}

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The body, unpacked. */
  text: string;
  /** The body, parsed. */
  readonly json: Record<string, unknown>;
}

/** Makes one HTTP request that leaves path and headers as given and decodes nothing on the way. */
export async function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body, agent }: Question = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const asIs = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const sent = request({
    hostname,
    port,
    path,
    method,
    ...(agent && { agent }),
    headers: { ...(!asIs && { 'Content-Type': 'application/json' }), ...headers },
  });
  sent.end(asIs ? body : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const bytes = await buffer(response);
  const packed = response.headers['content-encoding'] === 'gzip' && bytes.length > 0;
  const text = (packed ? gunzipSync(bytes) : bytes).toString();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bytes,
    text,
    get json() {
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}
