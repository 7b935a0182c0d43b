import { MULTIPLIER, NUMBER, readNumber } from './freeTextNumbers.ts';
import {
  AGE,
  AREA,
  BASEMENT,
  BEDROOMS,
  BUILT,
  CURRENCY,
  CURRENCY_ALONE,
  CURRENCY_SIGN,
  currencyOf,
  END,
  FILLER,
  FLOOR,
  GROUND_FLOOR,
  heatingIn,
  NEW,
  ORDINAL,
  PRICE,
  ROOMS,
  SQUARE_FEET,
  SQUARE_METRES,
  START,
  STUDIO,
  YEAR_AFTER,
  YEARS,
} from './freeTextWords.ts';

/** Values as given, even if impossible. */
interface Said {
  /** m² */
  area: number;
  /** «2+2» where there is more than one living room. */
  bedrooms: number | string;
  /** Years, or a range of them: «5-10». */
  age: number | string;
  floor: number;
  /** Words about the heating, and the kind they mean (as `heatingIn`). */
  heating: { kind: string; words: string };
  asking: { amount: number; currency?: string };
  /** A currency without an amount. */
  currency: string;
  /** Rooms that may count the living room. */
  rooms: number;
}

/** What a sentence about a property says in so many words; nothing is guessed. */
export interface FreeText extends Partial<Said> {
  /** Said more than once, differently; left out above. */
  repeated: (keyof Said)[];
  /** Numbers of which nothing says what they are. */
  numbers: number[];
  /** The rest: the place. */
  place: string;
  /** The same with the numbers: some places are called «19 Mayıs». */
  placeWithNumbers: string;
}

const LONGEST = 300;
const FEET = 0.092_903_04;
/** No area is greater: such a number can only be a price. */
const GREATEST_AREA = 10_000;
const MARK = ' ; ';

const SMALL = String.raw`(?<number>(?<![\d\p{L}]|\d[.,])-?\d{1,4}(?!\d|[.,]\d))`;
const ANY = `(?<number>${NUMBER})`;
const AMOUNT = `${ANY}(?: ?(?<multiplier>${MULTIPLIER}))?`;

type Groups = Partial<Record<'number' | 'multiplier' | 'currency' | 'to' | 'living', string>>;
type Read = (groups: Groups, year: number) => unknown;
/** A field, how it is written, and what was meant; undefined leaves the words where they are. */
type Rule = [field: keyof Said, pattern: RegExp, read: Read];

function rule<Field extends keyof Said>(
  field: Field,
  pattern: string,
  read: (groups: Groups, year: number) => Said[Field] | undefined,
): Rule {
  return [field, new RegExp(pattern, 'giu'), read];
}

const number = ({ number: text = '' }: Groups) => readNumber(text);

function asked({ number: text = '', multiplier, currency }: Groups): Said['asking'] | undefined {
  const amount = readNumber(text, multiplier);
  if (amount === undefined) return undefined;
  return { amount, ...(currency !== undefined && { currency: currencyOf(currency) }) };
}

/** «2+1» is two bedrooms, «1+0» a studio. */
function plan({ number: bedrooms = '', living }: Groups): number | string {
  if (living === '0' && bedrooms === '1') return 0;
  return living === '1' || living === '0' ? Number(bedrooms) : `${Number(bedrooms)}+${living}`;
}

function built({ number: text }: Groups, year: number): number | undefined {
  const since = year - Number(text);
  return since < -5 ? undefined : Math.max(0, since);
}

