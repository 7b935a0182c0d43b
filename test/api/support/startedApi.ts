import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { startApi, type Api, type ApiDependencies } from '../../../src/api/service.ts';
import { BullRefreshQueue } from '../../../src/cache/bullRefreshQueue.ts';
import { ALL } from '../../../src/cache/events.ts';
import { createKeys } from '../../../src/cache/keys.ts';
import { MemoryStore } from '../../../src/cache/memoryStore.ts';
import { createReading, type Reading } from '../../../src/cache/reading.ts';
import { openRedisLink, type RedisLink } from '../../../src/cache/redisLink.ts';
import { RedisStore } from '../../../src/cache/redisStore.ts';
import { Refresher } from '../../../src/cache/refresher.ts';
import { ProcessRefreshQueue } from '../../../src/cache/refreshQueue.ts';
import type { SnapshotStore } from '../../../src/cache/store.ts';
import { createDatasetCatalogue } from '../../../src/datasets/catalogue.ts';
import type { Database } from '../../../src/datasets/database.ts';
import { createPlaceSearch } from '../../../src/datasets/placeSearch.ts';
import { createLogger } from '../../../src/logger.ts';
import { createAdmins } from '../../../src/people/admins.ts';
import {
  createSavedEvaluations,
  type SavedEvaluations,
} from '../../../src/people/savedEvaluations.ts';
import { startRefreshJob } from '../../../src/worker/refreshJob.ts';
import { ask, type Answer, type Question } from './ask.ts';
import { Tables } from './tables.ts';

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests';
export const AS_ADMIN = { Authorization: `Bearer ${ADMIN_TOKEN}` };

const HOUR_MS = 3_600_000;

export interface StartedApiOptions {
  /** Default: the Tables of a test. */
  database?: Database;
  /** `null`: there is none. */
  adminToken?: string | null;
  rateLimitPerMinute?: number;
  trustedProxies?: string[];
  /** The bot's token; default: there is none. */
  botToken?: string;
  /** Default: there is none. */
  webhookSecret?: string;
  /** Telegram ids of the admins. */
  adminIds?: number[];
  /** Default: none are kept. */
  evaluations?: SavedEvaluations;
  cacheEnabled?: boolean;
  /** Whether data is published before the api starts, and waited for; default true. */
  published?: boolean;
  /** Redis of this test; without it the store is in memory. */
  redis?: { host: string; port: number };
  /** Two apis with the same prefix share what is in Redis. */
  keyPrefix?: string;
  /** Whether a worker takes jobs from the queue in Redis; default true. */
  worker?: boolean;
}

export interface StartedApi {
  api: Api;
  reader: Reading['reader'];
  origin: string;
  store: SnapshotStore;
  /** Refreshes as the worker would; its records name what came of it. */
  refresher: Refresher;
  redis: RedisLink | undefined;
  ask(path: string, question?: Question): Promise<Answer>;
  /** As ask, with the admin's token. */
  askAsAdmin(path: string, question?: Question): Promise<Answer>;
  /** Waits until a job accepted by this api has an outcome. */
  outcomeOf(accepted: Answer): Promise<JobAnswer>;
  /** What was logged, one JSON line each. */
  logged(): string;
  stop(): Promise<void>;
}

export interface JobAnswer {
  jobId: string;
  state: string;
  refreshes: { dataset: string; outcome: string; reason: string; rows?: number }[];
}

