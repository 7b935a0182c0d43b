import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { reasonOf } from '../../errors.ts';
import { BotApiError, badRequest } from './botApiError.ts';
import type { Faults } from './faults.ts';
import type { Method } from './methods.ts';
import { isObject, Parameters, type JsonObject } from './parameters.ts';

/** One request to a method. */
export interface BotApiCall {
  /** By its documented name; as in the address when there is no such method. */
  method: string;
  payload: JsonObject;
  atMs: number;
  /** HTTP status of the answer; absent while the call is under way and when it was lost. */
  status?: number;
  /** The connection ended before the answer. */
  lost?: true;
}

export interface CallServerDependencies {
  token: string;
  port: number;
  methods: Record<string, Method>;
  faults: Faults;
  now: () => number;
  /** How many of the last calls are kept, at least. */
  callLimit: number;
}

export interface CallServer {
  url: string;
  calls: BotApiCall[];
  stop(): Promise<void>;
}

/** Listens on the loopback interface and turns HTTP requests into calls of methods. */
export async function startCallServer(dependencies: CallServerDependencies): Promise<CallServer> {
  const { token, methods, faults, now, callLimit } = dependencies;
  const names = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name]));
  const calls: BotApiCall[] = [];

  function record(method: string, payload: JsonObject): BotApiCall {
    const call: BotApiCall = { method, payload, atMs: now() };
    calls.push(call);
    // now and then instead of one by one, which would be slow
    if (calls.length > callLimit * 1.1) calls.splice(0, calls.length - callLimit);
    return call;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://localhost');
    const [, given, asked = ''] = /^\/bot([^/]+)\/([^/]+)$/.exec(address.pathname) ?? [];
    if (given === undefined) throw new BotApiError(404, 'Not Found');
    if (given !== token) throw new BotApiError(401, 'Unauthorized');
    const payload = await readPayload(request, address);
    const method = names.get(asked.toLowerCase()) ?? asked;
    const call = record(method, payload);
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableEnded) call.lost = true;
      gone.abort();
    });
    try {
      const result = await perform(method, payload, { request, gone: gone.signal });
      if (gone.signal.aborted) return;
      call.status = 200;
      send(response, 200, { ok: true, result });
    } catch (error) {
      call.status = statusOf(error);
      throw error;
    }
  }

  /** What the method gives; nothing sensible when the caller has gone. */
  async function perform(
    name: string,
    payload: JsonObject,
    { request, gone }: { request: IncomingMessage; gone: AbortSignal },
  ): Promise<unknown> {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method === undefined) throw new BotApiError(404, 'Not Found: method not found');
    const parameters = new Parameters(payload);
    const fault = faults.take({ method: name, chatId: parameters.text('chat_id') });
    const lose = async () => {
      const closed = gone.aborted || once(gone, 'abort');
      request.socket.resetAndDestroy();
      await closed;
    };
    if (fault === 'reset') return lose();
    if (fault === 'hang') await faults.wait(undefined);
    else if (typeof fault === 'object' && 'delayMs' in fault) await faults.wait(fault.delayMs);
    else if (typeof fault === 'object') {
      const { status, description, ...rest } = fault;
      throw new BotApiError(status, description, rest);
    }
    if (gone.aborted) return undefined;
    const result = await method(parameters, gone);
    return fault === 'reset-after' ? lose() : result;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => refuse(response, error));
  });
  await once(server.listen(dependencies.port, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readPayload(request: IncomingMessage, address: URL): Promise<JsonObject> {
  const inAddress = Object.fromEntries(address.searchParams);
  const body = (await buffer(request)).toString();
  if (body === '') return inAddress;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...inAddress, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  if (!type.startsWith('application/json')) {
    throw badRequest(`Content-Type ${type || 'that is absent'} is not emulated`);
  }
  const parsed = parseJson(body);
  if (!isObject(parsed)) throw badRequest("Can't parse request JSON object");
  return { ...inAddress, ...parsed };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const statusOf = (error: unknown) => (error instanceof BotApiError ? error.status : 500);

function refuse(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const known = error instanceof BotApiError;
  const status = statusOf(error);
  send(response, status, {
    ok: false,
    error_code: status,
    description: known ? error.message : `Internal Server Error: ${reasonOf(error)}`,
    ...(known &&
      error.retryAfterSeconds !== undefined && {
        parameters: { retry_after: error.retryAfterSeconds },
      }),
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
