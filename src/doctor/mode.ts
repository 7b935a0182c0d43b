import type { Values } from '../variables.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** What the variables lead to (Russian); `npm start` can embed a Redis, the programs by themselves cannot. */
export function modeOf(values: Values, canEmbed: boolean): string {
  const { REDIS_HOST: host, CACHE_ENABLED: isCached } = values;
  if (!isCached) return 'без кэша: каждое чтение идёт в Supabase';
  if (host === undefined) {
    return canEmbed ? 'свой Redis запустит npm start' : 'память: всё в одном процессе, Redis нет';
  }
  return isLoopback(host) ? `встроенный Redis (${host})` : `внешний Redis (${host})`;
}
