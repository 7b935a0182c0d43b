import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DOCUMENT_PATH } from './document.ts';
import { processorTime } from './processorTime.ts';

export interface LoadSettings {
  url: string;
  processId: number;
  encoding: 'gzip' | 'identity';
  connections: number;
  seconds: number;
}

/** What a server did under load. */
export interface LoadResult {
  requestsPerSecond: number;
  /** Processor time of the server per request, in microseconds. */
  processorTime: number;
  /** Latencies in ms. */
  p50: number;
  p99: number;
  longest: number;
}

/** What load.lua writes: durations in microseconds. */
interface Report {
  requests: number;
  duration: number;
  errors: Record<'connect' | 'read' | 'write' | 'status' | 'timeout', number>;
  latency: Record<'p50' | 'p99' | 'longest', number>;
}

const run = promisify(execFile);
const script = `${import.meta.dirname}/load.lua`;

/**
 * Asks for the document as fast as it is answered, one request after another on each connection. The generator is wrk:
 * one in JavaScript takes more processor time per request than the servers it should measure.
 * Throws when anything but the document comes.
 */
export async function measureLoad(settings: LoadSettings): Promise<LoadResult> {
  const { url, processId, encoding, connections, seconds } = settings;
  const timeBefore = processorTime(processId);
  const { stdout } = await run('wrk', [
    '--threads=1',
    `--connections=${connections}`,
    `--duration=${seconds}s`,
    '--timeout=10s',
    `--header=Accept-Encoding: ${encoding}`,
    `--script=${script}`,
    url + DOCUMENT_PATH,
  ]);
  const { requests, duration, errors, latency } = JSON.parse(
    stdout.slice(stdout.indexOf('{')),
  ) as Report;
  const failures = Object.entries(errors).filter(([, count]) => count > 0);
  if (failures.length > 0)
    throw new Error(`${url}: ${JSON.stringify(Object.fromEntries(failures))}`);
  return {
    requestsPerSecond: requests / (duration / 1e6),
    processorTime: (processorTime(processId) - timeBefore) / requests,
    p50: latency.p50 / 1000,
    p99: latency.p99 / 1000,
    longest: latency.longest / 1000,
  };
}
