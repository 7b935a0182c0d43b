import type { FreeText } from '../../evaluations/freeText.ts';
import type { EvaluationRequest } from '../../evaluations/request.ts';
import type { EvaluationOptions } from '../../evaluations/valuer.ts';
import { heatingIn } from '../../evaluations/freeTextWords.ts';
import { FIELDS, newDraft, type Draft, type Field, type Question } from './state.ts';

/** What numbers are allowed for a field, as in `evaluationRequest`. */
export const LIMITS = {
  area: { least: 10, most: 10_000 },
  bedrooms: { least: 0, most: 20 },
  age: { least: 0, most: 200 },
  floor: { least: -5, most: 200 },
} as const;
export type LimitedField = keyof typeof LIMITS;
export const LIMITED_FIELDS = Object.keys(LIMITS) as LimitedField[];

export function isWithin(field: LimitedField, number: number): boolean {
  const { least, most } = LIMITS[field];
  const isWhole = field === 'area' || Number.isInteger(number);
  return isWhole && number >= least && number <= most;
}

/** Whether a text says more than a place. */
export function saysProperty(said: FreeText): boolean {
  const { place: _place, placeWithNumbers: _words, repeated, numbers: _numbers, ...fields } = said;
  return repeated.length > 0 || Object.keys(fields).length > 0;
}

/** Takes over what a text says; the place's words are not looked up yet. */
export function merge(draft: Draft, said: FreeText): void {
  const { area, bedrooms, age, floor, heating, asking, currency, rooms, repeated, numbers } = said;
  if (area !== undefined) draft.area = area;
  if (bedrooms !== undefined) draft.bedrooms = bedrooms;
  if (age !== undefined) draft.age = age;
  if (floor !== undefined) draft.floor = floor;
  if (heating !== undefined) draft.heatingSaid = heating;
  if (asking !== undefined) draft.asking = asking;
  else if (currency !== undefined && draft.asking?.currency === undefined && draft.asking) {
    draft.asking = { ...draft.asking, currency };
  } else if (currency !== undefined) draft.currency = currency;
  if (rooms !== undefined && bedrooms === undefined) draft.rooms = rooms;
  if (numbers.length > 0) draft.numbers = [...new Set(numbers)].slice(0, 5);
  const again = FIELDS.filter((field) => (repeated as string[]).includes(field));
  draft.pending = [...new Set([...draft.pending, ...again])];
  for (const field of FIELDS) if (draft[field] !== undefined) settle(draft, field);
}

/** A field that is answered, or passed over, is not asked again. */
export function settle(draft: Draft, field: Field): void {
  draft.pending = draft.pending.filter((one) => one !== field);
  if (field === 'bedrooms') delete draft.rooms;
  if (field === 'heating') delete draft.heatingSaid;
}

/** Forgets what is known of a field, and asks for it. */
export function askAgain(draft: Draft, field: Field): void {
  delete draft[field];
  if (field === 'heating') delete draft.heatingSaid;
  draft.pending = [...new Set([field, ...draft.pending])];
  draft.trail = draft.trail.filter((one) => one !== field);
}

/** Finds the segment meant by words about the heating, where just one is. */
export function matchHeating(draft: Draft, options: EvaluationOptions): void {
  if (draft.heatingSaid === undefined) return;
  const { kind } = draft.heatingSaid;
  const meant = options.segments.heating.filter((name) => heatingIn(name)?.kind === kind);
  if (meant.length !== 1) return;
  draft.heating = meant[0];
  settle(draft, 'heating');
}

/** What must be asked next; undefined when the property can be valued. */
export function nextQuestion(
  draft: Draft,
  options: EvaluationOptions | undefined,
): Question | undefined {
  const needed = new Set<Question>(
    draft.pending.filter(
      (field) =>
        field === 'place' ||
        field === 'area' ||
        field === 'asking' ||
        (options?.segments[field].length ?? 0) > 0,
    ),
  );
  if ((draft.place?.length ?? 0) < 2) needed.add('place');
  if ((draft.numbers?.length ?? 0) > 0) needed.add('number');
  if (draft.area === undefined) needed.add('area');
  if (draft.rooms !== undefined) needed.add('bedrooms');
  if (draft.heatingSaid !== undefined) needed.add('heating');
  if (draft.asking !== undefined && draft.asking.currency === undefined) needed.add('asking');
  return (['place', 'number', ...FIELDS] as const).find((question) => needed.has(question));
}

/** @throws Error for a draft that still has a question */
export function requestOf(draft: Draft): EvaluationRequest {
  const [country, city, county, district] = draft.place ?? [];
  const { area, bedrooms, age, floor, heating, asking, currency } = draft;
  if (country === undefined || city === undefined || area === undefined) {
    throw new Error('the property is not told yet');
  }
  const askedIn = asking?.currency;
  // who names a price in euros thinks in euros
  const shownIn = currency ?? askedIn;
  return {
    country,
    city,
    ...(county !== undefined && { county }),
    ...(district !== undefined && { district }),
    area,
    ...(bedrooms !== undefined && { bedrooms }),
    ...(age !== undefined && { age }),
    ...(floor !== undefined && { floor }),
    ...(heating !== undefined && { heating }),
    ...(asking &&
      askedIn !== undefined && { asking: { amount: asking.amount, currency: askedIn } }),
    ...(shownIn !== undefined && { currency: shownIn }),
  };
}

/** The reverse of requestOf. */
export function draftOf(request: EvaluationRequest): Draft {
  const { country, city, county, district, ...rest } = request;
  const place = [country, city, county, district].filter((id) => id !== undefined);
  return newDraft({ place, ...rest });
}
