import type { Reader } from '../cache/reader.ts';
import { marketId, marketPath } from '../datasets/market.ts';
import { createPlaceTree } from '../datasets/placeTree.ts';
import { RATES } from '../datasets/rates.ts';
import { UnavailableError } from '../errors.ts';
import type { Attribute } from '../valuation/evidence.ts';
import { estimate } from '../valuation/estimate.ts';
import { trendOf } from '../valuation/trend.ts';
import type { EvaluatedPlace, EvaluationResult } from './evaluation.ts';
import { gatherEvidence, type GatheredEvidence } from './evidence.ts';
import type { RequestFault } from './fault.ts';
import { currenciesFor, NO_RATES, ratesFor, ratesIn, type KnownRates } from './knownRates.ts';
import { findPlaces, type PlaceView, type RequestedPlace } from './places.ts';
import type { EvaluationRequest } from './request.ts';
import { attributesOf, faultsAgainst, segmentNames } from './wishes.ts';

export type { RequestFault } from './fault.ts';

/** What can be chosen for a place: the names of segments its data have, in the order of what they stand for. */
export interface EvaluationOptions {
  segments: Readonly<Record<Attribute, readonly string[]>>;
  /** ISO 4217 code of the country's prices; null where none is set. */
  currency: string | null;
  /** Those with a rate, the country's own first. */
  currencies: readonly string[];
}

interface Refused {
  status: 'refused';
  faults: readonly RequestFault[];
}

export type Valued =
  | { status: 'valued'; place: readonly EvaluatedPlace[]; result: EvaluationResult }
  | Refused;

/** Values properties by what the reader holds. Errors as Reader.read where the data are nowhere to be had. */
export interface Valuer {
  /** @param view by default that of everybody */
  value(request: EvaluationRequest, view?: PlaceView): Promise<Valued>;
  options(place: RequestedPlace, view?: PlaceView): Promise<EvaluationOptions | Refused>;
}

export interface ValuerDependencies {
  reader: Reader;
  now?: () => number;
}

const EVERYBODY: PlaceView = { includeDisabled: false };

interface Known extends GatheredEvidence {
  places: EvaluatedPlace[];
  /** Whether anything is known of the market of the country. */
  hasMarket: boolean;
  rates: KnownRates;
  /** Why there are no rates; undefined where they are had. */
  ratesAway: UnavailableError | undefined;
}

/** A valuer that works from memory: documents are unpacked when first needed and remembered with their snapshot. */
export function createValuer({ reader, now = Date.now }: ValuerDependencies): Valuer {
  const tree = createPlaceTree(reader);

  const knowledgeOf = async (
    requested: RequestedPlace,
    view: PlaceView,
  ): Promise<Known | Refused> => {
    const { places, faults } = await findPlaces(tree, requested, view);
    if (faults !== undefined) return { status: 'refused', faults };
    const [market, rates] = await Promise.all([
      reader.hold(marketId(requested.country)),
      // prices can be told in their own currency without any
      reader.hold(RATES).catch((error: unknown) => {
        if (error instanceof UnavailableError) return error;
        throw error;
      }),
    ]);
    const paths = places.map((place) => marketPath(requested.country, place));
    const isAway = rates instanceof UnavailableError;
    return {
      places,
      hasMarket: market !== undefined && market.held.snapshot.header.rows > 0,
      ...(market ? gatherEvidence(market.held.snapshot, paths) : NO_EVIDENCE),
      rates: rates && !isAway ? ratesIn(rates.held.snapshot) : NO_RATES,
      ratesAway: isAway ? rates : undefined,
    };
  };

  return {
    async value(request, view = EVERYBODY) {
      const known = await knowledgeOf(request, view);
      if ('status' in known) return known;
      const faults = faultsAgainst(request, known);
      const isAboutRates = faults.some(({ code }) => code === 'unknown-currency');
      if (isAboutRates && known.ratesAway) throw known.ratesAway;
      if (faults.length > 0) return { status: 'refused', faults };
      const today = new Date(now()).toISOString().slice(0, 10);
      return { status: 'valued', place: known.places, result: resultOf(request, known, today) };
    },

    async options(place, view = EVERYBODY) {
      const known = await knowledgeOf(place, view);
      if ('status' in known) return known;
      const { currency, evidence, rates } = known;
      return {
        segments: segmentNames(evidence),
        currency,
        currencies: currenciesFor(rates, currency),
      };
    },
  };
}

const NO_EVIDENCE: GatheredEvidence = {
  evidence: { general: [], segments: [], trend: [] },
  currency: null,
  trend: null,
};

function resultOf(request: EvaluationRequest, known: Known, today: string): EvaluationResult {
  const { currency, evidence, rates } = known;
  if (!known.hasMarket) return { status: 'insufficient', missing: [{ what: 'market' }] };
  if (currency === null) return { status: 'insufficient', missing: [{ what: 'currency' }] };
  const display = request.currency ?? currency;
  const asking = request.asking ?? null;
  const used = [currency, display, ...(asking ? [asking.currency] : [])];
  const result = estimate({
    evidence,
    property: { areaSquareMetres: request.area, attributes: attributesOf(request) },
    currency,
    asking,
    display,
    rates: ratesFor(rates, used),
    today,
  });
  if (result.status === 'insufficient') return result;
  const series = { series: evidence.trend, currency, rates: rates.history };
  const trend = known.trend && { ...trendOf(series), level: known.trend.level, currency };
  const isInEuro = trend?.changes.some(({ inEuro }) => inEuro !== null) ?? false;
  const isDemo =
    result.isDemo ||
    (known.trend?.demo ?? false) ||
    (result.rate !== null && rates.demo) ||
    (isInEuro && rates.historyDemo);
  return { ...result, isDemo, trend };
}
