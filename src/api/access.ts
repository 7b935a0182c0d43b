import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** Who may do what an admin may. */
export interface Access {
  isAdmin(request: IncomingMessage): boolean;
  /** @throws Problem 401 that says how to authorise */
  requireAdmin(request: IncomingMessage): void;
}

const BEARER = /^bearer +(\S+)$/i;
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Access by `Authorization: Bearer <ADMIN_API_TOKEN>`; closed to all where there is no token. */
export function createAccess(adminApiToken: string | undefined): Access {
  const expected = adminApiToken === undefined ? undefined : digest(adminApiToken);
  const isAdmin = (request: IncomingMessage) => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (expected === undefined || token === undefined) return false;
    return timingSafeEqual(digest(token), expected);
  };
  return {
    isAdmin,
    requireAdmin(request) {
      if (isAdmin(request)) return;
      throw new Problem(expected === undefined ? 'admin-closed' : 'unauthorized', {
        headers: { 'WWW-Authenticate': 'Bearer realm="ADMIN_API_TOKEN"' },
      });
    },
  };
}
