import type { Language } from './languages.ts';

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const KILOBYTE = { unit: 'kilobyte', size: 1e3 };
const MEGABYTE = { unit: 'megabyte', size: 1e6 };

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

/** A duration in seconds with one decimal, below a second in milliseconds: «1,5 с», «84 мс». */
export function formatDuration(language: Language, milliseconds: number): string {
  const isShort = milliseconds < 1_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isShort ? 'millisecond' : 'second',
    unitDisplay: 'short',
    maximumFractionDigits: isShort ? 0 : 1,
  }).format(isShort ? milliseconds : milliseconds / 1_000);
}

/** A list as the language joins it: «19 районов и 690 кварталов». */
export function formatList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}

/** How long something lasted, in its two largest units: «2 ч 5 мин»; less than a minute in seconds. */
export function formatSpan(language: Language, milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  const first = STEPS.findIndex(([, size]) => seconds >= size);
  if (first === -1) return unitFormat(language, 'second').format(0);
  const parts = STEPS.slice(first, first + 2).map(([unit, size], index) => {
    const count = Math.floor((index === 0 ? seconds : seconds % STEPS[first]![1]) / size);
    return { count, text: unitFormat(language, unit).format(count) };
  });
  const texts = parts.filter(({ count }) => count > 0).map(({ text }) => text);
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(texts);
}

function unitFormat(language: Language, unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
}

/** A size in kilobytes or megabytes with one decimal: «1,9 МБ». */
export function formatSize(language: Language, bytes: number): string {
  const { unit, size } = bytes >= 1e6 ? MEGABYTE : KILOBYTE;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: 1,
  }).format(bytes / size);
}
