import type { PlaceTree } from '../datasets/placeTree.ts';
import type { PlaceIds } from '../places/placeIds.ts';
import { LEVELS, type Level } from '../valuation/evidence.ts';
import type { EvaluatedPlace } from './evaluation.ts';
import { someOf, type RequestFault } from './fault.ts';
import type { EvaluationRequest } from './request.ts';

/** Where a property is: the ids from its country down. */
export type RequestedPlace = Pick<EvaluationRequest, 'country' | 'city' | 'county' | 'district'>;

/** Who asks, as far as it decides what is there for them. */
export interface PlaceView {
  /** Whether disabled countries are there too. */
  includeDisabled: boolean;
}

/** The way from the country down to the place, or what is wrong with the ids. Errors as PlaceTree. */
export async function findPlaces(
  tree: PlaceTree,
  requested: RequestedPlace,
  view: PlaceView,
): Promise<
  { places: EvaluatedPlace[]; faults?: never } | { places?: never; faults: RequestFault[] }
> {
  const { country, city, county, district } = requested;
  const ids: PlaceIds = {
    country,
    city,
    ...(county !== undefined && { county }),
    ...(district !== undefined && { district }),
  };
  const isWhole = district === undefined || county !== undefined;
  const found = isWhole ? await tree.find(ids, view) : undefined;
  if (found === undefined) return { faults: [await faultIn(tree, ids, view)] };
  return {
    places: [...found.path, found].map((step) => ({
      level: step.level,
      id: step.ids[step.level] ?? country,
      name: step.name,
    })),
  };
}

type Named = { id: number; name: string };

/** The first of the ids that is not where it should be, with what is there. */
async function faultIn(tree: PlaceTree, ids: PlaceIds, view: PlaceView): Promise<RequestFault> {
  let there: readonly Named[] = await tree.countries(view);
  const parent: Partial<PlaceIds> = {};
  for (const level of LEVELS) {
    const id = ids[level];
    const isThere = there.some((one) => one.id === id);
    if (id === undefined || !isThere || level === 'district') {
      return {
        field: level,
        code: await codeOf(tree, { ids, level, view }),
        given: id === undefined ? '' : String(id),
        allowed: someOf(there.map((one) => `${one.name} (${one.id})`)),
      };
    }
    parent[level] = id;
    const children = (await tree.children({ ...parent, country: ids.country }, view)) ?? [];
    there = children.map((child) => ({ id: child.ids[child.level] ?? 0, name: child.name }));
  }
  throw new Error('the places are there after all');
}

async function codeOf(
  tree: PlaceTree,
  at: { ids: PlaceIds; level: Level; view: PlaceView },
): Promise<RequestFault['code']> {
  const { ids, level, view } = at;
  const id = ids[level];
  if (id === undefined) return 'required';
  if (level !== 'county' && level !== 'district') return 'unknown-place';
  const isElsewhere = await tree.has({ country: ids.country, level, id }, view);
  return isElsewhere ? 'place-of-another' : 'unknown-place';
}
