import type { Attribute } from '../valuation/evidence.ts';
import type { EvaluatedPlace, EvaluationResult } from './evaluation.ts';
import type { EvaluationRequest } from './request.ts';

/** What can be chosen for a place: the names of segments its data have, in the order of what they stand for. */
export interface EvaluationOptions {
  segments: Readonly<Record<Attribute, readonly string[]>>;
  /** ISO 4217 code of the country's prices; null where none is set. */
  currency: string | null;
  /** Those with a rate, the country's own first. */
  currencies: readonly string[];
}

/** Which field of a request is wrong, and what would be right; said to people by its code. */
export interface RequestFault {
  /** Path in the request: `area`, `asking.currency`. */
  field: string;
  code:
    | 'required'
    | 'wrong-type'
    | 'too-small'
    | 'too-great'
    | 'unknown-place'
    | 'place-of-another'
    | 'unknown-segment'
    | 'unknown-currency'
    | 'unknown-field';
  /** What was given, shortened. */
  given: string;
  /** What is allowed: names, or bounds. */
  allowed: readonly string[];
}

export type Valued =
  | { status: 'valued'; place: readonly EvaluatedPlace[]; result: EvaluationResult }
  | { status: 'refused'; faults: readonly RequestFault[] };

/** Values properties by what the reader holds. Errors as Reader.read where the data are nowhere to be had. */
export interface Valuer {
  value(request: EvaluationRequest): Promise<Valued>;
  options(
    place: Pick<EvaluationRequest, 'country' | 'city' | 'county' | 'district'>,
  ): Promise<EvaluationOptions | { status: 'refused'; faults: readonly RequestFault[] }>;
}
