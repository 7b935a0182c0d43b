import { isLoopback } from '../config.ts';
import type { Values } from '../variables.ts';

/** What the variables lead to (Russian); `npm start` can embed a Redis, the programs by themselves cannot. */
export function modeOf(values: Values, canEmbed: boolean): string {
  const { REDIS_HOST: host, CACHE_ENABLED: isCached } = values;
  if (!isCached) return 'без кэша: каждое чтение идёт в Supabase';
  if (host === undefined) {
    return canEmbed ? 'свой Redis запустит npm start' : 'память: всё в одном процессе, Redis нет';
  }
  return isLoopback(host) ? `встроенный Redis (${host})` : `внешний Redis (${host})`;
}
