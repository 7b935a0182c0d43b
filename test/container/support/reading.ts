import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';
import { ask } from '../../api/support/ask.ts';

const READERS = 4;
/** So that the readers leave the processors to those who start. */
const PAUSE_MS = 20;
const FEWEST_ANSWERS = 20;
const WARM_UP = { timeout: 10_000, interval: 5 };
const CITIES = 81;

/**
 * Reads documents of Türkiye at random before and while something happens, or until nobody listens any more; each answer has
 * to be 200 or 304, and whole.
 * @returns what was wrong with answers
 */
export async function readWhile(url: string, action: () => Promise<unknown>): Promise<string[]> {
  const failures: string[] = [];
  const tags = new Map<string, string>();
  const agent = new Agent({ keepAlive: false });
  const state = { isEnded: false, answers: 0 };

  const read = async (): Promise<void> => {
    const path = randomPath();
    const tag = Math.random() < 0.3 ? tags.get(path) : undefined;
    const headers = tag === undefined ? {} : { 'If-None-Match': tag };
    const answer = await ask(url, path, { agent, headers });
    state.answers += 1;
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
    let reset: string | undefined;
    while (!state.isEnded) {
      try {
        await read();
        await delay(PAUSE_MS);
        if (reset !== undefined) break;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ECONNREFUSED') return;
        if (code !== 'ECONNRESET' || reset !== undefined) failures.push(String(error));
        reset = String(error);
      }
    }
    if (reset !== undefined) failures.push(reset);
  };
  const readers = Array.from({ length: READERS }, readOn);
  try {
    await vi.waitUntil(() => state.answers >= FEWEST_ANSWERS || failures.length > 0, WARM_UP);
    await action();
  } finally {
    state.isEnded = true;
    await Promise.all(readers);
  }
  return failures;
}

function randomPath(): string {
  const city = 1 + Math.floor(Math.random() * CITIES);
  const paths = ['/api/countries', '/api/countries/1/cities'];
  return paths[Math.floor(Math.random() * 5)] ?? `/api/countries/1/cities/${city}/counties`;
}
