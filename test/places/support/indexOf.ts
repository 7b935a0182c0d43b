import { buildPlaceIndex, type CatalogPlaces } from '../../../src/places/buildIndex.ts';
import { openPlaceIndex, type PlaceIndex } from '../../../src/places/openIndex.ts';
import { atOnce } from '../../support/atOnce.ts';

export const indexOf = (country: CatalogPlaces): Uint8Array => atOnce(buildPlaceIndex(country));

export const openedAtOnce = (bytes: Uint8Array): PlaceIndex => atOnce(openPlaceIndex(bytes));
