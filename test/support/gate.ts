import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A way to a Supabase that counts who passes, and that can be closed. */
export interface Gate {
  url: string;
  /** `METHOD /path?query` of what passed, oldest first. */
  passed: string[];
  /** While set, requests are taken and never answered. */
  hanging: boolean;
  /** While set, answers break off in the middle of their bodies. */
  cutting: boolean;
  /** Called with the line of a request that was carried out, before its answer is passed on; waited for. */
  beforeAnswer: ((line: string) => Promise<void>) | undefined;
  /** Waits for the end of what was forwarded, also for callers who have left since. */
  settled(): Promise<void>;
  /** Nobody listens any more: connections are refused. */
  shut(): Promise<void>;
  /** Listens again, at the same address. */
  open(): Promise<void>;
}

export async function startGate(target: string): Promise<Gate> {
  const underWay = new Set<Promise<unknown>>();
  const server = createServer((request, response) => {
    pass(request).then(
      ({ statusCode = 502, headers, body }) => {
        response.writeHead(statusCode, { ...headers, 'content-length': body.length });
        if (!gate.cutting) return response.end(body);
        return response.write(body.subarray(0, body.length / 2), () => response.destroy());
      },
      () => response.destroy(),
    );
  });
  const pass = async (request: IncomingMessage) => {
    const sent = await buffer(request);
    gate.passed.push(`${request.method} ${request.url}`);
    if (gate.hanging) await new Promise(() => {});
    const { method = 'GET', url = '/' } = request;
    const forwarded = forward(request, sent);
    underWay.add(forwarded);
    const { headers, ...answer } = await forwarded.finally(() => underWay.delete(forwarded));
    await gate.beforeAnswer?.(`${method} ${url}`);
    const { 'transfer-encoding': _, ...answerHeaders } = headers;
    return { ...answer, headers: answerHeaders };
  };
  const forward = async ({ method, url, headers }: IncomingMessage, sent: Buffer) => {
    const forwarded = httpRequest(`${target}${url}`, { method, headers, agent: false });
    const answered = once(forwarded, 'response') as Promise<[IncomingMessage]>;
    forwarded.end(sent);
    const [answer] = await answered;
    return { statusCode: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
  };
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const gate: Gate = {
    url: `http://127.0.0.1:${port}`,
    passed: [],
    hanging: false,
    cutting: false,
    beforeAnswer: undefined,
    settled: async () => void (await Promise.allSettled(underWay)),
    async shut() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    open: async () => void (await listen(port)),
  };
  return gate;
}