/** In this order: what is more explicit comes first and takes its words away. */
const RULES: readonly Rule[] = [
  rule('bedrooms', String.raw`${START}(?<number>\d{1,2}) ?\+ ?(?<living>\d)(?!\d)`, plan),
  rule('area', `${ANY} ?${SQUARE_FEET}`, (groups) => {
    const feet = number(groups);
    return feet === undefined ? undefined : Math.round(feet * FEET * 10) / 10;
  }),
  rule('age', `${START}${BUILT}[: ]*(?<number>(?:19|20)\\d\\d)(?!\\d)(?: ?${YEAR_AFTER})?`, built),
  rule('age', `${START}(?<number>(?:19|20)\\d\\d) ?-?${YEAR_AFTER}`, built),
  rule(
    'age',
    String.raw`${START}(?<number>\d{1,3}) ?- ?(?<to>\d{1,3})${YEARS}`,
    ({ number: from, to }) => `${from}-${to}`,
  ),
  rule('age', `${SMALL}${YEARS}`, number),
  rule('age', `${AGE}[: ]*${SMALL}`, number),
  rule('age', NEW, () => 0),
  rule('floor', String.raw`${START}(?<number>-?\d{1,3}) ?\/ ?\d{1,3}(?!\d)(?: ?${FLOOR})?`, number),
  rule('floor', `${SMALL}${ORDINAL} ?${FLOOR}(?: (?:из|of|von|sur) \\d{1,3}(?!\\d))?`, number),
  rule('floor', GROUND_FLOOR, () => 0),
  rule('floor', BASEMENT, () => -1),
  rule('floor', `${START}${FLOOR}[: ]*${SMALL}`, number),
  rule('bedrooms', `${SMALL}${BEDROOMS}`, number),
  rule('bedrooms', STUDIO, () => 0),
  rule('asking', String.raw`(?<!\d)(?<currency>${CURRENCY_SIGN})${AMOUNT}`, asked),
  rule('asking', `${AMOUNT} ?(?<currency>${CURRENCY})`, asked),
  rule('area', `${ANY} ?${SQUARE_METRES}`, number),
  rule('area', `${AREA}[: ]*${ANY}`, number),
  rule('rooms', `${SMALL}${ROOMS}`, (groups) => {
    const rooms = number(groups);
    // «145к» is a price
    return rooms !== undefined && rooms < 10 ? rooms : undefined;
  }),
  rule('asking', String.raw`(?<!\p{L})(?<currency>${CURRENCY}) ?${AMOUNT}`, asked),
  rule('asking', `${PRICE}[: ]*${AMOUNT}`, asked),
  rule('asking', `${ANY} ?(?<multiplier>${MULTIPLIER})`, asked),
  rule('currency', String.raw`(?<!\p{L})(?<currency>${CURRENCY_ALONE})`, ({ currency = '' }) =>
    currencyOf(currency),
  ),
];
const LONE_NUMBER = new RegExp(`${NUMBER}${END}`, 'giu');

/**
 * Reads «Аланья 2+1 85 м² 145000 €» in five languages and any order. A number without a unit is an asking price without
 * currency where no area is so great, else one of `numbers`.
 */
export function readFreeText(given: string, { year }: { year: number }): FreeText {
  const said = new Map<keyof Said, Map<string, unknown>>();
  const note = (field: keyof Said, value: unknown) =>
    said.set(
      field,
      (said.get(field) ?? new Map<string, unknown>()).set(JSON.stringify(value), value),
    );

  let text = cleaned(given);
  const heating = heatingIn(text);
  if (heating !== undefined) {
    note('heating', heating);
    text = text.replace(heating.words, MARK);
  }
  for (const [field, pattern, read] of RULES) {
    text = text.replaceAll(pattern, (...match: unknown[]) => {
      const value = read(match.at(-1) as Groups, year);
      if (value === undefined) return String(match[0]);
      note(field, value);
      return MARK;
    });
  }

  const placeWithNumbers = placeIn(text);
  const numbers: number[] = [];
  text = text.replaceAll(LONE_NUMBER, (whole) => {
    const lone = readNumber(whole);
    if (lone === undefined) return whole;
    if (lone > GREATEST_AREA && !said.has('asking')) note('asking', { amount: lone });
    else numbers.push(lone);
    return MARK;
  });
  const once = [...said].filter(([, values]) => values.size === 1);
  return {
    ...(Object.fromEntries(
      once.map(([field, values]) => [field, [...values.values()][0]]),
    ) as Partial<Said>),
    repeated: [...said].filter(([, values]) => values.size > 1).map(([field]) => field),
    numbers,
    place: placeIn(text),
    placeWithNumbers,
  };
}

/** One line with plain spaces, hyphens and digits; «м²» becomes «м2». */
function cleaned(given: string): string {
  return given
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .replaceAll(/[−–—]/g, '-');
}

/** The words that are left, without those that only fill where there are others: Of is a place. */
function placeIn(text: string): string {
  const words = text
    .split(/[\s;,:()«»"“”„!?]+/u)
    .map((word) => word.replaceAll(/^[.\-/]+|[.\-/]+$/g, ''))
    .filter((word) => word !== '');
  const telling = words.filter((word) => !FILLER.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join(' ');
}
