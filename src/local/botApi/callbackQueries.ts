import { randomInt } from 'node:crypto';
import { badRequest } from './botApiError.ts';
import type { Parameters } from './parameters.ts';

/** Telegram does not say how long a query can be answered; a bot should not need this long. */
const LIFETIME_MS = 30_000;
const MAXIMUM_TEXT_LENGTH = 200;

/** What a person saw after pressing a button. */
export interface CallbackOutcome {
  /** False when the bot did not answer in time. */
  answered: boolean;
  /** The toast or alert; absent when the button only stopped spinning. */
  text?: string;
  /** Whether the text stood in a window that must be closed. */
  alert: boolean;
  url?: string;
}

export interface CallbackQueries {
  /** A query that waits for its answer; without one it ends unanswered after `patienceMs`. */
  ask(patienceMs: number): { id: string; outcome: Promise<CallbackOutcome> };
  /** Lets a query that was put together elsewhere be answered. */
  expect(id: string): void;
  /** @throws BotApiError when the query is unknown, old or answered already */
  answer(parameters: Parameters): CallbackOutcome;
  /** Ends every wait unanswered. */
  stop(): void;
}

interface Query {
  askedAt: number;
  settle: (outcome: CallbackOutcome) => void;
}

export function createCallbackQueries(
  now: () => number,
  onAnswer: (id: string, outcome: CallbackOutcome) => void,
): CallbackQueries {
  const queries = new Map<string, Query>();
  const waiting = new Set<() => void>();

  return {
    ask(patienceMs) {
      const id = `${randomInt(1e9, 4e9)}${randomInt(1e9, 9e9)}`;
      const { promise, resolve } = Promise.withResolvers<CallbackOutcome>();
      const giveUp = () => resolve({ answered: false, alert: false });
      const timer = setTimeout(giveUp, patienceMs);
      waiting.add(giveUp);
      queries.set(id, { askedAt: now(), settle: resolve });
      const outcome = promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(giveUp);
      });
      return { id, outcome };
    },
    expect: (id) => void queries.set(id, { askedAt: now(), settle: () => {} }),
    answer(parameters) {
      const id = parameters.text('callback_query_id');
      const query = queries.get(id);
      if (query === undefined || now() - query.askedAt > LIFETIME_MS) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      const text = parameters.text('text');
      if (text.length > MAXIMUM_TEXT_LENGTH) throw badRequest('MESSAGE_TOO_LONG');
      const outcome = {
        answered: true,
        ...(text !== '' && { text }),
        alert: parameters.flag('show_alert'),
        ...(parameters.has('url') && { url: parameters.text('url') }),
      };
      queries.delete(id);
      query.settle(outcome);
      onAnswer(id, outcome);
      return outcome;
    },
    stop() {
      for (const giveUp of waiting) giveUp();
    },
  };
}
