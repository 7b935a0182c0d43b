import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { DatasetId } from '../cache/dataset.ts';
import type { Reader } from '../cache/reader.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import { mergeMatches } from '../places/mergeMatches.ts';
import { openPlaceIndex, type PlaceIndex, type PlaceMatch } from '../places/openIndex.ts';
import { catalogId, PLACES_SECTION } from './catalog.ts';
import { countriesIn } from './catalogue.ts';
import { COUNTRIES } from './countries.ts';
import { paced } from '../stepwise.ts';

export interface PlaceQuery {
  query: string;
  limit: number;
  /** Only this country; all visible ones when absent. */
  countryId?: number;
  /** Whether disabled countries are searched too. */
  includeDisabled?: boolean;
}

export interface PlaceSearch {
  /**
   * The best matches over the countries asked for; undefined when the country asked for does not exist
   * or is disabled. Errors as Reader.read.
   */
  search(query: PlaceQuery): Promise<PlaceMatch[] | undefined>;
}

const QUERIES_REMEMBERED = 500;
const LONGEST_REMEMBERED = 100;

/**
 * Searches the indexes shipped in the catalogues' snapshots; each is opened once, as its snapshot arrives, and remembers
 * what it found last: many people look for the same few places.
 */
export function createPlaceSearch(reader: Reader): PlaceSearch {
  reader.onSwap((dataset, snapshot) => {
    if (snapshot && dataset !== COUNTRIES) void placeIndexOf(snapshot).catch(() => {});
  });

  const searchIn = async (dataset: DatasetId, query: PlaceQuery): Promise<PlaceMatch[]> => {
    const owner = await reader.hold(dataset);
    const index = owner && (await placeIndexOf(owner.held.snapshot));
    return index?.search(query) ?? [];
  };

  return {
    async search(query) {
      const root = await reader.hold(COUNTRIES);
      const countries = countriesIn(root!.held.snapshot).filter(
        ({ id, enabled, rows }) =>
          rows > 0 &&
          (enabled || query.includeDisabled) &&
          (query.countryId === undefined || query.countryId === id),
      );
      if (countries.length === 0 && query.countryId !== undefined) return undefined;
      const matches = await Promise.all(countries.map(({ id }) => searchIn(catalogId(id), query)));
      return mergeMatches(matches, { limit: query.limit });
    },
  };
}

const indexes = new WeakMap<Snapshot, Promise<PlaceIndex | undefined>>();

/** The index shipped in a catalogue's snapshot, opened once; undefined in a snapshot without any. */
export function placeIndexOf(snapshot: Snapshot): Promise<PlaceIndex | undefined> {
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = snapshot
      .section(PLACES_SECTION)
      .then((bytes) => bytes && paced(openPlaceIndex(bytes)).then(warmedUp))
      .then((opened) => opened && remembering(opened));
    indexes.set(snapshot, index);
  }
  return index;
}

function remembering(index: PlaceIndex): PlaceIndex {
  const found = new LRUCache<string, PlaceMatch[]>({ max: QUERIES_REMEMBERED });
  return {
    ...index,
    search({ query, limit }) {
      if (query.length > LONGEST_REMEMBERED) return index.search({ query, limit });
      const key = `${limit} ${query}`;
      const matches = found.get(key) ?? index.search({ query, limit });
      found.set(key, matches);
      return matches;
    },
  };
}

let isWarm = false;

/** The first search of a process is slow: better now than while somebody waits, but not in one go with the opening. */
async function warmedUp(index: PlaceIndex): Promise<PlaceIndex> {
  if (isWarm) return index;
  isWarm = true;
  await setImmediate();
  index.search({ query: 'a', limit: 1 });
  return index;
}
