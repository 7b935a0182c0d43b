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

/** A market may be filled at any time, and new levels come whole; what disappears in one go is a failed import. */
export const MARKET_LIMITS: ChangeLimits = {
  minimumRows: 0,
  maximumAddedShare: Infinity,
  maximumAddedRows: Infinity,
  maximumRemovedShare: 0.3,
  maximumRemovedRows: 50,
};

/** With each month the oldest goes. */
export const RATES_LIMITS: ChangeLimits = {
  minimumRows: 0,
  maximumAddedShare: Infinity,
  maximumAddedRows: Infinity,
  maximumRemovedShare: 0.1,
  maximumRemovedRows: 3,
};
