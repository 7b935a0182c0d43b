import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { reasonOf, UnavailableError } from '../errors.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Translator, Variables } from '../i18n/translator.ts';

/** Stable codes of the problems a client can meet, with their status. */
export const PROBLEM_STATUS = {
  'malformed-request': 400,
  'malformed-json': 400,
  unauthorized: 401,
  'admin-closed': 401,
  'init-data-expired': 401,
  forbidden: 403,
  'not-found': 404,
  'unknown-dataset': 404,
  'unknown-country': 404,
  'unknown-job': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'no-such-version': 409,
  'not-pinned': 409,
  'cache-off': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'unsupported-encoding': 415,
  'invalid-body': 422,
  'unknown-field': 422,
  'invalid-parameter': 422,
  'rate-limited': 429,
  'headers-too-large': 431,
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

/** What a problem looks like to the client: its status and its RFC 9457 body. */
export function problemDocument(
  { code, variables, allowed }: Problem,
  about: { language: Language; instance: string; requestId: string; translator: Translator },
): { status: number; body: string } {
  const { language, instance, requestId, translator } = about;
  const status = PROBLEM_STATUS[code];
  const known = {
    ...variables,
    ...(allowed && { allowed: translator.text(language, allowed.id, allowed.variables) }),
    requestId,
  };
  const id = `problem-${code}`;
  const title = translator.text(language, id, known);
  const detail = translator.text(language, `${id}.detail`, known);
  const type = `urn:problem:${code}`;
  const body = JSON.stringify({ type, title, status, detail, instance, code, requestId });
  return { status, body };
}

/** The one place where errors become answers: RFC 9457 problem+json in the caller's language. */
export function problemFunnel({ translator, log }: { translator: Translator; log: Logger }) {
  const answer = (ctx: Context, problem: Problem) => {
    const language = languageOf(ctx);
    const { status, body } = problemDocument(problem, {
      language,
      instance: ctx.path,
      requestId: String(ctx.state['requestId']),
      translator,
    });
    ctx.status = status;
    ctx.set(problem.headers);
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Language', language);
    ctx.vary('Accept-Language');
    ctx.body = body;
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
  const allowed = ctx.response.get('Allow');
  if (allowed && (ctx.status === 405 || ctx.status === 501)) {
    throw new Problem('method-not-allowed', { variables: { allowed } });
  }
  if (ctx.status === 404 || ctx.status === 501) {
    ctx.remove('Allow');
    throw new Problem('not-found', { variables: { path: ctx.path.slice(0, 200) } });
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
