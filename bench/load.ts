import autocannon from 'autocannon';
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

/** Asks for the document as fast as it is answered. Throws when anything but the document comes. */
export async function measureLoad(settings: LoadSettings): Promise<LoadResult> {
  const { url, processId, encoding, connections, seconds } = settings;
  const timeBefore = processorTime(processId);
  const result = await autocannon({
    url: url + DOCUMENT_PATH,
    headers: { 'accept-encoding': encoding },
    connections,
    pipelining: 1,
    duration: seconds,
  });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} not 2xx`);
  }
  const { p50, p99, max: longest } = result.latency;
  return {
    requestsPerSecond: result.requests.total / result.duration,
    processorTime: (processorTime(processId) - timeBefore) / result.requests.total,
    p50,
    p99,
    longest,
  };
}
