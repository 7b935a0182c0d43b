import { isIPv6 } from 'node:net';
import { ALL, type Scope } from '../../cache/events.ts';

const TIMEOUT_MS = 2_000;
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * - `asked`: it took the request.
 * - `no-token`: there is no ADMIN_API_TOKEN to ask with.
 * - `unreachable`: nobody answers there.
 * - `refused`: it answered, but not that it does it.
 */
export type NeighbourAnswer = 'asked' | 'no-token' | 'unreachable' | 'refused';

export interface ApiNeighbourDependencies {
  /** What the api on this machine listens on. */
  http: { host: string; port: number };
  adminApiToken: string | undefined;
}

/** The api beside the bot: while Redis is away, it hears of a refresh only by being asked. */
export interface ApiNeighbour {
  /** Asks it to refresh; never rejects. */
  ask(request: { scope: Scope; purge: boolean }): Promise<NeighbourAnswer>;
}

export function createApiNeighbour({
  http,
  adminApiToken,
}: ApiNeighbourDependencies): ApiNeighbour {
  const host = ANY_ADDRESS.has(http.host) ? '127.0.0.1' : http.host;
  const address = `http://${isIPv6(host) ? `[${host}]` : host}:${http.port}/api/cache/clear`;
  return {
    async ask({ scope, purge }) {
      if (adminApiToken === undefined) return 'no-token';
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${adminApiToken}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ ...(scope !== ALL && { dataset: scope }), purge }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await response.body?.cancel();
        return response.status === 202 ? 'asked' : 'refused';
      } catch {
        return 'unreachable';
      }
    },
  };
}
