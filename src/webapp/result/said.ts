import type { Evaluation } from '../../evaluations/evaluation.ts';
import { ATTRIBUTES } from '../../valuation/evidence.ts';
import { number } from '../formats.ts';
import { segmentName } from '../object/chips.tsx';
import { countryName } from '../places/names.ts';
import { text } from '../texts.ts';

/** The place itself and the one around it: «Оба, Аланья». */
export function placeOf({ place, request }: Evaluation): string {
  const names = place.map(({ level, name }) =>
    level === 'country' ? (countryName(request.country) ?? name) : name,
  );
  return names.slice(1).reverse().slice(0, 2).join(', ') || (names[0] ?? '');
}

/** What was evaluated: «85 м² · 2+1 · возраст 5–10». */
export function propertyOf({ request }: Evaluation): string {
  const segments = ATTRIBUTES.flatMap((attribute) => {
    const value = request[attribute];
    if (value === undefined) return [];
    const name = segmentName(attribute, String(value));
    const isBareNumber = attribute === 'age' && /^\d/.test(name);
    return [isBareNumber ? text('app-property-age', { age: name }) : name];
  });
  // «5–10» is never broken into two lines
  const unbroken = segments.map((name) => name.replaceAll('–', '\u2060–\u2060'));
  return [`${number(request.area)}\u00a0${text('app-square-metres')}`, ...unbroken].join(' · ');
}
