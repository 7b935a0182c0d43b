import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { DatasetCatalogue } from '../cache/dataset.ts';
import type { Keys } from '../cache/keys.ts';
import type { Reading } from '../cache/reading.ts';
import type { RedisLink } from '../cache/redisLink.ts';
import type { RefreshQueue } from '../cache/refreshQueue.ts';
import type { SnapshotStore } from '../cache/store.ts';
import type { Config } from '../config.ts';
import { createCacheStatistics } from '../datasets/cacheStatistics.ts';
import { createCountrySwitch } from '../datasets/countrySwitch.ts';
import type { Database } from '../datasets/database.ts';
import type { PlaceSearch } from '../datasets/placeSearch.ts';
import { createVisibility } from '../datasets/visibility.ts';
import { reasonOf } from '../errors.ts';
import { createValuer } from '../evaluations/valuer.ts';
import { createTranslator } from '../i18n/translator.ts';
import type { Logger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import type { Admins } from '../people/admins.ts';
import { EvaluationsOutbox } from '../people/evaluationsOutbox.ts';
import { createInitDataCheck } from '../people/initData.ts';
import { Outbox } from '../people/outbox.ts';
import type { SavedEvaluations } from '../people/savedEvaluations.ts';
import { createTelegramClient } from '../telegram/client.ts';
import { createAccess } from './access.ts';
import { answerClientErrors } from './clientErrors.ts';
import { createInvitations } from './invitations.ts';
import { createLeaving } from './leaving.ts';
import { createRateLimits } from './rateLimits.ts';
import { createClientAddress } from './requestContext.ts';
import { createServer } from './server.ts';
import { createSharedMetrics } from './sharedMetrics.ts';
import { readWebApp } from './webapp.ts';

export interface ApiDependencies {
  config: Pick<Config, 'http' | 'adminApiToken' | 'cache' | 'telegram' | 'supabase'>;
  log: Logger;
  database: Database;
  admins: Admins;
  evaluations: SavedEvaluations;
  catalogue: DatasetCatalogue;
  keys: Keys;
  store: SnapshotStore;
  queue: RefreshQueue;
  reading: Reading;
  placeSearch: PlaceSearch;
  /** Absent in memory mode. */
  redis?: RedisLink;
  /** See createLeaving. */
  noticeMs?: number;
}

export interface Api {
  /** The address listened on. */
  address: { host: string; port: number };
  /** Sends whoever comes elsewhere, stops listening, and lets requests in flight end. */
  stop(): Promise<void>;
}

/** A client has this long to send its headers, and its whole request. */
const REQUEST_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than proxies keep a connection (60 s as a rule): one closed first loses the request that is just being sent. */
  keepAliveTimeout: 75_000,
};

/** Composes the api on a store and a queue, and listens. Rejects when the port cannot be had. */
export async function startApi(dependencies: ApiDependencies): Promise<Api> {
  const { config, log, database, admins, catalogue, keys, store, reading, placeSearch, redis } =
    dependencies;
  const { evaluations, queue } = dependencies;
  const { reader, readLog, invalidator } = reading;
  const visibility = createVisibility(reader);
  const translator = createTranslator({
    onError: (error, id) => log.error({ error, id }, `Текст неполон: ${reasonOf(error)}`),
  });
  const isRedisUsable = redis?.isUsable;
  const { token } = config.telegram;
  const leaving = createLeaving(dependencies.noticeMs);
  const metrics = createMetrics();
  redis?.onLost(() => metrics.redisOutages.inc());
  const outboxes = redis && {
    evaluations: new EvaluationsOutbox({ commands: redis.commands, keys }),
    people: new Outbox({ commands: redis.commands, keys }),
  };
  const app = createServer({
    isLeaving: () => leaving.hasBegun(),
    log,
    reader,
    readLog,
    store,
    visibility,
    invalidator,
    countrySwitch: createCountrySwitch({ reader, database, invalidator }),
    isRedisUsable,
    statistics: createCacheStatistics({
      mode: config.cache.enabled ? store.kind : 'off',
      isRedisUsable,
      reader,
      store,
      catalogue,
      visibility,
    }),
    placeSearch,
    valuer: createValuer({ reader }),
    evaluations,
    invitations:
      token === undefined
        ? undefined
        : createInvitations({
            client: createTelegramClient({ ...config.telegram, token }),
            translator,
            log,
          }),
    translator,
    webApp: webAppFor(log),
    metrics,
    sharedMetrics: createSharedMetrics({
      registry: metrics.registry,
      reader,
      store,
      queue,
      outboxes,
    }),
    access: createAccess({
      adminApiToken: config.adminApiToken,
      webhookSecret: config.supabase.webhookSecret,
      admins,
      checkInitData: token === undefined ? undefined : createInitDataCheck({ token }),
    }),
    clientAddress: createClientAddress(config.http.trustedProxies),
    rateLimits: createRateLimits({
      perMinute: config.http.rateLimitPerMinute,
      keys,
      ...(redis && { redis: redis.commands }),
    }),
  });
  const handle = app.callback();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    leaving.sendOff(response);
    void handle(request, response);
  };
  const server = createHttpServer(REQUEST_LIMITS, answer);
  // An expectation other than 100-continue may be ignored (RFC 9110, section 10.1.1).
  server.on('checkExpectation', answer);
  answerClientErrors(server, translator);
  leaving.watch(server);
  await listen(server, config.http);
  const address = addressOf(server);
  log.info(address, `API слушает http://${address.host}:${address.port}`);
  return { address, stop: () => leaving.close(server) };
}

function webAppFor(log: Logger) {
  const webApp = readWebApp();
  if (webApp === undefined)
    log.warn('Мини-приложение не собрано: «/» показывает только адреса API');
  return webApp;
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
