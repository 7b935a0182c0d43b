import { TelegramError } from 'telegraf';

/** What every call to Telegram may end with, short of an answer; messages hold no secret and no message text. */
export interface TelegramCalls {
  /** @throws TelegramRefusedError, TelegramUnreachableError, or the signal's reason when the caller aborts */
  callApi: (
    method: string,
    payload: object,
    options?: { signal?: AbortSignal },
  ) => Promise<unknown>;
}

export interface Refusal {
  method: string;
  /** HTTP status, which Telegram repeats as error_code. */
  code: number;
  description: string;
  retryAfterSeconds?: number | undefined;
}

/** Telegram answered, and the answer was no. */
export class TelegramRefusedError extends Error {
  override readonly name: string = 'TelegramRefusedError';
  readonly code: number;
  readonly description: string;
  readonly retryAfterSeconds: number | undefined;

  constructor({ method, code, description, retryAfterSeconds }: Refusal) {
    super(`${method}: ${code} ${description}`);
    this.code = code;
    this.description = description;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The bot cannot write to this chat: blocked, never started, deactivated, removed. */
export class ChatUnreachableError extends TelegramRefusedError {
  override readonly name = 'ChatUnreachableError';
}

/** The message to be changed is not there any more, or may not be changed any more. */
export class MessageGoneError extends TelegramRefusedError {
  override readonly name = 'MessageGoneError';
}

/**
 * `network`, `proxy`: nothing was answered; `deadline`: nothing in time, though the request was sent;
 * `answer`: an answer began but is cut or is not the Bot API's.
 */
type FailureKind = 'network' | 'proxy' | 'deadline' | 'answer';

/** The call failed: whether Telegram did what was asked is known only as far as `kind` tells. */
export class TelegramUnreachableError extends Error {
  override readonly name = 'TelegramUnreachableError';
  readonly kind: FailureKind;
  /** An error code like ECONNREFUSED, or an HTTP status. */
  readonly reason: string;

  constructor({ method, kind, reason }: { method: string; kind: FailureKind; reason: string }) {
    super(`${method}: ${kind} ${reason}`);
    this.kind = kind;
    this.reason = reason;
  }
}

/** Begins the code of an error that came from the proxy. */
export const PROXY_ERROR = 'EPROXY_';

const UNREACHABLE =
  /blocked by the user|user is deactivated|can't initiate conversation|was kicked|is not a member|chat not found/;
const GONE = /message to (?:edit|delete) not found|message can't be (?:edited|deleted)/;

/**
 * Says in our words what Telegraf threw. Neither its message (which holds the address, and with it the token) nor
 * the error itself (which holds what was sent) goes further.
 */
export function toTelegramError(error: unknown, method: string): Error {
  if (error instanceof TelegramError) return refusalOf(error, method);
  return unreachableOf(error, method);
}

function refusalOf({ code, description, parameters }: TelegramError, method: string): Error {
  const retryAfter: unknown = parameters?.retry_after;
  const retryAfterSeconds = typeof retryAfter === 'number' ? Math.max(1, retryAfter) : undefined;
  const refusal = { method, code, description, retryAfterSeconds };
  if (code === 403 || code === 400) {
    if (UNREACHABLE.test(description)) return new ChatUnreachableError(refusal);
    if (GONE.test(description)) return new MessageGoneError(refusal);
  }
  return new TelegramRefusedError(refusal);
}

/** node-fetch says whether the answer had begun by the beginning of its message only. */
function unreachableOf(error: unknown, method: string): TelegramUnreachableError {
  const { name, message, type, code } = fieldsOf(error);
  if (name === 'AbortError') {
    return new TelegramUnreachableError({ method, kind: 'deadline', reason: 'timeout' });
  }
  const wasNotAnswered = type === 'system' && message.startsWith('request to ');
  if (!wasNotAnswered || code.startsWith('HPE_')) {
    return new TelegramUnreachableError({ method, kind: 'answer', reason: code || type || name });
  }
  if (code.startsWith(PROXY_ERROR)) {
    const reason = code.slice(PROXY_ERROR.length);
    return new TelegramUnreachableError({ method, kind: 'proxy', reason });
  }
  return new TelegramUnreachableError({ method, kind: 'network', reason: code || 'unknown' });
}

function fieldsOf(error: unknown): Record<'name' | 'message' | 'type' | 'code', string> {
  const field = (name: string) => {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    name: field('name'),
    message: field('message'),
    type: field('type'),
    code: field('code'),
  };
}
