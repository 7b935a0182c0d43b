import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { reasonOf, UnavailableError } from '../errors.ts';
import type { RequestFault } from '../evaluations/fault.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Messages } from '../i18n/messages.ts';
import type { MessageId, Translator, VariablesOf } from '../i18n/translator.ts';
import { toldFault } from './faultMessages.ts';

/** Stable codes of the problems a client can meet, with their status. */
export const PROBLEM_STATUS = {
  'malformed-request': 400,
  'malformed-json': 400,
  unauthorized: 401,
  'admin-closed': 401,
  'init-data-expired': 401,
  'sign-in-needed': 401,
  'webhooks-closed': 401,
  'wrong-secret': 401,
  forbidden: 403,
  'not-found': 404,
  'unknown-dataset': 404,
  'unknown-country': 404,
  'unknown-job': 404,
  'unknown-evaluation': 404,
  'unknown-share': 404,
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
  'unknown-table': 422,
  'invalid-evaluation': 422,
  'key-reused': 422,
  'rate-limited': 429,
  'headers-too-large': 431,
  internal: 500,
  'writing-off': 501,
  'evaluations-off': 501,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

type AllowedId = Extract<MessageId, `allowed-${string}`>;

/** What the texts say is allowed, said in the client's language. */
export type AllowedText = {
  [Id in AllowedId]: keyof Messages[Id] extends never
    ? { id: Id }
    : { id: Id; variables: Messages[Id] };
}[AllowedId];

type Detail<Code extends ProblemCode> = VariablesOf<`problem-${Code}.detail`>;

/** What the text `problem-<code>.detail` names; the number of the request and the faults are added by the answer. */
type ProblemVariables<Code extends ProblemCode> = {
  [Name in Exclude<keyof Detail<Code>, 'requestId' | 'faults'>]: Name extends 'allowed'
    ? string | AllowedText
    : Detail<Code>[Name];
};

interface ProblemOptions {
  variables?: Partial<ProblemVariables<ProblemCode>>;
  headers?: Record<string, string>;
  /** Everything that is wrong with a request, each told in `errors`. */
  faults?: readonly RequestFault[];
}

type UsualOptions = Omit<ProblemOptions, 'variables'>;

type OptionsOf<Code extends ProblemCode> = keyof ProblemVariables<Code> extends never
  ? [options?: UsualOptions]
  : [options: UsualOptions & { variables: ProblemVariables<Code> }];

/** An error the client is told of, in its language; `code` names the texts `problem-<code>`. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly variables: Partial<ProblemVariables<ProblemCode>>;
  readonly headers: Record<string, string>;
  readonly faults: readonly RequestFault[];

  constructor(code: Code, ...options: OptionsOf<Code>);
  constructor(code: Code, { variables = {}, headers = {}, faults = [] }: ProblemOptions = {}) {
    super(code);
    this.code = code;
    this.variables = variables;
    this.headers = headers;
    this.faults = faults;
  }
}

/** The caller's language by Accept-Language: Russian when none is asked for, English when none fits. */
export function languageOf(ctx: Context): Language {
  return (ctx.acceptsLanguages(...LANGUAGES) || 'en') as Language;
}

/** What a problem looks like to the client: its status and its RFC 9457 body. */
export function problemDocument(
  { code, variables, faults }: Problem,
  about: { language: Language; instance: string; requestId: string; translator: Translator },
): { status: number; body: string } {
  const { language, instance, requestId, translator } = about;
  const status = PROBLEM_STATUS[code];
  const { allowed } = variables;
  const errors = faults.map((fault) => toldFault(fault, { language, translator }));
  const known = {
    ...variables,
    ...(typeof allowed === 'object' && { allowed: allowedIn(language, allowed, translator) }),
    faults: errors.map(({ message }) => message).join(' '),
    requestId,
  };
  const title = translator.text(language, `problem-${code}`);
  // The problem was given what its own code's detail names: all that is asked for here.
  const detail = translator.text(language, `problem-${code}.detail`, known as Detail<ProblemCode>);
  const type = `urn:problem:${code}`;
  const problem = { type, title, status, detail, instance, code, requestId };
  return { status, body: JSON.stringify(errors.length > 0 ? { ...problem, errors } : problem) };
}

function allowedIn(language: Language, allowed: AllowedText, translator: Translator): string {
  return 'variables' in allowed
    ? translator.text(language, allowed.id, allowed.variables)
    : translator.text(language, allowed.id);
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
