import { ATTRIBUTES, type Attribute, type Evidence, type Property } from '../valuation/evidence.ts';
import { matchSegment, rangeOf } from '../valuation/segments.ts';
import type { GatheredEvidence } from './evidence.ts';
import { shortened, someOf, type RequestFault } from './fault.ts';
import { currenciesFor, type KnownRates } from './knownRates.ts';
import type { EvaluationRequest } from './request.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** The attributes a request names. */
export function attributesOf(request: EvaluationRequest): Property['attributes'] {
  const given: Partial<Record<Attribute, number | string>> = {};
  for (const attribute of ATTRIBUTES) {
    const value = request[attribute];
    if (value !== undefined) given[attribute] = value;
  }
  return given;
}

/** The names of the segments there are, from the least value they stand for; those that tell no number by name, last. */
export function segmentNames({ segments }: Evidence): Record<Attribute, string[]> {
  const namesOf = (attribute: Attribute) => {
    const own = segments.filter((record) => record.attribute === attribute);
    const least = (name: string) => rangeOf(attribute, name)?.least ?? Infinity;
    return [...new Set(own.map(({ segment }) => segment))]
      .map((name) => ({ name, least: least(name) }))
      .toSorted((a, b) =>
        a.least === b.least ? collator.compare(a.name, b.name) : a.least < b.least ? -1 : 1,
      )
      .map(({ name }) => name);
  };
  return {
    bedrooms: namesOf('bedrooms'),
    age: namesOf('age'),
    floor: namesOf('floor'),
    heating: namesOf('heating'),
  };
}

/**
 * What a request wishes that the data of its place do not know: texts that are no segment's name, and currencies without a
 * rate. A number that no segment holds is no fault, nor is anything about an attribute without any segment: the result
 * says that it is missing.
 */
export function faultsAgainst(
  request: EvaluationRequest,
  known: Pick<GatheredEvidence, 'evidence' | 'currency'> & { rates: KnownRates },
): RequestFault[] {
  const faults: RequestFault[] = [];
  const attributes = attributesOf(request);
  const isText = ATTRIBUTES.some((attribute) => typeof attributes[attribute] === 'string');
  const named = isText ? segmentNames(known.evidence) : undefined;
  for (const attribute of ATTRIBUTES) {
    const value = attributes[attribute];
    const names = named?.[attribute] ?? [];
    if (typeof value !== 'string' || names.length === 0) continue;
    if (matchSegment({ attribute, value, names }).segment !== undefined) continue;
    const allowed = someOf(names);
    faults.push({ field: attribute, code: 'unknown-segment', given: shortened(value), allowed });
  }
  const currencies = currenciesFor(known.rates, known.currency);
  const wished = { currency: request.currency, 'asking.currency': request.asking?.currency };
  for (const [field, currency] of Object.entries(wished)) {
    if (currency === undefined || currencies.includes(currency)) continue;
    const given = shortened(currency);
    faults.push({ field, code: 'unknown-currency', given, allowed: currencies });
  }
  return faults;
}
