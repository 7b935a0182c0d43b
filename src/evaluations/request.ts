import { z } from 'zod';
import { segmentSpelling } from '../datasets/marketRecords.ts';

/** More than any property costs in any currency, and far from where arithmetic would end. */
const GREATEST_AMOUNT = 1_000_000_000_000_000;

const placeId = z.int().min(1);
/** Of text that can be kept: no control characters, no half of a surrogate pair. */
const segment = z
  .string()
  .overwrite(segmentSpelling)
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const currency = z.string().trim().toUpperCase();

/** What is asked: one schema for types, validation and messages. */
export const evaluationRequest = z.strictObject({
  country: placeId,
  city: placeId,
  county: placeId.optional(),
  district: placeId.optional(),
  /** m² */
  area: z.number().min(10).max(10_000),
  /** Numbers, or names of segments as the installation spells them. */
  bedrooms: z.union([z.int().min(0).max(20), segment]).optional(),
  age: z.union([z.int().min(0).max(200), segment]).optional(),
  floor: z.union([z.int().min(-5).max(200), segment]).optional(),
  heating: segment.optional(),
  /** What is asked for the property. */
  asking: z.strictObject({ amount: z.number().min(1).max(GREATEST_AMOUNT), currency }).optional(),
  /** Of the amounts in the answer; without it the country's own. */
  currency: currency.optional(),
});

export type EvaluationRequest = z.infer<typeof evaluationRequest>;
