import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { reasonOf, UnavailableError } from '../errors.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Translator, Variables } from '../i18n/translator.ts';

/** Stable codes of the problems a client can meet, with their status. */
const PROBLEM_STATUS = {
  'malformed-json': 400,
  unauthorized: 401,
  'admin-closed': 401,
  'not-found': 404,
  'unknown-dataset': 404,
  'unknown-country': 404,
  'unknown-job': 404,
  'method-not-allowed': 405,
  'no-such-version': 409,
  'not-pinned': 409,
  'cache-off': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'invalid-body': 422,
  'unknown-field': 422,
  'invalid-parameter': 422,
  'rate-limited': 429,
  internal: 500,
  'writing-off': 501,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** A part of a problem's text that is itself translated. */
export interface TranslatedPart {
  id: string;
  variables?: Variables;
}

/** An error the client is told of, in its language; `code` names the texts `problem-<code>`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly variables: Variables;
  readonly allowed: TranslatedPart | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    options: {
      variables?: Variables;
      allowed?: TranslatedPart;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.variables = options.variables ?? {};
    this.allowed = options.allowed;
    this.headers = options.headers ?? {};
  }
}

/** The caller's language by Accept-Language: Russian when none is asked for, English when none fits. */
export function languageOf(ctx: Context): Language {
  return (ctx.acceptsLanguages(...LANGUAGES) || 'en') as Language;
}

/** The one place where errors become answers: RFC 9457 problem+json in the caller's language. */
export function problemFunnel({ translator, log }: { translator: Translator; log: Logger }) {
  const answer = (ctx: Context, problem: Problem) => {
    const status = PROBLEM_STATUS[problem.code];
    const language = languageOf(ctx);
    const { allowed } = problem;
    const requestId = String(ctx.state['requestId']);
    const variables = {
      ...problem.variables,
      ...(allowed && { allowed: translator.text(language, allowed.id, allowed.variables) }),
      requestId,
    };
    const id = `problem-${problem.code}`;
    ctx.status = status;
    ctx.set(problem.headers);
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Language', language);
    ctx.vary('Accept-Language');
    ctx.body = JSON.stringify({
      type: `urn:problem:${problem.code}`,
      title: translator.text(language, id, variables),
      status,
      detail: translator.text(language, `${id}.detail`, variables),
      instance: ctx.path,
      code: problem.code,
      requestId,
    });
    ctx.type = 'application/problem+json';
  };

  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
      if (ctx.body == null && ctx.respond !== false) refuseUnanswered(ctx);
    } catch (error) {
      answer(ctx, problemOf(error, ctx, log));
    }
  };
}

function refuseUnanswered(ctx: Context): void {
  if (ctx.status === 404) {
    throw new Problem('not-found', { variables: { path: ctx.path.slice(0, 200) } });
  }
  if (ctx.status === 405 || ctx.status === 501) {
    throw new Problem('method-not-allowed', { variables: { allowed: ctx.response.get('Allow') } });
  }
}

function problemOf(error: unknown, ctx: Context, log: Logger): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof UnavailableError) {
    return new Problem('unavailable', {
      headers: { 'Retry-After': String(error.retryAfterSeconds) },
    });
  }
  const { requestId } = ctx.state;
  log.error(
    { error, requestId, method: ctx.method, path: ctx.path },
    `Ошибка запроса: ${reasonOf(error)}`,
  );
  return new Problem('internal');
}
