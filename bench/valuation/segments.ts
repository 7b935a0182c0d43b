import type { Attribute } from '../../src/valuation/evidence.ts';

interface Segment {
  name: string;
  /** What a property of this segment says of itself. */
  value: number | string;
}

/** Segments as the tables name them, from the least to the greatest latent quality, and how much they matter. */
export const SEGMENTS: Readonly<
  Record<Attribute, { effect: readonly [number, number]; segments: readonly Segment[] }>
> = {
  bedrooms: {
    effect: [0.03, 0.1],
    segments: [
      { name: '4+1', value: 4 },
      { name: '3+1', value: 3 },
      { name: '2+1', value: 2 },
      { name: '1+1', value: 1 },
    ],
  },
  age: {
    effect: [0.05, 0.15],
    segments: [
      { name: '20+', value: 31 },
      { name: '10-20', value: 14 },
      { name: '5-10', value: 7 },
      { name: '0-4', value: 2 },
    ],
  },
  floor: {
    effect: [0.02, 0.06],
    segments: [
      { name: '0', value: 0 },
      { name: '1-3', value: 2 },
      { name: '4-7', value: 5 },
      { name: '8+', value: 11 },
    ],
  },
  heating: {
    effect: [0.02, 0.08],
    segments: [
      { name: 'stove', value: 'stove' },
      { name: 'electric', value: 'electric' },
      { name: 'natural gas', value: 'natural gas' },
      { name: 'central', value: 'central' },
    ],
  },
};

/** The quarters of a standard normal quality, and the mean quality in each. */
const QUARTERS = [-0.6745, 0, 0.6745];
export const QUARTER_MEANS = [-1.271, -0.3247, 0.3247, 1.271];

/** Which segment, 0 to 3, a latent quality falls into. */
export function quarterOf(quality: number): number {
  return QUARTERS.filter((bound) => quality > bound).length;
}
