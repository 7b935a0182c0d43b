import type { Stepwise } from '../stepwise.ts';
import { decodeColumns } from './format.ts';
import type { PlaceColumns } from './format.ts';
import { Search } from './search.ts';

/** From the highest to the lowest. */
export type PlaceLevel = 'country' | 'city' | 'county' | 'district';

export interface PlaceMatch {
  level: PlaceLevel;
  id: number;
  name: string;
  /** Names from the country down to the parent: ['Türkiye', 'Antalya'] for Alanya, [] for a country. */
  path: string[];
  /** Of the place and its ancestors; null below the place's level. */
  ids: { country: number; city: number | null; county: number | null; district: number | null };
  /** A whole number, greater is better; comparable between countries, see `mergeMatches`. */
  score: number;
}

export interface PlaceIndex {
  /**
   * The places whose names, with those of the places they lie in, have every word of the query, the best first: names
   * that are the query, then names that begin with it, then names with a later word that does, then, if there are hardly
   * any of these, misspelt ones; within each the higher level, the shorter name, the alphabet. Looks at the first 100
   * characters and 8 words of the query. Any string is a query; one without letters or digits finds nothing.
   */
  search(request: { query: string; limit: number }): PlaceMatch[];
  /** Whether there is a place of this level with this id, wherever it lies. */
  has(level: PlaceLevel, id: number): boolean;
}

const LEVELS: readonly PlaceLevel[] = ['country', 'city', 'county', 'district'];

/**
 * Opens what `buildPlaceIndex` made. Unpacks the columns (some milliseconds, about 5 MB for 74,000 places); the bytes are
 * not kept.
 * @throws {PlaceIndexError} if the bytes are no index of this format, cut short or damaged.
 */
export function* openPlaceIndex(bytes: Uint8Array): Stepwise<PlaceIndex> {
  const columns = yield* decodeColumns(bytes);
  yield;
  const search = new Search(columns);
  return {
    search: ({ query, limit }) =>
      search.find(query, limit).map(({ place, score }) => describe(columns, place, score)),
    has(level, id) {
      const { ids, levels } = columns;
      const wanted = LEVELS.indexOf(level);
      for (let at = ids.indexOf(id); at >= 0; at = ids.indexOf(id, at + 1)) {
        if (levels[at] === wanted) return true;
      }
      return false;
    },
  };
}

function describe(columns: PlaceColumns, place: number, score: number): PlaceMatch {
  const line = lineage(columns, place);
  const [country = place, city, county, district] = line;
  const idOf = (at: number | undefined): number | null =>
    at === undefined ? null : columns.ids[at]!;
  return {
    level: LEVELS[columns.levels[place]!]!,
    id: columns.ids[place]!,
    name: nameOf(columns, place),
    path: line.slice(0, -1).map((at) => nameOf(columns, at)),
    ids: {
      country: columns.ids[country]!,
      city: idOf(city),
      county: idOf(county),
      district: idOf(district),
    },
    score,
  };
}

/** The place and its ancestors, from the country down: an ancestor is the nearest place before of each higher level. */
function lineage({ levels }: PlaceColumns, place: number): number[] {
  const line = [place];
  let level = levels[place]!;
  for (let at = place - 1; level > 0; at--) {
    if (levels[at]! < level) {
      line.unshift(at);
      level = levels[at]!;
    }
  }
  return line;
}

function nameOf({ names, nameText, nameStarts }: PlaceColumns, place: number): string {
  const name = names[place]!;
  return nameText.slice(nameStarts[name], nameStarts[name + 1]);
}
