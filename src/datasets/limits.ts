import type { ChangeLimits } from '../cache/dataset.ts';

/** Countries come and go one at a time. */
export const COUNTRIES_LIMITS: ChangeLimits = {
  minimumRows: 1,
  maximumAddedShare: 1,
  maximumAddedRows: 50,
  maximumRemovedShare: 0.2,
  maximumRemovedRows: 1,
};

/** A catalogue grows by whole imports and shrinks by corrections; a halved one is a failed import. */
export const CATALOG_LIMITS: ChangeLimits = {
  minimumRows: 1,
  maximumAddedShare: 0.5,
  maximumAddedRows: 1_000,
  maximumRemovedShare: 0.2,
  maximumRemovedRows: 1,
};
