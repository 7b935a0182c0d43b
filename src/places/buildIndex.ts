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

interface Row extends NamedPlace {
  level: number;
  children: Row[];
}

/** One for all: 74,000 empty lists would take 4 MB. */
const NO_CHILDREN: Row[] = [];

/** A name's rank takes 20 bits of a score's key (see ranking.ts), a place's number as many. */
const MAX_PLACES = 2 ** 20;

/**
 * Prepares the search over one country's names; `openPlaceIndex` reads the bytes. The order of the input does not matter:
 * equal content gives equal bytes. All folding and sorting happens here (about a second for 74,000 places).
 * @throws {RangeError} if the country has no name, an id is not a whole number, or there are more than 2^20 places.
 */
export function* buildPlaceIndex(country: CatalogPlaces): Stepwise<Uint8Array> {
  const root = rowsOf(country);
  const otherNames = country.names.slice(1);
  const aliases = root.children.map((city) => ({ city, names: otherNamesOf(fold(city.name)) }));
  yield;
  const foldedNames = yield* sortedNames(root, [
    ...otherNames,
    ...aliases.flatMap((alias) => alias.names),
  ]);
  const names = foldedNames.map(({ name }) => name);
  yield;
  const nameNumbers = new Map(names.map((name, number) => [name, number]));
  const numberOf = (name: string): number => nameNumbers.get(name) ?? 0;

  const rows: Row[] = [];
  yield* flatten(root, numberOf, rows);
  if (rows.length > MAX_PLACES) {
    throw new RangeError(
      `Country ${country.countryId} has ${rows.length} places, at most ${MAX_PLACES} fit`,
    );
  }
  const words = yield* wordColumns(foldedNames);
  yield;
  const nameNumbersOfRows = Uint32Array.from(rows, (row) => numberOf(row.name));
  yield;
  const places = new Map(rows.map((row, place) => [row, place]));
  const pairs = [
    ...otherNames.map((name) => [root, name] as const),
    ...aliases.flatMap(({ city, names }) => names.map((name) => [city, name] as const)),
  ];
  return yield* encodeColumns({
    ...words,
    nameText: names.join(''),
    nameStarts: startsOf(names),
    levels: Uint8Array.from(rows, (row) => row.level),
    names: nameNumbersOfRows,
    ids: Float64Array.from(rows, (row) => row.id),
    otherNames: pairs
      .map(([row, name]): [number, number] => [places.get(row) ?? 0, numberOf(name)])
      .sort(([place, name], [otherPlace, otherName]) => place - otherPlace || name - otherName),
  });
}

function rowsOf(country: CatalogPlaces): Row {
  const [name] = country.names;
  if (name === undefined) throw new RangeError(`Country ${country.countryId} has no name`);
  const row = (place: NamedPlace, level: number, children: Row[]): Row => {
    if (!Number.isSafeInteger(place.id)) {
      throw new RangeError(`${place.name}: id ${place.id} is not a whole number`);
    }
    return { id: place.id, name: place.name, level, children };
  };
  const cities = country.cities.map((city) => {
    const counties = city.counties.map((county) =>
      row(
        county,
        2,
        county.districts.map((district) => row(district, 3, NO_CHILDREN)),
      ),
    );
    return row(city, 1, counties);
  });
  return row({ id: country.countryId, name }, 0, cities);
}

interface FoldedName {
  name: string;
  folded: string;
}

/** Distinct names in alphabetical order of their folded text. */
function* sortedNames(root: Row, further: readonly string[]): Stepwise<FoldedName[]> {
  const names = new Set(further);
  const collect = (row: Row): void => {
    names.add(row.name);
    row.children.forEach(collect);
  };
  collect(root);
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

/** The row and its descendants, each directly before its own descendants, siblings by name and id. */
function* flatten(row: Row, numberOf: (name: string) => number, rows: Row[]): Stepwise<void> {
  yield;
  rows.push(row);
  row.children.sort((a, b) => numberOf(a.name) - numberOf(b.name) || a.id - b.id);
  for (const child of row.children) {
    if (child.children.length > 0) yield* flatten(child, numberOf, rows);
    else rows.push(child);
  }
}

interface WordColumns {
  wordBytes: Uint8Array;
  wordStarts: Uint32Array;
  nameWords: Uint32Array;
  nameWordStarts: Uint32Array;
}

function* wordColumns(names: readonly FoldedName[]): Stepwise<WordColumns> {
  const wordsOfNames: string[][] = [];
  const bytesOfWords = new Map<string, Buffer>();
  for (const { name, folded } of names) {
    yield;
    const words = wordKeys(isLookedAtWhole(name) ? folded : foldStart(name));
    wordsOfNames.push(words);
    for (const word of words) {
      if (!bytesOfWords.has(word)) bytesOfWords.set(word, Buffer.from(word));
    }
  }
  const words = yield* sortedStepwise([...bytesOfWords], ([, a], [, b]) => a.compare(b));
  const numbers = new Map(words.map(([word], number) => [word, number]));
  const nameWords: number[] = [];
  for (const ofName of wordsOfNames) {
    yield;
    for (const word of ofName) nameWords.push(numbers.get(word) ?? 0);
  }
  const bytes = words.map(([, ofWord]) => ofWord);
  return {
    wordBytes: new Uint8Array(Buffer.concat(bytes)),
    wordStarts: startsOf(bytes),
    nameWords: Uint32Array.from(nameWords),
    nameWordStarts: startsOf(wordsOfNames),
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
