import { fold, isLookedAtWhole, foldStart, wordKeys } from './folding.ts';
import { encodeColumns } from './format.ts';
import { otherNamesOf } from './otherNames.ts';
import { sortedStepwise, type Stepwise } from '../stepwise.ts';

interface NamedPlace {
  id: number;
  name: string;
}

/** A country and everything under it; ids are whole numbers. */
export interface CatalogPlaces {
  countryId: number;
  /** Of the country itself in every language; the first is the one shown. */
  names: readonly string[];
  cities: readonly (NamedPlace & {
    counties: readonly (NamedPlace & { districts: readonly NamedPlace[] })[];
  })[];
}

/** A name's rank takes 20 bits of a score's key (see ranking.ts), a place's number as many. */
const MAX_PLACES = 2 ** 20;

/**
 * Prepares the search over one country's names; `openPlaceIndex` reads the bytes. The order of the input does not matter:
 * equal content gives equal bytes. All folding and sorting happens here (about a second for 74,000 places).
 * @throws {RangeError} if the country has no name, an id is not a whole number, or there are more than 2^20 places.
 */
export function* buildPlaceIndex(country: CatalogPlaces): Stepwise<Uint8Array> {
  const [name] = country.names;
  if (name === undefined) throw new RangeError(`Country ${country.countryId} has no name`);
  const otherNames = country.names.slice(1);
  const aliases = new Map(country.cities.map((city) => [city, otherNamesOf(fold(city.name))]));
  yield;
  const foldedNames = yield* sortedNames(country, [...aliases.values()].flat());
  const names = foldedNames.map((folded) => folded.name);
  const numbers = new Map<string, number>();
  for (const [number, distinct] of names.entries()) {
    yield;
    numbers.set(distinct, number);
  }
  const numberOf = (distinct: string): number => numbers.get(distinct) ?? 0;

  const places = yield* placeColumns({ ...country, name }, numberOf);
  const words = yield* wordColumns(foldedNames);
  yield;
  const pairs = otherNames.map((other): [number, number] => [0, numberOf(other)]);
  for (const [city, namesOfCity] of aliases) {
    const place = places.cities.get(city) ?? 0;
    for (const alias of namesOfCity) pairs.push([place, numberOf(alias)]);
  }
  return yield* encodeColumns({
    ...words,
    nameText: names.join(''),
    nameStarts: startsOf(names),
    levels: Uint8Array.from(places.levels),
    names: Uint32Array.from(places.names),
    ids: Float64Array.from(places.ids),
    otherNames: pairs.sort(
      ([place, of], [otherPlace, otherOf]) => place - otherPlace || of - otherOf,
    ),
  });
}

type City = CatalogPlaces['cities'][number];

interface PlaceLists {
  levels: number[];
  names: number[];
  ids: number[];
  /** Where each city stands in the lists. */
  cities: Map<City, number>;
}

/** Every place directly before those that lie in it, siblings by name and id. */
function* placeColumns(
  country: CatalogPlaces & { name: string },
  numberOf: (name: string) => number,
): Stepwise<PlaceLists> {
  const lists: PlaceLists = { levels: [], names: [], ids: [], cities: new Map() };
  const add = (level: number, { id, name }: NamedPlace, number = numberOf(name)): void => {
    if (!Number.isSafeInteger(id)) throw new RangeError(`${name}: id ${id} is not a whole number`);
    lists.levels.push(level);
    lists.names.push(number);
    lists.ids.push(id);
  };
  const inOrder = <Place extends NamedPlace>(places: readonly Place[]) =>
    places
      .map((place) => ({ place, number: numberOf(place.name) }))
      .sort((a, b) => a.number - b.number || a.place.id - b.place.id);
  add(0, { id: country.countryId, name: country.name });
  for (const city of inOrder(country.cities)) {
    lists.cities.set(city.place, lists.ids.length);
    add(1, city.place, city.number);
    for (const county of inOrder(city.place.counties)) {
      yield;
      add(2, county.place, county.number);
      for (const district of inOrder(county.place.districts)) {
        add(3, district.place, district.number);
      }
    }
  }
  if (lists.ids.length > MAX_PLACES) {
    throw new RangeError(
      `Country ${country.countryId} has ${lists.ids.length} places, at most ${MAX_PLACES} fit`,
    );
  }
  return lists;
}

interface FoldedName {
  name: string;
  folded: string;
}

/** Distinct names in alphabetical order of their folded text. */
function* sortedNames(
  { names: ofCountry, cities }: CatalogPlaces,
  aliases: readonly string[],
): Stepwise<FoldedName[]> {
  const names = new Set([...ofCountry, ...aliases]);
  for (const city of cities) {
    names.add(city.name);
    for (const county of city.counties) {
      yield;
      names.add(county.name);
      for (const { name } of county.districts) names.add(name);
    }
  }
  const folded: FoldedName[] = [];
  for (const name of names) {
    yield;
    folded.push({ name, folded: fold(name) });
  }
  return yield* sortedStepwise(
    folded,
    (a, b) => compare(a.folded, b.folded) || compare(a.name, b.name),
  );
}

interface WordColumns {
  wordBytes: Uint8Array;
  wordStarts: Uint32Array;
  nameWords: Uint32Array;
  nameWordStarts: Uint32Array;
}

function* wordColumns(names: readonly FoldedName[]): Stepwise<WordColumns> {
  const inOrderOfArrival = new Map<string, number>();
  const arrivals: number[] = [];
  const nameWordStarts = new Uint32Array(names.length + 1);
  for (const [number, { name, folded }] of names.entries()) {
    yield;
    for (const word of wordKeys(isLookedAtWhole(name) ? folded : foldStart(name))) {
      const arrival = inOrderOfArrival.get(word) ?? inOrderOfArrival.size;
      inOrderOfArrival.set(word, arrival);
      arrivals.push(arrival);
    }
    nameWordStarts[number + 1] = arrivals.length;
  }
  const unsorted = Array.from(inOrderOfArrival, ([word, arrival]) => ({
    bytes: Buffer.from(word),
    arrival,
  }));
  const words = yield* sortedStepwise(unsorted, (a, b) => a.bytes.compare(b.bytes));
  const numbers = new Uint32Array(words.length);
  for (const [number, { arrival }] of words.entries()) numbers[arrival] = number;
  const bytes = words.map((word) => word.bytes);
  return {
    wordBytes: new Uint8Array(Buffer.concat(bytes)),
    wordStarts: startsOf(bytes),
    nameWords: Uint32Array.from(arrivals, (arrival) => numbers[arrival] ?? 0),
    nameWordStarts,
  };
}

/** Where each item starts when all are written one after another, and where the last ends. */
function startsOf(items: readonly { length: number }[]): Uint32Array {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((item, at) => {
    starts[at + 1] = (starts[at] ?? 0) + item.length;
  });
  return starts;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
