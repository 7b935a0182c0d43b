import { countOf, EARLIEST_YEAR, numberOf, positiveOf, type Tally } from './rawValues.ts';
import { moreTelling, yieldOf } from './marketRecords.ts';
import type { TableRow } from './marketTables.ts';

/** One month of a place. */
interface Point {
  salePrice: number | null;
  rentPrice: number | null;
  yield: number | null;
  saleCount: number | null;
  demo: boolean;
}

/** Months without a row between the first and the last are null in every list; the lists are of equal length. */
export interface Trend {
  /** The month the lists begin with, `2021-12`. */
  from: string;
  salePrice: (number | null)[];
  rentPrice: (number | null)[];
  yield: (number | null)[];
  saleCount: (number | null)[];
}

const MONTHS_KEPT = 60;
const MONTHS_A_YEAR = 12;

/** The months of one place as they come, each kept once. */
export class TrendRows {
  readonly #points = new Map<number, Point>();

  /** Takes a row of `market_rows`, or leaves it out by a rule: `unreadable-month`, `future-month`, `no-price`. */
  take(row: TableRow, today: string, tally: Tally): void {
    const month = monthOf(row[3], row[4], tally);
    if (month === null) return;
    if (nameOf(month) > today.slice(0, 7)) {
      tally.add('future-month', nameOf(month));
      return;
    }
    const point: Point = {
      salePrice: positiveOf(row[5], tally),
      rentPrice: positiveOf(row[6], tally),
      yield: yieldOf(row[7], tally),
      saleCount: countOf(row[8], tally),
      demo: row[9] === true,
    };
    if (point.salePrice === null && point.rentPrice === null) {
      tally.add('no-price');
      return;
    }
    const known = this.#points.get(month);
    const count = ({ saleCount }: Point) => saleCount ?? 0;
    this.#points.set(month, known ? moreTelling(known, point, { count, tally }) : point);
  }

  /** The series of the last 60 months, null without any; older months are tallied as `older-than-60-months`. */
  series(tally: Tally): { trend: Trend | null; demo: boolean } {
    const last = Math.max(...this.#points.keys());
    const kept = [...this.#points.keys()].filter((month) => month > last - MONTHS_KEPT);
    const dropped = this.#points.size - kept.length;
    if (dropped > 0) tally.add('older-than-60-months', '', dropped);
    if (kept.length === 0) return { trend: null, demo: false };
    const first = Math.min(...kept);
    const points = Array.from({ length: last - first + 1 }, (_, index) =>
      this.#points.get(first + index),
    );
    const column = <Name extends keyof Point>(name: Name) =>
      points.map((point) => point?.[name] ?? null);
    return {
      trend: {
        from: nameOf(first),
        salePrice: column('salePrice'),
        rentPrice: column('rentPrice'),
        yield: column('yield'),
        saleCount: column('saleCount'),
      },
      demo: points.some((point) => point?.demo),
    };
  }
}

/** Months since the year 0. */
function monthOf(year: unknown, month: unknown, tally: Tally): number | null {
  const [inYear, inMonth] = [numberOf(year, tally), numberOf(month, tally)];
  const isMonth =
    Number.isInteger(inYear) &&
    Number.isInteger(inMonth) &&
    inYear! >= EARLIEST_YEAR &&
    inYear! <= 9999 &&
    inMonth! >= 1 &&
    inMonth! <= MONTHS_A_YEAR;
  if (isMonth) return inYear! * MONTHS_A_YEAR + inMonth! - 1;
  tally.add('unreadable-month', `${String(year)}-${String(month)}`);
  return null;
}

function nameOf(month: number): string {
  const inYear = (month % MONTHS_A_YEAR) + 1;
  return `${Math.floor(month / MONTHS_A_YEAR)}-${String(inYear).padStart(2, '0')}`;
}
