/** What Telegram answers instead of a result; becomes the HTTP status and the body's `description`. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  readonly status: number;
  /** The description without what stands before it. */
  readonly reason: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    description: string,
    {
      reason = description,
      retryAfterSeconds,
    }: { reason?: string; retryAfterSeconds?: number } = {},
  ) {
    super(description);
    this.status = status;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 400 with «Bad Request: » before the reason, whose first letter becomes small unless it is a CODE_LIKE_THIS. */
export function badRequest(reason: string): BotApiError {
  const text = /^.[A-Z_]/.test(reason) ? reason : reason.charAt(0).toLowerCase() + reason.slice(1);
  return new BotApiError(400, `Bad Request: ${text}`, { reason });
}

/** Puts what was being read before the reason of a refusal. */
export function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error;
    throw badRequest(`Can't parse ${what}: ${error.reason}`);
  }
}
