import { createHash } from 'node:crypto';
import { Telegram } from 'telegraf';
import { createAgent } from './agents.ts';
import { toTelegramError, type TelegramCalls } from './telegramErrors.ts';

const TELEGRAM_ROOT = 'https://api.telegram.org';
const CALL_DEADLINE_MS = 15_000;

export interface TelegramClientOptions {
  token: string;
  /** A Bot API server instead of Telegram's own. */
  apiRoot?: string | undefined;
  /** An HTTP proxy (CONNECT) for whatever server; may carry a user and a password. */
  proxyUrl?: string | undefined;
  /** How long a call may take, beyond what a long poll asks Telegram to wait; 15 s when not given. */
  deadlineMs?: number;
  /** How long a connection may take to open; 8 s when not given. */
  connectTimeoutMs?: number;
}

/** Telegraf's client whose calls end as TelegramCalls says. */
export type TelegramClient = Telegram & TelegramCalls;

/**
 * Telegraf's client with deadlines, kept connections and errors that hold no secret (see TelegramCalls).
 * It tries once; what the bot sends goes through delivery.
 */
export function createTelegramClient(options: TelegramClientOptions): TelegramClient {
  const { token, proxyUrl, connectTimeoutMs, deadlineMs = CALL_DEADLINE_MS } = options;
  // without the slash a root with a path would lose the path's last part
  const apiRoot = (options.apiRoot ?? TELEGRAM_ROOT).replace(/\/*$/, '/');
  const telegram = new Telegram(token, { apiRoot });
  // Telegraf's constructor drops the agent for http://
  telegram.options.agent = createAgent({
    secure: apiRoot.startsWith('https:'),
    proxyUrl,
    connectTimeoutMs,
  });
  const callApi = telegram.callApi.bind(telegram) as TelegramCalls['callApi'];
  const callWithDeadline: TelegramCalls['callApi'] = async (method, payload, { signal } = {}) => {
    const deadline = AbortSignal.timeout(deadlineMs + pollMsOf(payload));
    const signals = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      return await callApi(method, payload, { signal: signals });
    } catch (error) {
      signal?.throwIfAborted();
      throw toTelegramError(error, method);
    }
  };
  return Object.assign(telegram, { callApi: callWithDeadline });
}

/** What tells one bot from another and may be shown: the number before the token's colon. */
export function botIdOf(token: string): string {
  const id = /^\d{1,20}(?=:)/.exec(token)?.[0];
  return id ?? createHash('sha256').update(token).digest('hex').slice(0, 12);
}

/** How long Telegram was asked to wait for something to tell. */
function pollMsOf(payload: object): number {
  return 'timeout' in payload && typeof payload.timeout === 'number' ? payload.timeout * 1_000 : 0;
}
