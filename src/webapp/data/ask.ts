import { signal } from '@preact/signals';
import { languageNow } from '../texts.ts';
import { telegram } from '../telegram/telegram.ts';

/** Why there is no answer, as far as a person can do something about it. */
export type FailureKind =
  | 'offline'
  | 'unavailable'
  | 'expired'
  | 'unauthorized'
  | 'not-found'
  | 'refused'
  | 'failed';

/** What a problem+json of a refused evaluation says of one field. */
export interface FieldError {
  field: string;
  message: string;
}

export class Failure extends Error {
  readonly kind: FailureKind;
  /** In the person's language; empty where the api said nothing. */
  readonly detail: string;
  readonly retryAfterSeconds: number;
  readonly fields: readonly FieldError[];

  constructor(
    kind: FailureKind,
    {
      detail = '',
      retryAfterSeconds = 5,
      fields = [],
    }: { detail?: string; retryAfterSeconds?: number; fields?: readonly FieldError[] } = {},
  ) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
    this.fields = fields;
  }
}

export interface Question {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether it says who asks; where the session has expired it then goes on as a guest. */
  as?: 'person' | 'guest' | 'person-or-guest';
}

/** Whether Telegram's signature of who this is has become too old. */
export const isExpired = signal(false);
/** The admin's token outside Telegram, for as long as the page is open. */
export const adminToken = signal<string | undefined>(undefined);

const TIMEOUT_MS = 15_000;

/** @throws Failure; an AbortError when the question's own signal was aborted */
export async function ask<Value>(path: string, question: Question = {}): Promise<Value> {
  const { as = 'person-or-guest' } = question;
  try {
    return await askOnce<Value>(path, question);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'expired') throw error;
    isExpired.value = true;
    if (as !== 'person-or-guest') throw error;
    return askOnce<Value>(path, { ...question, as: 'guest' });
  }
}

async function askOnce<Value>(path: string, question: Question): Promise<Value> {
  const { method = 'GET', body, headers, signal, as } = question;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const authorization = as === 'guest' ? undefined : authorizationNow();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        'Accept-Language': languageNow(),
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? anyOf(signal, timeout) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure('offline');
  }
  if (response.status === 204) return undefined as Value;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as Value;
  throw failureOf(response, answer ?? {});
}

/** Who asks: the admin by token, else whom Telegram signed. */
export function authorizationNow(): string | undefined {
  if (adminToken.value !== undefined) return `Bearer ${adminToken.value}`;
  const initData = telegram?.launch.initData;
  return initData && !isExpired.value ? `tma ${initData}` : undefined;
}

interface ProblemDocument {
  code?: string;
  detail?: string;
  errors?: FieldError[];
}

function failureOf({ status, headers }: Response, { code, detail, errors }: ProblemDocument) {
  const kind =
    code === 'init-data-expired'
      ? 'expired'
      : status === 401 || status === 403
        ? 'unauthorized'
        : status === 404
          ? 'not-found'
          : status === 503 || status === 429 || status === 502 || status === 504
            ? 'unavailable'
            : status === 422 || status === 409
              ? 'refused'
              : 'failed';
  const seconds = Number(headers.get('Retry-After'));
  return new Failure(kind, {
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { fields: errors }),
    ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, 60) }),
  });
}

/** AbortSignal.any, which older phones lack. */
function anyOf(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort();
    signal.addEventListener('abort', () => controller.abort(), { once: true });
  }
  return controller.signal;
}
