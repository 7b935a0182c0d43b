import { Readable } from 'node:stream';
import getRawBody from 'raw-body';
import { reasonOf } from '../../errors.ts';
import { RatesError } from './bank.ts';

const DEADLINE_MS = 10_000;
const MOST_BYTES = 1_000_000;

/**
 * What stands at an address, at most a megabyte unpacked and within ten seconds. Redirects are not followed.
 * @throws RatesError; the signal's reason when it is aborted
 */
export async function download(
  url: string,
  { signal, deadlineMs = DEADLINE_MS }: { signal: AbortSignal; deadlineMs?: number },
): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
      headers: { accept: 'application/xml, text/xml' },
    });
    const body = response.body && Readable.fromWeb(response.body);
    try {
      checkStatus(response.status);
      if (body === null) throw new RatesError('malformed', 'пустой ответ');
      return await getRawBody(body, { limit: MOST_BYTES });
    } finally {
      body?.on('error', () => {}).destroy();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof RatesError ? error : ratesError(error, deadline.aborted);
  }
}

function checkStatus(status: number): void {
  if (status === 200) return;
  if (status >= 300 && status < 400) throw new RatesError('redirect', `ответ ${status}`);
  throw new RatesError('http-status', `ответ ${status}`, {
    retryable: status >= 500 || status === 429 || status === 408,
  });
}

function ratesError(cause: unknown, isLate: boolean): RatesError {
  if (cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large') {
    return new RatesError('too-large', `ответ больше ${MOST_BYTES} байт`, { cause });
  }
  if (isLate)
    return new RatesError('unreachable', 'не ответил вовремя', { retryable: true, cause });
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  return new RatesError('unreachable', reasonOf(inner), { retryable: true, cause });
}
