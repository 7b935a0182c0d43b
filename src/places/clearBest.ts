import type { PlaceMatch } from './openIndex.ts';
import { isWholeName, tierOf } from './ranking.ts';

/**
 * The match that is meant without doubt: its whole name is in the query, and every other match is a worse fit or
 * lies on a lower level. `matches` are the best first, as `mergeMatches` gives them.
 */
export function clearBest(matches: readonly PlaceMatch[]): PlaceMatch | undefined {
  const [best, second] = matches;
  if (best === undefined || !isWholeName(best.score)) return undefined;
  if (second === undefined || tierOf(second.score) < tierOf(best.score)) return best;
  return second.level === best.level ? undefined : best;
}
