import { buildPlaceIndex, type CatalogPlaces } from '../../../src/places/buildIndex.ts';
import { atOnce } from '../../support/atOnce.ts';

export const indexOf = (country: CatalogPlaces): Uint8Array => atOnce(buildPlaceIndex(country));
