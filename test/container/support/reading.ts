import { Agent } from 'node:http';
import { ask } from '../../api/support/ask.ts';

const READERS = 4;
const CITIES = 81;

export interface Reading {
  /** Ends the readers; gives how many answers came, and what was wrong with others. */
  stop(): Promise<{ answers: number; failures: string[] }>;
}

/**
 * Reads documents of Türkiye at random, one after another, until it is stopped or nobody listens any more; each answer has
 * to be 200 or 304, and whole.
 */
export function startReading(url: string): Reading {
  const failures: string[] = [];
  let answers = 0;
  let isEnded = false;
  const tags = new Map<string, string>();
  const agent = new Agent({ keepAlive: false });

  const read = async (): Promise<void> => {
    const path = randomPath();
    const tag = Math.random() < 0.3 ? tags.get(path) : undefined;
    const headers = tag === undefined ? {} : { 'If-None-Match': tag };
    const answer = await ask(url, path, { agent, headers });
    answers += 1;
    const isWhole =
      answer.status === 304 ||
      (answer.status === 200 &&
        answer.body.length === Number(answer.headers['content-length']) &&
        Object.values(answer.json).every((list) => Array.isArray(list) && list.length > 0));
    if (!isWhole) failures.push(`${answer.status} ${path}: ${answer.text.slice(0, 200)}`);
    if (answer.headers.etag !== undefined) tags.set(path, answer.headers.etag);
  };
  const readOn = async (): Promise<void> => {
    /** Who connects just as the listener closes is reset by the kernel: then all who come later are refused. */
    let late: string | undefined;
    while (!isEnded) {
      try {
        await read();
        if (late !== undefined) failures.push(late);
        late = undefined;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ECONNREFUSED') return;
        if (late !== undefined || code !== 'ECONNRESET') failures.push(String(error));
        late = String(error);
      }
    }
    if (late !== undefined) failures.push(late);
  };
  const readers = Array.from({ length: READERS }, readOn);
  return {
    async stop() {
      isEnded = true;
      await Promise.all(readers);
      return { answers, failures };
    },
  };
}

function randomPath(): string {
  const city = 1 + Math.floor(Math.random() * CITIES);
  const paths = ['/api/countries', '/api/countries/1/cities'];
  return paths[Math.floor(Math.random() * 5)] ?? `/api/countries/1/cities/${city}/counties`;
}
