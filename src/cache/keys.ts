/** Every Redis key, built here and nowhere else. */
export interface Keys {
  /** Counter behind the sequences. */
  clock: string;
  /** Channel of the announcements. */
  announcements: string;
  /** Never there: writing nothing to it tells whether Redis takes writes. */
  writeProbe: string;
  /** Prefix of BullMQ's own keys. */
  queue: string;
  /** Beginning of the keys that count requests of rate-limited clients. */
  rateLimit: string;
  /** The lock of the process that polls Telegram for a bot. */
  botPoller(botId: string): string;
  /** What a bot remembers of a chat. */
  botSession(botId: string, chatId: number): string;
  /** Hash telegram id → newest change of a person that the database does not hold yet. */
  outbox: string;
  /** Hash telegram id:evaluation id → evaluation that the database does not hold yet. */
  evaluationsOutbox: string;
  /** What an evaluation saved under an id was asked for. */
  evaluationAsked(id: string): string;
  /** The lock of the worker that asks the banks for their rates. */
  ratesJob: string;
  /** Hash {sequence, version, …} of a dataset. */
  pointer(dataset: string): string;
  /** Hash version → facts of the versions kept of a dataset. */
  versions(dataset: string): string;
  /** The blob of one version. */
  bytes(dataset: string, version: string): string;
  /** List of the last refreshes of a dataset, newest first. */
  refreshes(dataset: string): string;
  /** Hash of what all refreshes of a dataset come to. */
  refreshTotals(dataset: string): string;
  /** Hash chat:message → the refresh whose progress a bot's message shows. */
  followedJobs(botId: string): string;
  /** Hash incident → since when it lasts and whom a bot has told. */
  incidents(botId: string): string;
}

const DEFAULT_KEY_PREFIX = 'valuation';

export function createKeys(prefix: string = DEFAULT_KEY_PREFIX): Keys {
  return {
    clock: `${prefix}:clock`,
    announcements: `${prefix}:announcements`,
    writeProbe: `${prefix}:write-probe`,
    queue: `${prefix}:queue`,
    rateLimit: `${prefix}:rate-limit`,
    botPoller: (botId) => `${prefix}:bot:${botId}:poller`,
    botSession: (botId, chatId) => `${prefix}:bot:${botId}:session:${chatId}`,
    outbox: `${prefix}:users:outbox`,
    evaluationsOutbox: `${prefix}:evaluations:outbox`,
    evaluationAsked: (id) => `${prefix}:evaluations:asked:${id}`,
    ratesJob: `${prefix}:rates-job`,
    pointer: (dataset) => `${prefix}:${dataset}:pointer`,
    versions: (dataset) => `${prefix}:${dataset}:versions`,
    bytes: (dataset, version) => `${prefix}:${dataset}:bytes:${version}`,
    refreshes: (dataset) => `${prefix}:${dataset}:refreshes`,
    refreshTotals: (dataset) => `${prefix}:${dataset}:refresh-totals`,
    followedJobs: (botId) => `${prefix}:bot:${botId}:followed-jobs`,
    incidents: (botId) => `${prefix}:bot:${botId}:incidents`,
  };
}
