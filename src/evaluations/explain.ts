import { UnavailableError } from '../errors.ts';
import { ATTRIBUTES } from '../valuation/evidence.ts';
import { someOf, type RequestFault } from './fault.ts';
import { evaluationRequest } from './request.ts';
import type { Valuer } from './valuer.ts';
import type { PlaceView } from './places.ts';

const requestedPlace = evaluationRequest
  .pick({ country: true, city: true, county: true, district: true })
  .strip();
const CURRENCY_FIELDS = new Set(['currency', 'asking.currency']);

/**
 * Faults a schema found, with what the data of the place allow: the currencies there are rates for and the names of the
 * segments. As they were where the place itself is wrong or its data are away.
 */
export async function explained(
  faults: readonly RequestFault[],
  about: { input: unknown; valuer: Valuer; view: PlaceView },
): Promise<readonly RequestFault[]> {
  const { input, valuer, view } = about;
  const isOfData = ({ field }: RequestFault) =>
    CURRENCY_FIELDS.has(field) || ATTRIBUTES.some((attribute) => attribute === field);
  const place = requestedPlace.safeParse(input);
  if (!place.success || !faults.some(isOfData)) return faults;
  const options = await valuer.options(place.data, view).catch((error: unknown) => {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  });
  if (options === undefined || 'status' in options) return faults;
  return faults.map((fault) => {
    if (CURRENCY_FIELDS.has(fault.field)) return { ...fault, allowed: options.currencies };
    const attribute = ATTRIBUTES.find((one) => one === fault.field);
    if (attribute === undefined) return fault;
    const names = options.segments[attribute];
    // where numbers are allowed, a segment called «0» is one of them
    const others = fault.allowed.length > 0 ? names.filter((name) => !/^\d+$/.test(name)) : names;
    return { ...fault, allowed: someOf([...fault.allowed, ...others]) };
  });
}
