import { effect, signal } from '@preact/signals';
import { evaluationBounds } from './object/bounds.ts';
import { parseNumber } from './parseNumber.ts';
import { cloud, hasUnsaved } from './telegram/telegram.ts';
import { storage } from './data/storage.ts';
import type { ChosenPlace } from './data/answers.ts';
import type { Attribute } from '../valuation/evidence.ts';
import type { EvaluationRequest } from '../evaluations/request.ts';

/** What a person has entered so far, as they entered it. */
export interface Draft {
  place?: ChosenPlace;
  area: string;
  segments: Partial<Record<Attribute, string>>;
  asking: string;
  askingCurrency?: string;
}

const EMPTY: Draft = { area: '', segments: {}, asking: '' };
const MOST_RECENT = 5;
const CLOUD_DELAY_MS = 1_000;
const CLOUD_KEY = 'draft';

/** Survives closing: kept in this browser at once, and at Telegram for the person's other devices. */
export const draft = signal<Draft>({ ...EMPTY, ...(storage.read(CLOUD_KEY) as Draft | undefined) });
export const recentPlaces = signal<readonly ChosenPlace[]>(
  (storage.read('recent') as ChosenPlace[] | undefined) ?? [],
);

export const change = (part: Partial<Draft>): void => {
  draft.value = { ...draft.value, ...part };
};

/** Takes a place; what was chosen of another place's segments is dropped with it. */
export function choosePlace(place: ChosenPlace): void {
  const { place: _before, segments: _segments, ...rest } = draft.value;
  const isSame = samePlace(place, draft.value.place);
  draft.value = { ...rest, place, segments: isSame ? draft.value.segments : {} };
  recentPlaces.value = [
    place,
    ...recentPlaces.value.filter((recent) => !samePlace(recent, place)),
  ].slice(0, MOST_RECENT);
}

export function startAnew(): void {
  draft.value = EMPTY;
}

const idsText = ({ ids: { country, city, county, district } }: ChosenPlace) =>
  [country, city, county, district].join('_');

function samePlace(one: ChosenPlace, other: ChosenPlace | undefined): boolean {
  return other !== undefined && idsText(one) === idsText(other);
}

/** Keeps draft and recent places, and fetches a draft from another device when there is none here. */
export function keepDraft(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  effect(() => {
    const now = draft.value;
    if (isFirst) {
      isFirst = false;
      return;
    }
    hasUnsaved.value = !storage.write(CLOUD_KEY, now) && now !== EMPTY;
    clearTimeout(timer);
    const save = () => void cloud.set(CLOUD_KEY, JSON.stringify(now)).catch(() => {});
    timer = setTimeout(save, CLOUD_DELAY_MS);
  });
  effect(() => {
    storage.write('recent', recentPlaces.value);
  });
  if (storage.read(CLOUD_KEY) !== undefined) return;
  const untouched = draft.value;
  void cloud
    .get(CLOUD_KEY)
    .then((text) => {
      if (text === undefined || draft.value !== untouched) return;
      draft.value = { ...EMPTY, ...(JSON.parse(text) as Draft) };
      const { place } = draft.value;
      if (place !== undefined && recentPlaces.value.length === 0) recentPlaces.value = [place];
    })
    .catch(() => {});
}

export type DraftField = 'area' | 'asking';

/** What is wrong with the entries; empty when they can be evaluated. */
export function faultsOf({
  area,
  asking,
}: Draft): Partial<Record<DraftField, 'bounds' | 'number'>> {
  const metres = parseNumber(area);
  const price = parseNumber(asking);
  return {
    ...(metres === undefined && { area: 'number' as const }),
    ...(metres !== undefined &&
      (metres < evaluationBounds.area.least || metres > evaluationBounds.area.most) && {
        area: 'bounds' as const,
      }),
    ...(asking.trim() !== '' &&
      !(price !== undefined && price > 0) && { asking: 'number' as const }),
  };
}

/** The question to the api; undefined while something needed is missing or wrong. */
export function requestOf(entries: Draft, currency: string): EvaluationRequest | undefined {
  const { place, area, segments, asking, askingCurrency = currency } = entries;
  const city = place?.ids.city;
  if (place === undefined || city === undefined) return undefined;
  if (Object.keys(faultsOf(entries)).length > 0) return undefined;
  const price = parseNumber(asking);
  return {
    ...place.ids,
    city,
    area: parseNumber(area) ?? 0,
    ...segments,
    ...(price !== undefined && { asking: { amount: price, currency: askingCurrency } }),
  };
}
