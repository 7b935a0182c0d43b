import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { answersOk } from '../../../src/local/waiting.ts';

const LOOK_INTERVAL_MS = 100;

/** A plain HTTP balancer on loopback, as operators put before several api. */
export interface Balancer {
  url: string;
  /** From now on it looks whether this server is ready. */
  add(origin: string): void;
  stop(): Promise<void>;
}

/**
 * Gives requests to servers by turns, over connections it keeps. One whose /ready is not 200 gets none; nor one that refuses a
 * connection, then the next is tried, for nothing was sent. No request is sent twice: one that is lost on its way is a 502.
 */
export async function startBalancer(first: readonly string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const origins = new Set(first);
  const up = new Set<string>();
  let turn = 0;

  const look = async () => {
    await Promise.all(
      [...origins].map(async (origin) => {
        if (await answersOk(`${origin}/ready`)) up.add(origin);
        else up.delete(origin);
      }),
    );
  };
  const next = () => [...up][(turn += 1) % up.size];

  const pass = async (incoming: IncomingMessage, body: Buffer, response: ServerResponse) => {
    for (let origin = next(); origin !== undefined; origin = next()) {
      try {
        const { method = 'GET', url = '/', headers } = incoming;
        const forwarded = request(origin + url, { method, headers, agent });
        forwarded.end(body);
        const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
        const { connection: _, 'keep-alive': __, ...kept } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, kept);
        for await (const chunk of answer) response.write(chunk);
        return response.end();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
        up.delete(origin);
      }
    }
    throw new Error('no server is up');
  };

  const server = createServer((incoming, response) => {
    buffer(incoming)
      .then((body) => pass(incoming, body, response))
      .catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end(String(error));
      });
  });
  await look();
  const timer = setInterval(() => void look(), LOOK_INTERVAL_MS);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (origin) => void origins.add(origin),
    async stop() {
      clearInterval(timer);
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
}
