import { isObject } from './rest.ts';

/** What a key says of itself. */
export interface KeyFacts {
  /** The role it gives: anon, service_role, …; undefined where the key does not say. */
  role: string | undefined;
  /** The project it belongs to, where it says so. */
  project: string | undefined;
  /** When it ends, ms since 1970. */
  expiresAt: number | undefined;
}

/** Reads a legacy key (a JWT) or a new one (sb_publishable_…, sb_secret_…). */
export function factsOfKey(key: string): KeyFacts {
  const nothing = { role: undefined, project: undefined, expiresAt: undefined };
  if (key.startsWith('sb_publishable_')) return { ...nothing, role: 'anon' };
  if (key.startsWith('sb_secret_')) return { ...nothing, role: 'service_role' };
  const { role, ref, exp } = payloadOf(key);
  return {
    role: typeof role === 'string' ? role : undefined,
    project: typeof ref === 'string' ? ref : undefined,
    expiresAt: typeof exp === 'number' ? exp * 1_000 : undefined,
  };
}

function payloadOf(key: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(key.split('.')[1] ?? '', 'base64url').toString(),
    );
    return isObject(payload) ? payload : {};
  } catch {
    return {};
  }
}

/** The project an address of Supabase's cloud belongs to; undefined for other addresses. */
export function projectOf(url: string): string | undefined {
  return /^([a-z0-9]+)\.supabase\.(?:co|in)$/.exec(new URL(url).hostname)?.[1];
}
