import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../../api/support/ask.ts';

export interface LoadOptions {
  url: string;
  paths: readonly string[];
  requestsPerSecond: number;
  seconds: number;
}

export interface LoadFigures {
  /** Of each request from when it was due to the end of its answer, in ms. */
  latenciesMs: number[];
  failures: string[];
}

/** Asks for documents at a steady rate, whether or not the answers keep up. */
export async function loadSteadily(options: LoadOptions): Promise<LoadFigures> {
  const { url, paths, requestsPerSecond, seconds } = options;
  const agent = new Agent({ keepAlive: true });
  const figures: LoadFigures = { latenciesMs: [], failures: [] };
  const startedAt = performance.now();
  const requests = Array.from({ length: requestsPerSecond * seconds }, async (_, index) => {
    const dueAt = startedAt + (index * 1_000) / requestsPerSecond;
    await delay(Math.max(0, dueAt - performance.now()));
    const path = paths[index % paths.length] ?? '/';
    const headers = { 'Accept-Encoding': 'gzip' };
    try {
      const { status } = await ask(url, path, { agent, headers });
      figures.latenciesMs.push(performance.now() - dueAt);
      if (status !== 200) figures.failures.push(`${status} ${path}`);
    } catch (error) {
      figures.failures.push(`${path}: ${String(error)}`);
    }
  });
  await Promise.all(requests);
  agent.destroy();
  return figures;
}
