import type { Level } from '../valuation/evidence.ts';
import type { Estimated, Insufficient } from '../valuation/estimate.ts';
import type { Trend } from '../valuation/trend.ts';
import type { EvaluationRequest } from './request.ts';

/** A place on the way from the country down to the property. */
export interface EvaluatedPlace {
  level: Level;
  id: number;
  name: string;
}

/** The trend of the most specific place that has a series long enough, and which place that is. */
export type PlacedTrend = Trend & { level: Level; currency: string };

/** What a property is worth and why; amounts are unrounded and in `currency`. */
export type EvaluationResult = (Estimated & { trend: PlacedTrend | null }) | Insufficient;

/** A question and its answer as they were at one moment; this is what is saved and shared. */
export interface Evaluation {
  /** uuid */
  id: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  request: EvaluationRequest;
  /** From the country to the most specific place that was given. */
  place: readonly EvaluatedPlace[];
  result: EvaluationResult;
}
