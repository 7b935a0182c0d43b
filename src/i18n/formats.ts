import type { Language } from './languages.ts';

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago, in the largest whole unit: «5 минут назад», “in 2 hours” for negative seconds. */
export function formatAge(language: Language, seconds: number): string {
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? STEPS[3];
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return format.format(-Math.trunc(seconds / size), unit);
}

/** A moment to the minute, in UTC and saying so; `at` in ms since 1970. */
export function formatMoment(language: Language, at: number): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(at)
    .concat(' UTC');
}

/** A duration in seconds with one decimal: «1,5 с». */
export function formatDuration(language: Language, milliseconds: number): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(milliseconds / 1_000);
}

/** A list as the language joins it: «19 районов и 690 кварталов». */
export function formatList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