/** Starts an api on a free port of the loopback interface, with all it needs behind it. */
export async function startTestApi(options: StartedApiOptions = {}): Promise<StartedApi> {
  const { database = new Tables(), cacheEnabled = true } = options;
  let logged = '';
  const destination = { write: (line: string) => void (logged += line) };
  const log = createLogger({ program: 'api', level: 'debug', format: 'json', destination });
  const catalogue = createDatasetCatalogue({
    database,
    ttlMs: 24 * HOUR_MS,
    marketTtlMs: 24 * HOUR_MS,
  });
  const keys = createKeys(options.keyPrefix ?? `test-${randomUUID()}`);
  const behind = openBehind({ options, log, catalogue, keys });
  const { store, refresher, redis } = behind;
  if (cacheEnabled && options.published !== false) {
    if (redis) await vi.waitUntil(redis.isUsable, { timeout: 5_000, interval: 5 });
    const records = await refresher.refresh({ scope: ALL, reason: 'cold-start' });
    for (const { outcome, error } of records) if (outcome === 'failed') throw new Error(error);
  }
  const reading = createReading({
    catalogue,
    store,
    queue: behind.queue,
    log,
    keep: cacheEnabled,
    redis,
  });
  const evaluations =
    options.evaluations ?? createSavedEvaluations({ database, keys, log, ...(redis && { redis }) });
  const api = await startApi({
    noticeMs: 0,
    evaluations,
    config: {
      http: {
        host: '127.0.0.1',
        port: 0,
        rateLimitPerMinute: options.rateLimitPerMinute ?? 1_000_000,
        trustedProxies: options.trustedProxies ?? [],
      },
      adminApiToken: options.adminToken === null ? undefined : (options.adminToken ?? ADMIN_TOKEN),
      telegram: {
        token: options.botToken,
        // nobody answers there
        apiRoot: 'http://127.0.0.1:1',
        proxyUrl: undefined,
        webappUrl: undefined,
        adminIds: options.adminIds ?? [],
      },
      supabase: {
        url: 'http://127.0.0.1:1',
        readKey: 'unused',
        serviceRoleKey: undefined,
        webhookSecret: options.webhookSecret,
      },
      cache: { enabled: cacheEnabled, ttlMs: 24 * HOUR_MS, marketTtlMs: 6 * HOUR_MS },
    },
    log,
    database,
    admins: createAdmins({ ids: options.adminIds ?? [], database, log }),
    catalogue,
    keys,
    store,
    queue: behind.queue,
    reading,
    placeSearch: createPlaceSearch(reading.reader),
    ...(redis && { redis }),
  });
  reading.start();
  const origin = `http://127.0.0.1:${api.address.port}`;
  if (options.published !== false) {
    await vi.waitUntil(() => reading.reader.isReady(), { timeout: 15_000, interval: 5 });
  }
  const askAsAdmin = (path: string, question: Question = {}) =>
    ask(origin, path, { ...question, headers: { ...AS_ADMIN, ...question.headers } });
  return {
    api,
    reader: reading.reader,
    origin,
    store,
    refresher,
    redis,
    ask: (path, question) => ask(origin, path, question),
    askAsAdmin,
    outcomeOf: (accepted) =>
      vi.waitUntil(
        async () => {
          const { json } = await askAsAdmin(`/api/cache/jobs/${String(accepted.json['jobId'])}`);
          const job = json as unknown as JobAnswer;
          return (job.state === 'completed' || job.state === 'failed') && job;
        },
        { timeout: 10_000, interval: 10 },
      ),
    logged: () => logged,
    async stop() {
      await api.stop();
      await evaluations.close();
      await reading.stop();
      await behind.close();
    },
  };
}

type Behind = Pick<ApiDependencies, 'log' | 'catalogue' | 'keys'> & { options: StartedApiOptions };

function openBehind({ options, log, catalogue, keys }: Behind) {
  if (options.redis === undefined) {
    const store = new MemoryStore();
    const refresher = new Refresher({ catalogue, store, log });
    const queue = new ProcessRefreshQueue(refresher);
    return { store, refresher, queue, redis: undefined, close: async () => {} };
  }
  const config = { db: 0, username: undefined, password: undefined, tls: false, ...options.redis };
  const redis = openRedisLink({ config, log });
  const store = new RedisStore({ ...redis, keys });
  const refresher = new Refresher({ catalogue, store, log });
  const queue = new BullRefreshQueue({ connection: redis.commands, keys });
  const job =
    options.worker === false ? undefined : startRefreshJob({ redis, keys, refresher, log });
  return {
    store,
    refresher,
    queue,
    redis,
    async close() {
      await job?.stop();
      await redis.close();
    },
  };
}
