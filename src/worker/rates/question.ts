import pRetry from 'p-retry';
import { RatesError, type Bank, type BankRates } from './bank.ts';
import { download } from './download.ts';

const RETRIES = 2;
const FIRST_RETRY_MS = 1_000;

export interface QuestionDependencies {
  /** In order of preference. */
  banks: readonly Bank[];
  /** Throws RatesError where an answer cannot be believed. */
  check: (answer: BankRates) => void;
  signal: AbortSignal;
  firstRetryMs?: number | undefined;
}

export interface Answered {
  bank: Bank;
  answer: BankRates;
  /** Why the banks before it did not give theirs: one line; empty when it was the first. */
  refusals: string;
}

/**
 * The first bank's answer that can be believed. A bank that cannot be reached is asked again before the next one is.
 * @throws NoAnswerError when none gave one; the signal's reason when it is aborted
 */
export async function askBanks(dependencies: QuestionDependencies): Promise<Answered> {
  const refusals: string[] = [];
  for (const bank of dependencies.banks) {
    try {
      const answer = await askBank(bank, dependencies);
      return { bank, answer, refusals: refusals.join('; ') };
    } catch (error) {
      dependencies.signal.throwIfAborted();
      if (!(error instanceof RatesError)) throw error;
      refusals.push(`${bank.name}: ${error.message}`);
    }
  }
  throw new NoAnswerError(refusals.join('; '));
}

/** No bank gave rates that can be believed; the message says why, of each. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

async function askBank(
  bank: Bank,
  { check, signal, firstRetryMs = FIRST_RETRY_MS }: QuestionDependencies,
): Promise<BankRates> {
  const body = await pRetry(() => download(bank.url, { signal }), {
    retries: RETRIES,
    minTimeout: firstRetryMs,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => error instanceof RatesError && error.retryable,
  });
  const answer = bank.read(body);
  check(answer);
  return answer;
}
