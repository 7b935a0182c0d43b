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

/** A sum of money; `currency` is an ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

const READABLE_DIGITS = 3;

/** An estimated sum, rounded to what it can say: «145 000 €» for 144 983.27. */
export function formatMoney(language: Language, { amount, currency }: Money): string {
  return moneyFormat(language, currency, { maximumSignificantDigits: READABLE_DIGITS }).format(
    amount,
  );
}

/** An estimated sum as `formatMoney` shows it. */
export function readableSum(amount: number): number {
  return Number(amount.toPrecision(READABLE_DIGITS));
}

/** The least step between two sums of this size as `formatMoney` shows them. */
export function readableUnit(amount: number): number {
  return 10 ** (Math.floor(Math.log10(amount)) + 1 - READABLE_DIGITS);
}

/** A sum as somebody named it, to the cent where there are cents. */
export function formatExactMoney(language: Language, { amount, currency }: Money): string {
  const digits = { maximumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' } as const;
  return moneyFormat(language, currency, digits).format(amount);
}

/** A sum in whole units with its sign where `isChange`: «+1 200 ₺». */
export function formatWholeMoney(
  language: Language,
  { amount, currency }: Money,
  { isChange = false } = {},
): string {
  const sign = isChange ? ({ signDisplay: 'exceptZero' } as const) : {};
  return moneyFormat(language, currency, { maximumFractionDigits: 0, ...sign }).format(amount);
}

/** Two estimated sums: «131 000–160 000 €». */
export function formatMoneyRange(
  language: Language,
  { low, high, currency }: { low: number; high: number; currency: string },
): string {
  const format = moneyFormat(language, currency, { maximumSignificantDigits: READABLE_DIGITS });
  return format.formatRange(low, high);
}

function moneyFormat(language: Language, currency: string, options: Intl.NumberFormatOptions) {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...options,
  });
}

/** A fraction in per cent, with its sign where `isChange`: «5,1 %», «+32 %». */
export function formatPercent(
  language: Language,
  fraction: number,
  { isChange = false } = {},
): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: Math.abs(fraction) < 0.1 ? 1 : 0,
    ...(isChange && { signDisplay: 'exceptZero' }),
  }).format(fraction);
}

export function formatNumber(language: Language, number: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(number);
}

/** A day given as YYYY-MM-DD. */
export function formatDay(language: Language, day: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(Date.parse(day));
}
