import { fold } from './folding.ts';
import type { PlaceLevel, PlaceMatch } from './openIndex.ts';

const RANK: Readonly<Record<PlaceLevel, number>> = { country: 0, city: 1, county: 2, district: 3 };

/**
 * The best `limit` of the matches of several countries: by score, then the higher level, then the name in alphabetical
 * order; what is still equal keeps the order of the lists, so merging one list changes nothing.
 */
export function mergeMatches(
  lists: readonly (readonly PlaceMatch[])[],
  { limit }: { limit: number },
): PlaceMatch[] {
  if (!(limit >= 1)) return [];
  return lists
    .flat()
    .map((match) => ({ match, folded: fold(match.name) }))
    .sort(
      (a, b) =>
        b.match.score - a.match.score ||
        RANK[a.match.level] - RANK[b.match.level] ||
        compare(a.folded, b.folded) ||
        compare(a.match.name, b.match.name),
    )
    .slice(0, limit)
    .map(({ match }) => match);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
