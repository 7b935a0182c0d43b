import type { PlaceSearch } from '../../datasets/placeSearch.ts';
import { clearBest } from '../../places/clearBest.ts';
import type { PlaceMatch } from '../../places/openIndex.ts';
import { errorsIn, isWholeName, tierOf } from '../../places/ranking.ts';

/** What words for a place can mean. */
export type FoundPlaces =
  /** Words that are no part of it were left out. */
  | { status: 'found'; match: PlaceMatch; ignored: string }
  /**
   * One of these is meant: `conflict` where the words name places that do not lie in each other, `misspelt` where none is
   * called quite so.
   */
  | { status: 'several' | 'conflict' | 'misspelt'; matches: PlaceMatch[]; ignored: string }
  | { status: 'none' };

const MOST_MATCHES = 30;
const MOST_WORDS = 6;

/** Finds the place words name. Errors as PlaceSearch.search. */
export async function findPlaces(
  words: string,
  { placeSearch, includeDisabled }: { placeSearch: PlaceSearch; includeDisabled: boolean },
): Promise<FoundPlaces> {
  const search = async (query: string) =>
    (await placeSearch.search({ query, limit: MOST_MATCHES, includeDisabled })) ?? [];

  const whole = await search(words);
  if (whole.length > 0) return chosenFrom(whole, '');

  const parts = await partsThatArePlaces(words.split(' ').slice(0, MOST_WORDS), search);
  const ignored = leftOver(words, parts);
  const [part, ...others] = parts;
  if (part === undefined) return { status: 'none' };
  if (others.length > 0) {
    const matches = parts.flatMap(({ matches: [first] }) => (first ? [first] : []));
    return { status: 'conflict', matches, ignored };
  }
  return chosenFrom(part.matches, ignored);
}

/** A misspelt name is never taken for a place without asking: Berlin is not Berçin. */
function chosenFrom(matches: PlaceMatch[], ignored: string): FoundPlaces {
  if (errorsIn(matches[0]?.score ?? 0) > 0) return { status: 'misspelt', matches, ignored };
  const match = clearBest(matches);
  if (match) return { status: 'found', match, ignored };
  return { status: 'several', matches, ignored };
}

interface Part {
  words: string;
  matches: PlaceMatch[];
}

/** The longest runs of words that are whole names, without those that are only misspelt ones beside others that are not. */
async function partsThatArePlaces(
  words: readonly string[],
  search: (query: string) => Promise<PlaceMatch[]>,
): Promise<Part[]> {
  const parts: Part[] = [];
  const taken = new Set<number>();
  for (let length = words.length - 1; length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const run = words.slice(start, start + length);
      if (run.some((_, at) => taken.has(start + at)) || run.join('').length < 2) continue;
      const matches = await search(run.join(' '));
      if (matches[0] === undefined || !isWholeName(matches[0].score)) continue;
      parts.push({ words: run.join(' '), matches });
      for (const at of run.keys()) taken.add(start + at);
    }
  }
  const tiers = parts.map(({ matches }) => tierOf(matches[0]?.score ?? 0));
  const best = Math.max(...tiers);
  return parts.filter((_, at) => tiers[at] === best);
}

function leftOver(words: string, parts: readonly Part[]): string {
  return parts
    .reduce((rest, part) => rest.replace(part.words, ' '), words)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether the words are a place's own name, so that numbers in them belong to it. */
export async function isPlaceName(
  words: string,
  { placeSearch, includeDisabled }: { placeSearch: PlaceSearch; includeDisabled: boolean },
): Promise<boolean> {
  const matches = await placeSearch.search({ query: words, limit: MOST_MATCHES, includeDisabled });
  const best = clearBest(matches ?? []);
  return best !== undefined && errorsIn(best.score) === 0;
}

/** The ids of a match from the country down. */
export function numbersIn({ ids }: PlaceMatch): number[] {
  return [ids.country, ids.city, ids.county, ids.district].filter((id) => id !== null);
}
