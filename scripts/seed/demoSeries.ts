import { SeededRandom } from './random.ts';

/** The months of the demo, the last is the one before it is loaded. */
export const MONTHS = 60;
const MONTHS_A_YEAR = 12;

/** Prices at the end of each year, as multiples of the first: five years of lira are mostly inflation. */
const SALE_BY_YEAR = [1, 2.9, 5.4, 7.0, 9.2, 11.6];
const RENT_BY_YEAR = [1, 2.6, 5.0, 7.6, 9.9, 12.3];

/** Units per euro at the end of each year. */
const RATES_BY_YEAR = {
  usd: [1.13, 1.04, 1.09, 1.056, 1.158, 1.165],
  rub: [84, 63, 97, 108, 94, 96],
  try: [13.4, 19.4, 31.4, 36.5, 48.9, 58.2],
  thb: [37.8, 36.6, 38.4, 36.4, 37.6, 37.9],
};
/** The dirham is pegged to the dollar. */
const DIRHAMS_PER_DOLLAR = 3.6725;
const DAILY_RATES = 45;

/** Between the years the growth is even; in the last month it is the last year's figure. */
function interpolated(byYear: readonly number[], month: number, months: number): number {
  const position = (month / (months - 1)) * (byYear.length - 1);
  const year = Math.min(Math.floor(position), byYear.length - 2);
  const [from = 1, to = 1] = byYear.slice(year);
  return from * (to / from) ** (position - year);
}

function indexOf(byYear: readonly number[]): number[] {
  const last = byYear.at(-1) ?? 1;
  return Array.from({ length: MONTHS }, (_, month) => {
    // a little dearer in summer
    const season = 1 + 0.012 * Math.sin((2 * Math.PI * (month % MONTHS_A_YEAR)) / MONTHS_A_YEAR);
    return Number(((interpolated(byYear, month, MONTHS) / last) * season).toFixed(5));
  });
}

/** What share of today's price was asked in each month, oldest first. */
export const SALE_INDEX = indexOf(SALE_BY_YEAR);
export const RENT_INDEX = indexOf(RENT_BY_YEAR);

/** Rates of one day: how long before the seed is loaded it was, and units per euro of usd, rub, try, aed, thb. */
export type DemoRates = [before: { months: number } | { days: number }, ...rates: number[]];

/** The end of each month before, oldest first, then the last days. */
export function demoRates(): DemoRates[] {
  const random = new SeededRandom('rates');
  const length = MONTHS + 1;
  const rates = (position: number): number[] => {
    const of = (name: keyof typeof RATES_BY_YEAR) =>
      interpolated(RATES_BY_YEAR[name], position, length) * (1 + 0.004 * random.deviation());
    const usd = of('usd');
    return [usd, of('rub'), of('try'), usd * DIRHAMS_PER_DOLLAR, of('thb')].map((rate) =>
      Number(rate.toFixed(4)),
    );
  };
  const monthly = Array.from({ length: MONTHS }, (_, month): DemoRates => {
    const months = MONTHS - month;
    return [{ months }, ...rates(month)];
  });
  const daily = Array.from({ length: DAILY_RATES }, (_, day): DemoRates => [
    { days: DAILY_RATES - day + 1 },
    ...rates(MONTHS),
  ]);
  return [...monthly, ...daily];
}
