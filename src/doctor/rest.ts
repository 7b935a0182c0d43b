/** An answer of PostgREST, or of whatever stands in its place. */
export interface RestAnswer {
  status: number;
  /** Undefined where it is no JSON. */
  body: unknown;
  /** PostgREST's or PostgreSQL's code of an error. */
  code: string | undefined;
  /** Whether at least one row was seen (by Content-Range). */
  hasRows: boolean;
}

export interface RestRequest {
  /** Below /rest/v1/. */
  path: string;
  key: string;
  /** Given: a function is called. */
  parameters?: Record<string, unknown>;
  /** Only the head of the answer: no row leaves the database, and an error has no body. */
  headOnly?: boolean;
}

/** Asks as supabase-js does, but tells what was answered as it is. Rejects with fetch's errors. */
export type Rest = (request: RestRequest) => Promise<RestAnswer>;

const REQUEST_DEADLINE_MS = 6_000;

export function createRest(url: string, signal: AbortSignal): Rest {
  const root = `${url.replace(/\/+$/, '')}/rest/v1/`;
  return async ({ path, key, parameters, headOnly = false }) => {
    const response = await fetch(root + path, {
      method: parameters ? 'POST' : headOnly ? 'HEAD' : 'GET',
      headers: {
        apikey: key,
        authorization: `Bearer ${key}`,
        ...(parameters && { 'content-type': 'application/json' }),
      },
      ...(parameters && { body: JSON.stringify(parameters) }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_DEADLINE_MS)]),
    });
    const text = await response.text();
    const body = parsed(text);
    const code: unknown = isObject(body) ? body['code'] : undefined;
    return {
      status: response.status,
      body,
      code: typeof code === 'string' ? code : undefined,
      hasRows: /^\d/.test(response.headers.get('content-range') ?? ''),
    };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
