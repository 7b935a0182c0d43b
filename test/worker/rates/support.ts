import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const recording = (name: string) => readFileSync(join(import.meta.dirname, 'recordings', name));

/**
 * Answers of both banks, written from the documented formats with made-up figures, not fetched: the Bank of Russia's
 * of 24 November 2026 in windows-1251, the ECB's of the day before.
 */
export const BANK_OF_RUSSIA = recording('bankOfRussia.xml');
export const CENTRAL_BANK = recording('europeanCentralBank.xml');

/** A windows-1251 answer with something put in another's place; both are ASCII. */
export function altered(answer: Buffer, from: string | RegExp, to: string): Buffer {
  const text = answer.toString('latin1');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to alter: ${String(from)}`);
  return Buffer.from(changed, 'latin1');
}

/** A web site on loopback; what it answers can be changed. */
export interface Site {
  url: string;
  answer: RequestListener;
  asked: number;
  close(): Promise<void>;
}

export async function startSite(answer: RequestListener): Promise<Site> {
  const server = createServer((request, response) => {
    site.asked += 1;
    site.answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const site: Site = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rates`,
    answer,
    asked: 0,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return site;
}

export function giving(body: Buffer): RequestListener {
  return (_request, response) => void response.setHeader('content-type', 'text/xml').end(body);
}

export function failing(status: number): RequestListener {
  return (_request, response) => void response.writeHead(status).end();
}
