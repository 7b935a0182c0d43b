import { LRUCache } from 'lru-cache';
import type { Held, Reader } from '../cache/reader.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import type { PlaceLevel } from '../places/openIndex.ts';
import { levelOf, type PlaceIds } from '../places/placeIds.ts';
import { catalogId } from './catalog.ts';
import { countriesIn } from './catalogue.ts';
import { COUNTRIES, type AdminCountry } from './countries.ts';
import { placeIndexOf } from './placeSearch.ts';

/** A level that has one above it. */
export type LowerLevel = Exclude<PlaceLevel, 'country'>;

/** One place in a list, or on the way to another. */
export interface PlaceStep {
  level: PlaceLevel;
  ids: PlaceIds;
  name: string;
}

/** A place in a list, with how many it holds of the level below. */
export interface ListedPlace extends PlaceStep {
  level: LowerLevel;
  childCount: number;
}

/** A place with what lies above and below it. */
export interface Place extends PlaceStep {
  country: AdminCountry;
  /** From the country down to the parent; empty for a country. */
  path: PlaceStep[];
  /** Places below it, level by level from the next one down; levels without any are left out. */
  below: { level: LowerLevel; count: number }[];
  /** The catalogue it was read from. */
  held: Held;
}

export interface PlaceTreeOptions {
  /** Whether disabled countries are there too. */
  includeDisabled: boolean;
}

/** The places as a tree, read from the same documents as the api answers with. Errors as Reader.hold. */
export interface PlaceTree {
  /** Countries that have places. */
  countries(options: PlaceTreeOptions): Promise<AdminCountry[]>;
  /** The places directly below one, in the catalogue's order; undefined when it does not exist. */
  children(parent: PlaceIds, options: PlaceTreeOptions): Promise<ListedPlace[] | undefined>;
  /** Undefined when it does not exist. */
  find(ids: PlaceIds, options: PlaceTreeOptions): Promise<Place | undefined>;
  /** Whether a country has a place of this level with this id, wherever in it. */
  has(
    place: { country: number; level: LowerLevel; id: number },
    options: PlaceTreeOptions,
  ): Promise<boolean>;
}

interface Entry {
  id: number;
  name: string;
  countyCount?: number;
  districtCount?: number;
}

const BELOW = { country: 'city', city: 'county', county: 'district', district: undefined } as const;
const LOWER_LEVELS: readonly LowerLevel[] = ['city', 'county', 'district'];

/** The ids of the place above; undefined for a country. */
export function parentOf(ids: PlaceIds): PlaceIds | undefined {
  const { [levelOf(ids)]: _own, ...above } = ids;
  return levelOf(ids) === 'country' ? undefined : (above as PlaceIds);
}

export function createPlaceTree(reader: Reader): PlaceTree {
  const countries = async ({ includeDisabled }: PlaceTreeOptions) => {
    const root = await reader.hold(COUNTRIES);
    const all = root ? countriesIn(root.held.snapshot) : [];
    return all.filter(({ enabled, rows }) => rows > 0 && (enabled || includeDisabled));
  };

  const open = async (id: number, options: PlaceTreeOptions) => {
    const country = (await countries(options)).find((one) => one.id === id);
    const owner = country && (await reader.hold(catalogId(id)));
    return country && owner && { country, held: owner.held };
  };

  return {
    countries,
    async children(parent, options) {
      const opened = await open(parent.country, options);
      return opened && childrenIn(opened.held, parent);
    },
    async find(ids, options) {
      const opened = await open(ids.country, options);
      if (opened === undefined) return undefined;
      const steps = stepsTo(ids, opened);
      const own = steps?.at(-1);
      if (steps === undefined || own === undefined) return undefined;
      const below = belowOf(ids, opened.held);
      return { ...own, ...opened, path: steps.slice(0, -1), below };
    },
    async has({ country, level, id }, options) {
      const opened = await open(country, options);
      const index = opened && (await placeIndexOf(opened.held.snapshot));
      return index?.has(level, id) ?? false;
    },
  };
}

/** The places from the country down to the one with these ids; undefined where one of them is not there. */
function stepsTo(
  ids: PlaceIds,
  { country, held }: { country: AdminCountry; held: Held },
): PlaceStep[] | undefined {
  const steps: PlaceStep[] = [
    { level: 'country', ids: { country: country.id }, name: country.name },
  ];
  for (const level of LOWER_LEVELS.filter((one) => ids[one] !== undefined)) {
    const parent = steps.at(-1)!.ids;
    const found = childrenIn(held, parent)?.find((child) => child.ids[level] === ids[level]);
    if (found === undefined) return undefined;
    steps.push({ level: found.level, ids: found.ids, name: found.name });
  }
  return steps;
}

function belowOf(ids: PlaceIds, held: Held): Place['below'] {
  const level = BELOW[levelOf(ids)];
  const children = childrenIn(held, ids) ?? [];
  if (level === undefined || children.length === 0) return [];
  const next = BELOW[level];
  const count = children.reduce((sum, { childCount }) => sum + childCount, 0);
  const below: Place['below'] = [{ level, count: children.length }];
  return next !== undefined && count > 0 ? [...below, { level: next, count }] : below;
}

const LISTS_REMEMBERED = 500;
const lists = new WeakMap<Snapshot, LRUCache<string, Entry[]>>();

/** The entries of a list; those read last are kept as long as their snapshot, for unpacking takes longer than all else. */
function entriesIn(snapshot: Snapshot, path: string): Entry[] {
  const known = lists.get(snapshot) ?? new LRUCache<string, Entry[]>({ max: LISTS_REMEMBERED });
  lists.set(snapshot, known);
  let entries = known.get(path);
  if (entries === undefined) {
    [entries = []] = Object.values(snapshot.body(path) as Record<string, Entry[]>);
    known.set(path, entries);
  }
  return entries;
}

/** The places directly below one; undefined where the catalogue has no such list. */
function childrenIn({ snapshot }: Held, parent: PlaceIds): ListedPlace[] | undefined {
  const level = BELOW[levelOf(parent)];
  const path = listPath(parent);
  if (level === undefined || path === undefined || snapshot.document(path) === undefined) {
    return undefined;
  }
  return entriesIn(snapshot, path).map(({ id, name, countyCount, districtCount }) => ({
    level,
    ids: { ...parent, [level]: id },
    name,
    childCount: countyCount ?? districtCount ?? 0,
  }));
}

/** The document that lists what is directly below a place. */
function listPath(parent: PlaceIds): string | undefined {
  const base = `/api/countries/${parent.country}`;
  switch (levelOf(parent)) {
    case 'country':
      return `${base}/cities`;
    case 'city':
      return `${base}/cities/${parent.city}/counties`;
    case 'county':
      return `${base}/counties/${parent.county}/districts`;
    case 'district':
      return undefined;
  }
}
