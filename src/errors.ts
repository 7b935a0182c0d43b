/** Exit code of a start that cannot succeed however often it is tried (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIGURATION = 78;

/** What a start cannot work with until a person puts it right; `message` is the one line they read. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Nothing can answer now: neither memory, nor Redis, nor Supabase. Becomes a 503 with Retry-After. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly retryAfterSeconds: number;

  constructor(message: string, options: { retryAfterSeconds: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Supabase did not give the data: what was asked, why it failed, what to do. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  /** Whether asking again later can help (network, timeout, 5xx) or a person must act first. */
  readonly retryable: boolean;
  /** Whether the rows sent were refused for what is in them, so that other rows may still be taken. */
  readonly rowsRefused: boolean;
  /** What PostgREST or PostgreSQL call it, where they answered. */
  readonly code: string | undefined;

  constructor(
    message: string,
    options: { retryable: boolean; rowsRefused?: boolean; code?: string; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
    this.rowsRefused = options.rowsRefused ?? false;
    this.code = options.code;
  }
}

/** The reason of anything thrown, as one line without a stack. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
