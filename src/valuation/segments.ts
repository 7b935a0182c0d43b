import type { Attribute } from './evidence.ts';

interface Range {
  least: number;
  most: number;
}

const WORDS: readonly [Attribute, RegExp, Range][] = [
  ['bedrooms', /^(studio|studyo|apart)$/, { least: 0, most: 0 }],
  ['age', /^(new|sifir|yeni)$/, { least: 0, most: 0 }],
  ['floor', /^(ground( floor)?|zemin( kat)?)$/, { least: 0, most: 0 }],
  ['floor', /^(basement|bodrum( kat)?)$/, { least: -Infinity, most: -1 }],
];
const NUMBER = String.raw`(-?\d+(?:[.,]\d+)?)`;
/** «20+», «>20», «20 and more», «20 ve üzeri». */
const FROM = new RegExp(
  String.raw`^(?:>=?|≥|over |from )?\s*${NUMBER}\s*(\+|and (?:more|over|above)|or more|ve uzeri)?$`,
);
const BELOW = new RegExp(String.raw`^(?:<|under |below )\s*${NUMBER}$`);
const BETWEEN = new RegExp(String.raw`^${NUMBER}\s*(?:-|–|to|\.\.)\s*${NUMBER}$`);
const ROOMS = /^(\d+)(?:[.,]5)?\s*\+\s*(\d+)$/;

/** One spelling of a name: lower case, no marks, no unit, single spaces. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('_', ' ')
    .replaceAll(/(?<=\d\S*\s*)(?:years?(?: old)?|yas|yil|bedrooms?|floors?|kat)\b/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const numberOf = (text: string | undefined) => Number((text ?? '').replace(',', '.'));

/**
 * The values a segment's name stands for, bounds included: «5-10», «20+», «<5», «3»; for bedrooms «2+1» is two of them
 * (and «1+0» a studio, so none); «ground», «new» and the like. Undefined for a name that says no range.
 */
export function rangeOf(attribute: Attribute, name: string): Range | undefined {
  const text = folded(name);
  const word = WORDS.find(([of, pattern]) => of === attribute && pattern.test(text));
  if (word !== undefined) return word[2];
  const rooms = attribute === 'bedrooms' ? ROOMS.exec(text) : null;
  if (rooms !== null) {
    const bedrooms = text.replaceAll(' ', '') === '1+0' ? 0 : Number(rooms[1]);
    return { least: bedrooms, most: bedrooms };
  }
  const between = BETWEEN.exec(text);
  if (between !== null) {
    const range = { least: numberOf(between[1]), most: numberOf(between[2]) };
    return range.least <= range.most ? range : undefined;
  }
  const below = BELOW.exec(text);
  if (below !== null) return { least: -Infinity, most: numberOf(below[1]) - 1 };
  const from = FROM.exec(text);
  if (from === null) return undefined;
  const least = numberOf(from[1]);
  if (/^(>(?!=)|over )/.test(text)) return { least: least + 1, most: Infinity };
  const isOpen = from[2] !== undefined || /^(>=|≥|from )/.test(text);
  return { least, most: isOpen ? Infinity : least };
}

export interface SegmentMatch {
  /** The name as the installation spells it; undefined where none fits. */
  segment: string | undefined;
  /** Names that say no range, so that no number could meet them. */
  unreadable: string[];
}

const livingRooms = (name: string) => Number(ROOMS.exec(folded(name))?.[2] ?? 1);

/**
 * The segment of an installation that a value belongs to. A text is met by the same name, spelt however; a whole number by
 * a range that holds it. Where ranges share it («5-10» and «10-20» for 10) the one that begins later is meant, then the
 * narrower; of «2+1» and «2+2» the one nearer to one living room.
 */
export function matchSegment(match: {
  attribute: Attribute;
  value: number | string;
  names: readonly string[];
}): SegmentMatch {
  const { attribute, value } = match;
  const names = [...new Set(match.names)].toSorted();
  if (typeof value === 'string') {
    const wanted = folded(value);
    const segment = names.includes(value) ? value : names.find((name) => folded(name) === wanted);
    return { segment, unreadable: [] };
  }
  const ranges = names.map((name) => ({ name, range: rangeOf(attribute, name) }));
  const whole = Math.floor(value);
  const fitting = ranges.flatMap(({ name, range }) =>
    range !== undefined && range.least <= whole && whole <= range.most ? [{ name, ...range }] : [],
  );
  const [best] = fitting.toSorted(
    (a, b) =>
      Math.sign(b.least - a.least || 0) ||
      Math.sign(a.most - b.most || 0) ||
      Math.abs(livingRooms(a.name) - 1) - Math.abs(livingRooms(b.name) - 1),
  );
  const unreadable = ranges.filter(({ range }) => range === undefined).map(({ name }) => name);
  return { segment: best?.name, unreadable };
}
