import { formatAge } from '../i18n/formats.ts';
import { languageNow } from './texts.ts';

const SIGNIFICANT = 3;

/** A whole amount of money: «6 120 000 ₺». */
export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat(languageNow(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(amount);
}

/** An estimate, to three digits: more would feign knowledge. */
export function roughMoney(amount: number, currency: string): string {
  return money(Number(amount.toPrecision(SIGNIFICANT)), currency);
}

/** An amount for an axis: «6,1 млн ₺», «62 тыс. ₺». */
export function shortMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat(languageNow(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumSignificantDigits: SIGNIFICANT,
  }).format(amount);
}

/** Two amounts as a range: «5,5–7,9 млн ₺». */
export function moneyRange({ low, high }: { low: number; high: number }, currency: string): string {
  const format = new Intl.NumberFormat(languageNow(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumSignificantDigits: SIGNIFICANT,
  });
  const range =
    'formatRange' in format
      ? format.formatRange(low, high)
      : `${shortMoney(low, currency)} – ${shortMoney(high, currency)}`;
  // never broken into two lines
  return range.replaceAll(' ', '\u00a0').replace(/[–-]/, '\u2060$&\u2060');
}

/** A fraction as a percentage: «12 %», «4,8 %». */
export function percent(fraction: number, { signed = false } = {}): string {
  return new Intl.NumberFormat(languageNow(), {
    style: 'percent',
    maximumFractionDigits: Math.abs(fraction) < 0.1 ? 1 : 0,
    ...(signed && { signDisplay: 'exceptZero' }),
  }).format(fraction);
}

export function number(value: number): string {
  return new Intl.NumberFormat(languageNow(), { maximumFractionDigits: 2 }).format(value);
}

/** A day, from YYYY-MM-DD or a moment: «1 нояб. 2026 г.». */
export function day(date: string): string {
  const isDay = date.length === 10;
  return new Intl.DateTimeFormat(languageNow(), {
    dateStyle: 'medium',
    ...(isDay && { timeZone: 'UTC' }),
  }).format(new Date(date));
}

/** A month: «ноябрь 2026 г.». */
export function month({ year, month: of }: { year: number; month: number }): string {
  return new Intl.DateTimeFormat(languageNow(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.UTC(year, of - 1, 1));
}

/** How long ago a moment in milliseconds was: «5 минут назад». */
export const ago = (at: number): string =>
  formatAge(languageNow(), Math.max(0, Math.round((Date.now() - at) / 1_000)));

/** What a currency is called: «турецкая лира (₺)». */
export function currencyName(currency: string): string {
  const name = new Intl.DisplayNames(languageNow(), { type: 'currency' }).of(currency);
  return name === undefined ? currency : `${currency} · ${name}`;
}

/** The sign of a currency where it has one of its own, else its code: «₺», «AED». */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat(languageNow(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? '';
  return /^\p{Sc}$/u.test(sign) ? sign : currency;
}
