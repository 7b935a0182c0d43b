import { heatingIn } from '../../evaluations/freeTextWords.ts';
import type { EvaluatedPlace } from '../../evaluations/evaluation.ts';
import type { EvaluationRequest } from '../../evaluations/request.ts';
import { formatExactMoney, formatNumber } from '../../i18n/formats.ts';
import type { Attribute } from '../../valuation/evidence.ts';
import { rangeOf } from '../../valuation/segments.ts';
import type { Speech } from '../admin/speech.ts';
import { cleanName } from '../screens.ts';
import type { Draft } from './state.ts';

const HEATINGS = {
  gas: 'heating-gas',
  central: 'heating-central',
  floor: 'heating-floor',
  air: 'heating-air',
  stove: 'heating-stove',
  electric: 'heating-electric',
  none: 'heating-none',
} as const;

function isKnownHeating(kind: string): kind is keyof typeof HEATINGS {
  return kind in HEATINGS;
}

/** A segment's name for people: in their language where it is known what it stands for. */
export function segmentLabel({ speak }: Speech, attribute: Attribute, name: string): string {
  const own = cleanName(name, 40);
  if (attribute === 'heating') {
    const kind = heatingIn(name)?.kind;
    return kind !== undefined && isKnownHeating(kind) ? speak(HEATINGS[kind]) : own;
  }
  const range = rangeOf(attribute, name);
  if (range === undefined) return own;
  if (attribute === 'bedrooms') return range.most === 0 ? speak('segment-studio') : own;
  if (attribute === 'floor' && range.most < 0) return speak('segment-basement');
  if (range.least === 0 && range.most === 0) {
    return speak(attribute === 'floor' ? 'segment-ground' : 'segment-new');
  }
  return own.replaceAll(/(\d)\s*-\s*(\d)/g, '$1–$2');
}

/** What is told of an attribute, as it stands among others: «2 спальни», «этаж 4–7». */
export function attributeLabel(
  speech: Speech,
  attribute: Attribute,
  value: number | string,
): string {
  const { speak } = speech;
  if (attribute === 'heating') return segmentLabel(speech, attribute, String(value));
  if (attribute === 'bedrooms') {
    if (value === 0) return speak('segment-studio');
    return typeof value === 'number'
      ? speak('property-bedrooms', { count: value })
      : segmentLabel(speech, attribute, value);
  }
  if (attribute === 'age') {
    if (value === 0) return speak('segment-new');
    if (typeof value === 'number') return speak('property-age', { count: value });
  } else {
    if (value === 0) return speak('segment-ground');
    if (typeof value === 'number') return speak('property-floor', { floor: value });
  }
  const label = segmentLabel(speech, attribute, value);
  if (!/\d/.test(label)) return label;
  return speak(attribute === 'age' ? 'property-age-range' : 'property-floor', {
    [attribute]: label,
  } as { age: string; floor: string });
}

/** «85 м² · 2 спальни · этаж 3»: all that is told of a property but its place; empty where nothing is. */
export function propertyLine(speech: Speech, property: Draft | EvaluationRequest): string {
  const { speak, language } = speech;
  const { area } = property;
  const parts =
    area === undefined ? [] : [speak('property-area', { area: formatNumber(language, area) })];
  for (const attribute of ['bedrooms', 'age', 'floor', 'heating'] as const) {
    const value = property[attribute];
    if (value !== undefined) parts.push(attributeLabel(speech, attribute, value));
  }
  return parts.join(' · ');
}

/** The asking price as it was named. */
export function askingLabel({ language }: Speech, asking: NonNullable<Draft['asking']>): string {
  const { amount, currency } = asking;
  return currency === undefined
    ? formatNumber(language, amount)
    : formatExactMoney(language, { amount, currency });
}

/** «Alanya, Antalya»: from the place up, without its country where that says nothing new. */
export function placeLabel(place: readonly EvaluatedPlace[]): string {
  const below = place.filter(({ level }) => level !== 'country');
  const names = (below.length > 0 ? below : place).map(({ name }) => cleanName(name));
  return names.toReversed().join(', ');
}
