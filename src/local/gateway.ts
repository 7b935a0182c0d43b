import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers } from './postgrest.ts';
import { ConfigurationError } from '../errors.ts';

const prefix = '/rest/v1';

/** The door of a Supabase project: `/rest/v1` leads to PostgREST, `/health` says whether it answers. */
export interface Gateway {
  /** http://127.0.0.1:port */
  url: string;
  /** Lets requests through to the PostgREST behind this Unix socket; until then they get 503. */
  openTo(socketPath: string): void;
  close(): Promise<void>;
}

/** Listens on the loopback interface (port 0: a free one). Throws a ConfigurationError when the port cannot be had. */
export async function startGateway(port: number): Promise<Gateway> {
  let socketPath: string | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/health') void health(response, socketPath);
    else proxy(request, response, socketPath);
  });
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'занят другой программой' : `недоступен: ${code}`;
    throw new ConfigurationError(`Порт ${port} для встроенной базы ${reason}.`, { cause: error });
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    openTo: (path) => (socketPath = path),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function health(response: ServerResponse, socketPath: string | undefined): Promise<void> {
  const healthy = socketPath !== undefined && (await answers(socketPath));
  sendJson(response, healthy ? 200 : 503, { status: healthy ? 'ok' : 'unavailable' });
}

function proxy(request: IncomingMessage, response: ServerResponse, socketPath: string | undefined) {
  const { url = '/', method } = request;
  const { apikey, connection: _, ...headers } = request.headers;
  if (!url.startsWith(`${prefix}/`)) return fail(response, 404, 'No such service here');
  if (!apikey) return fail(response, 401, 'No API key found in request');
  if (!socketPath) return fail(response, 503, 'The database is starting');

  headers.authorization ??= `Bearer ${String(apikey)}`;
  const forwarded = httpRequest({
    socketPath,
    method,
    path: url.slice(prefix.length),
    headers,
    agent: false,
  });
  forwarded.on('response', (answer) => {
    const { connection: _, ...answerHeaders } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, answerHeaders);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  forwarded.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else fail(response, 502, `PostgREST is away: ${error.message}`);
  });
  response.on('close', () => forwarded.destroy());
  // in one write: PostgREST answers a bad key without reading the body, and a second write would then fail
  buffer(request).then(
    (body) => forwarded.end(body),
    () => forwarded.destroy(),
  );
}

function fail(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { code: `gateway_${status}`, message, details: null, hint: null });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
