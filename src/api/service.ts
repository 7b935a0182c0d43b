import { createServer as createHttpServer, type Server } from 'node:http';
import { DirectLoader } from '../cache/directLoader.ts';
import { Follower } from '../cache/follower.ts';
import { Invalidator } from '../cache/invalidator.ts';
import type { DatasetCatalogue } from '../cache/dataset.ts';
import type { Keys } from '../cache/keys.ts';
import { ReadLog } from '../cache/readLog.ts';
import { Reader } from '../cache/reader.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { RefreshQueue } from '../cache/refreshQueue.ts';
import type { SnapshotStore } from '../cache/store.ts';
import type { Config } from '../config.ts';
import type { Database } from '../datasets/database.ts';
import { createPlaceSearch } from '../datasets/placeSearch.ts';
import { createVisibility } from '../datasets/visibility.ts';
import { createTranslator } from '../i18n/translator.ts';
import type { Logger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import { createAccess } from './access.ts';
import { createCacheStatistics } from './cacheStatistics.ts';
import { createRateLimits } from './rateLimits.ts';
import { createClientAddress } from './requestContext.ts';
import { createServer } from './server.ts';

export interface ApiDependencies {
  config: Pick<Config, 'http' | 'adminApiToken' | 'cache'>;
  log: Logger;
  database: Database;
  catalogue: DatasetCatalogue;
  keys: Keys;
  store: SnapshotStore;
  queue: RefreshQueue;
  /** Absent in memory mode. */
  redis?: RedisLink;
}

export interface Api {
  reader: Reader;
  /** The address listened on. */
  address: { host: string; port: number };
  /** Stops listening, lets requests in flight end, frees the reader. */
  stop(): Promise<void>;
}

const DRAIN_INTERVAL_MS = 50;

/** Composes the api on a store and a queue, and listens. Rejects when the port cannot be had. */
export async function startApi(dependencies: ApiDependencies): Promise<Api> {
  const { config, log, database, catalogue, keys, store, queue, redis } = dependencies;
  const onStoreUsable = redis?.onUsable;
  const readLog = new ReadLog(log);
  const keep = config.cache.enabled;
  const reader: Reader = new Reader({
    catalogue,
    store,
    directLoader: new DirectLoader({ log }),
    readLog,
    log,
    keep,
    onRefreshNeeded: (dataset) =>
      void invalidator.invalidate({ scope: dataset, reason: 'reader-ahead' }),
  });
  const invalidator = new Invalidator({
    store,
    queue,
    reader,
    log,
    ...(onStoreUsable && { onStoreUsable }),
  });
  const visibility = createVisibility(reader);
  const isRedisUsable = redis?.isUsable;
  const app = createServer({
    log,
    reader,
    readLog,
    store,
    database,
    visibility,
    invalidator: keep ? invalidator : undefined,
    isRedisUsable,
    statistics: createCacheStatistics({
      mode: keep ? store.kind : 'off',
      isRedisUsable,
      reader,
      store,
      catalogue,
      visibility,
    }),
    placeSearch: createPlaceSearch(reader),
    translator: createTranslator(),
    metrics: createMetrics(),
    access: createAccess(config.adminApiToken),
    clientAddress: createClientAddress(config.http.trustedProxies),
    rateLimits: createRateLimits({
      perMinute: config.http.rateLimitPerMinute,
      keys,
      ...(redis && { redis: redis.commands }),
    }),
  });
  const handle = app.callback();
  const server = createHttpServer((request, response) => void handle(request, response));
  await listen(server, config.http);
  const follower = new Follower({
    reader,
    store,
    log,
    ...(redis && { onStoreUsable: redis.onUsable, storeSettled: redis.settled }),
  });
  if (keep) follower.start();
  const address = addressOf(server);
  log.info(address, `API слушает http://${address.host}:${address.port}`);
  return {
    reader,
    address,
    async stop() {
      await close(server);
      await follower.stop();
      await invalidator.close();
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'порт занят' : error.message;
      reject(
        new Error(`Не удалось слушать ${host}:${port}: ${reason}. Задайте другой PORT или HOST.`),
      );
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function addressOf(server: Server): { host: string; port: number } {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('server has no port');
  return { host: address.address, port: address.port };
}

/** Connections kept alive are closed as they fall idle; requests in flight end first. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const drain = setInterval(() => server.closeIdleConnections(), DRAIN_INTERVAL_MS);
    server.close(() => {
      clearInterval(drain);
      resolve();
    });
  });
}
