import { displayNames, fullName, tidyName, usualSuffix } from './displayNames.ts';

/** A district: id, display name, and the suffix the name lost if that is not «Mah» ('' for none). */
type DistrictNode = [id: number, name: string, lostSuffix?: string];
type CountyNode = [id: number, name: string, districts: DistrictNode[]];
export type CityNode = [id: number, name: string, counties: CountyNode[]];

/** A country's places. The next ids are kept so that the id of a place that disappeared is never given again. */
export interface CountryTree {
  nextCountyId: number;
  nextDistrictId: number;
  cities: CityNode[];
}

/** A city as the postal data set has it: county name → names of its neighbourhoods. */
export interface SourceCity {
  id: number;
  name: string;
  counties: Record<string, readonly string[]>;
}

/** The tree of the source's names; a name that `previous` knows keeps its id, any other gets the next free one. */
export function growTree(source: readonly SourceCity[], previous: CountryTree): CountryTree {
  const tree: CountryTree = { ...previous, cities: [] };
  for (const city of source) {
    const known = previous.cities.find(([id]) => id === city.id)?.[2] ?? [];
    const counties = Object.entries(city.counties).map(([name, names]): CountyNode => {
      const county = known.find(([, knownName]) => knownName === name);
      const districts = growDistricts(names, county?.[2] ?? [], () => tree.nextDistrictId++);
      return [county?.[0] ?? tree.nextCountyId++, name, districts];
    });
    tree.cities.push([city.id, city.name, counties.sort(byId)]);
  }
  tree.cities.sort(byId);
  return tree;
}

function growDistricts(
  names: readonly string[],
  known: readonly DistrictNode[],
  nextId: () => number,
): DistrictNode[] {
  // a few names occur twice in a county, spaces apart: each occurrence has an id
  const idsByFullName = new Map<string, number[]>();
  for (const [id, display, lostSuffix = usualSuffix] of known) {
    const name = fullName({ display, lostSuffix });
    idsByFullName.set(name, [...(idsByFullName.get(name) ?? []), id]);
  }
  const tidied = names.map(tidyName);
  const shown = displayNames(tidied);
  return tidied
    .map((name, index): DistrictNode => {
      const id = idsByFullName.get(name)?.shift() ?? nextId();
      const { display, lostSuffix } = shown[index] ?? { display: name, lostSuffix: '' };
      return lostSuffix === usualSuffix ? [id, display] : [id, display, lostSuffix];
    })
    .sort(byId);
}

function byId([left]: readonly [number, ...unknown[]], [right]: readonly [number, ...unknown[]]) {
  return left - right;
}
