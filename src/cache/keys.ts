/** Every Redis key of the engine, built here and nowhere else. */
export interface Keys {
  /** Counter behind the sequences. */
  clock: string;
  /** Channel of the announcements. */
  announcements: string;
  /** Prefix of BullMQ's own keys. */
  queue: string;
  /** Beginning of the keys that count requests of rate-limited clients. */
  rateLimit: string;
  /** Hash {sequence, version, …} of a dataset. */
  pointer(dataset: string): string;
  /** Hash version → facts of the versions kept of a dataset. */
  versions(dataset: string): string;
  /** The blob of one version. */
  bytes(dataset: string, version: string): string;
  /** List of the last refreshes of a dataset, newest first. */
  refreshes(dataset: string): string;
  /** Hash chat:message → the refresh whose progress the message shows. */
  followedJobs: string;
  /** Hash incident → since when it lasts and who was told. */
  incidents: string;
}

const DEFAULT_KEY_PREFIX = 'valuation';

export function createKeys(prefix: string = DEFAULT_KEY_PREFIX): Keys {
  return {
    clock: `${prefix}:clock`,
    announcements: `${prefix}:announcements`,
    queue: `${prefix}:queue`,
    rateLimit: `${prefix}:rate-limit`,
    pointer: (dataset) => `${prefix}:${dataset}:pointer`,
    versions: (dataset) => `${prefix}:${dataset}:versions`,
    bytes: (dataset, version) => `${prefix}:${dataset}:bytes:${version}`,
    refreshes: (dataset) => `${prefix}:${dataset}:refreshes`,
    followedJobs: `${prefix}:bot:followed-jobs`,
    incidents: `${prefix}:bot:incidents`,
  };
}
