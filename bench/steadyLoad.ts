import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, DOCUMENT_PATH } from './document.ts';
import { percentile, rounded } from './figures.ts';

export interface SteadyFigures {
  /** Of each request from when it was due to the end of its answer, in ms. */
  p50: number;
  p99: number;
  requests: number;
}

const REQUESTS_PER_SECOND = 300;

/** Asks for the document at a steady rate, whether or not the answers keep up, until told to end. */
export async function askSteadily(url: string, ended: AbortSignal): Promise<SteadyFigures> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const asked: Promise<void>[] = [];
  const ask = async (dueAt: number) => {
    const { status } = await answerOf(url + DOCUMENT_PATH, { 'accept-encoding': 'gzip' }, agent);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    latencies.push(performance.now() - dueAt);
  };
  const startedAt = performance.now();
  while (!ended.aborted) {
    const dueAt = startedAt + (asked.length * 1_000) / REQUESTS_PER_SECOND;
    const early = dueAt - performance.now();
    if (early > 0) await sleep(early);
    asked.push(ask(dueAt));
  }
  await Promise.all(asked);
  agent.destroy();
  return {
    p50: rounded(percentile(latencies, 50), 2),
    p99: rounded(percentile(latencies, 99), 2),
    requests: latencies.length,
  };
}
