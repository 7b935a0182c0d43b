import type { Values } from '../variables.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** What the variables lead to (Russian). */
export function modeOf({ REDIS_HOST: host, CACHE_ENABLED: isCached }: Values): string {
  if (!isCached) return 'без кэша: каждое чтение идёт в Supabase';
  if (host === undefined) return 'память: всё в одном процессе, Redis нет';
  return isLoopback(host) ? `встроенный Redis (${host})` : `внешний Redis (${host})`;
}
