import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Headers every answer carries, as name, value, name, value. */
export const SECURITY_HEADERS = [
  'X-Content-Type-Options',
  'nosniff',
  'Referrer-Policy',
  'no-referrer',
  'Cross-Origin-Resource-Policy',
  'same-origin',
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
] as const;

/** The caller's own request id where it is a decent one, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** The URL's path as sent: not decoded, no dot segments resolved, without the query. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

const SCHEME_AND_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/**
 * A request target as path and query alone: without the scheme and host a proxy sends (RFC 9112, section 3.2.2),
 * and with what no target may hold encoded, because Node's URL parser throws on some of it.
 */
export function originForm(url = '/'): string {
  const path = url.startsWith('/') ? url : url.replace(SCHEME_AND_HOST, '');
  const encoded = path.replaceAll(/[\s#]/g, encodeURIComponent);
  return encoded.startsWith('/') ? encoded : `/${encoded}`;
}

/** Finds the address of the client behind the proxies that are trusted. */
export interface ClientAddress {
  of(request: IncomingMessage): string;
  /** Whether the request was made on this machine and not handed on by a proxy. */
  isLocal(request: IncomingMessage): boolean;
}

export function createClientAddress(trustedProxies: string[]): ClientAddress {
  const trust = proxyAddress.compile(trustedProxies);
  const isLoopback = proxyAddress.compile('loopback');
  return {
    of(request) {
      const own = request.socket.remoteAddress ?? 'unknown';
      if (trustedProxies.length === 0 || request.headers['x-forwarded-for'] === undefined)
        return own;
      return proxyAddress(request, trust);
    },
    isLocal(request) {
      const { forwarded, 'x-forwarded-for': forwardedFor } = request.headers;
      const own = request.socket.remoteAddress;
      return (
        own !== undefined &&
        isLoopback(own, 0) &&
        forwarded === undefined &&
        forwardedFor === undefined
      );
    },
  };
}
