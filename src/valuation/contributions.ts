import type { Attribute, Level } from './evidence.ts';
import type { Reasoned } from './method.ts';
import type { Piece } from './records.ts';

/** What a row of the explanation is about. */
export type Cause = 'general' | 'extremes' | 'date' | 'coarser-levels' | Attribute;

/** One step to the price; the rows in order, each the price so far times its factor, lead to the result. */
export interface Contribution {
  cause: Cause;
  /** Of the first row 1. */
  factor: number;
  /** What the row adds to the price per m² (the first: the price it begins with). The amounts add up to the price. */
  amount: number;
  /** Where the row is from; null for the steps made of several records. */
  source: {
    level: Level;
    date: string;
    count: number | null;
    /** The record's own price per m². */
    price: number;
    /** Of an attribute the name of its segment, and its price against the general one of the same level, before shrinking. */
    segment: string | null;
    ratio: number | null;
  } | null;
}

const sourceOf = ({ record, quote }: Piece, segment: string | null, ratio: number | null) => ({
  level: record.level,
  date: record.date,
  count: quote.count,
  price: quote.price,
  segment,
  ratio,
});

/** The price as rows a person can follow, amounts times a rate of exchange. Steps that change nothing are left out, except those of attributes. */
export function contributionsOf(
  { general, adjustments, factors }: Reasoned,
  rate: number,
): Contribution[] {
  const steps: Omit<Contribution, 'amount'>[] = [
    { cause: 'extremes' as const, factor: general.withoutExtremes, source: null },
    { cause: 'date' as const, factor: general.carriedToDate, source: null },
    { cause: 'coarser-levels' as const, factor: general.pulledToCoarser, source: null },
  ].filter(({ factor }) => factor !== 1);
  for (const [at, { attribute, piece, ratio }] of adjustments.entries()) {
    steps.push({
      cause: attribute,
      factor: factors[at] ?? 1,
      source: sourceOf(piece, piece.record.segment, ratio),
    });
  }
  const price = general.piece.quote.price * rate;
  let reached = price;
  return [
    { cause: 'general', factor: 1, amount: price, source: sourceOf(general.piece, null, null) },
    ...steps.map((step) => {
      const amount = reached * step.factor - reached;
      reached += amount;
      const { cause, factor, source } = step;
      return { cause, factor, amount, source };
    }),
  ];
}
