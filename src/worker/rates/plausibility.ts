import {
  dayOf,
  daysBetween,
  RATE_COLUMNS,
  type NewestRate,
  type RateColumn,
} from '../../datasets/currencyRows.ts';
import { RatesError, type BankRates } from './bank.ts';

const MS_PER_DAY = 86_400_000;
/** Longer than banks ever rest: Russia's New Year takes up to eleven days. */
const OUTDATED_DAYS = 15;

interface ChangeLimit {
  /** Change believed from one day to the next, as a share of the rate… */
  firstDay: number;
  /** …and what each further day since the last rate adds to it. */
  perDay: number;
  /** Never believed: a rate so many times what it was, or so many times less. */
  mostTimes: number;
}

/**
 * Wide enough for what has happened (the lira moved by a quarter in a day in December 2021, the baht by a sixth when
 * it was let go in July 1997), and far below a wrong nominal or a shifted comma, which is a factor of ten.
 */
const LIMITS: Record<RateColumn, ChangeLimit> = {
  usd: { firstDay: 0.07, perDay: 0.005, mostTimes: 1.6 },
  aed: { firstDay: 0.07, perDay: 0.005, mostTimes: 1.6 },
  thb: { firstDay: 0.25, perDay: 0.01, mostTimes: 3 },
  rub: { firstDay: 0.35, perDay: 0.02, mostTimes: 5 },
  try: { firstDay: 0.35, perDay: 0.02, mostTimes: 5 },
};

/** @throws RatesError where a bank's day is not one that can be today's */
export function checkDate({ date }: BankRates, now: number): void {
  // the next day's rates are published in the afternoon
  const tomorrow = dayOf(now + MS_PER_DAY);
  if (daysBetween(tomorrow, date) > 0) throw new RatesError('future-date', date);
  if (daysBetween(date, dayOf(now)) > OUTDATED_DAYS) throw new RatesError('outdated', date);
}

/** @throws RatesError where a rate is too far from the last known one for the days between them */
export function checkChange(
  { date, rates }: BankRates,
  newest: ReadonlyMap<RateColumn, NewestRate>,
): void {
  for (const column of RATE_COLUMNS) {
    const value = rates[column];
    const last = newest.get(column);
    if (value === undefined || last === undefined) continue;
    const mostTimes = believedTimes(LIMITS[column], daysBetween(last.date, date));
    const times = value / last.value;
    if (times <= mostTimes && times >= 1 / mostTimes) continue;
    const code = column.toUpperCase();
    throw new RatesError(
      'implausible-change',
      `${code} ${value} после ${last.value} на ${last.date}`,
    );
  }
}

function believedTimes({ firstDay, perDay, mostTimes }: ChangeLimit, days: number): number {
  return Math.min(1 + firstDay + perDay * Math.max(0, days - 1), mostTimes);
}
