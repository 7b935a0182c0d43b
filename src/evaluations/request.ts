import { z } from 'zod';

const placeId = z.int().positive();
const segment = z.string().trim().min(1).max(40);
const currency = z.string();

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
  asking: z.strictObject({ amount: z.number().positive(), currency }).optional(),
  /** Of the amounts in the answer; without it the country's own. */
  currency: currency.optional(),
});

export type EvaluationRequest = z.infer<typeof evaluationRequest>;
