import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { RedisConfig } from '../config.ts';
import { reasonOf } from '../errors.ts';
import { createAnnouncements } from './announcements.ts';
import { createKeys } from './keys.ts';

const COMMAND_TIMEOUT_MS = 400;
const BULK_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** How long a connection may say nothing before it is asked whether it lives. */
const QUIET_MS = 4_000;
/** One that speaks is asked all the same, whether it takes writes. */
const LOOKS_UNTIL_ASKED = 10;
const TIMEOUTS_UNTIL_RECONNECT = 3;
/** A stopped Redis never answers the goodbye either. */
const DISCONNECT_TIMEOUT_MS = 200;
const LONGEST_RETRY_MS = 2_000;
/** How Redis begins when it answers but takes no writes: its memory or its disk is full, or it is a replica. */
const REFUSES_WRITES = /^(?:OOM|MISCONF|READONLY)\b/;

export interface RedisLinkDependencies {
  config: RedisConfig;
  log: Logger;
}

/** One process's way to Redis: its connections, and whether Redis can be used just now. */
export interface RedisLink {
  /** Small commands; each fails within COMMAND_TIMEOUT_MS instead of waiting for Redis. */
  commands: Redis;
  /** Calls back with each message of a channel, whenever Redis is there, until the result is called. */
  hear: (channel: string, listener: (message: string) => void) => () => void;
  /** A short-lived connection for blobs. */
  openBulk: () => Redis;
  /** The connection BullMQ's workers share (each adds a blocking one): never times out. Opened when first asked for. */
  openWorker: () => Redis;
  isUsable: () => boolean;
  /** Why Redis answers but takes no writes, in its own words; undefined while it takes them or is away. */
  writeRefusal: () => string | undefined;
  /** Resolves when it is known for the first time whether Redis can be used. */
  settled: Promise<void>;
  /** Calls back each time Redis becomes usable, at once when it is. */
  onUsable: (listener: () => void) => void;
  /** Calls back with the reason at the beginning of each outage. */
  onLost: (listener: (reason: string) => void) => void;
  close: () => Promise<void>;
}

/** How every connection to this Redis is opened. */
export function connectionOptions(config: RedisConfig) {
  return {
    host: config.host,
    port: config.port,
    db: config.db,
    ...(config.username !== undefined && { username: config.username }),
    ...(config.password !== undefined && { password: config.password }),
    ...(config.tls && { tls: {} }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_RETRY_MS),
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
}

/** Opens the connections and tells the operator, once per change, how Redis is. */
export function openRedisLink({ config, log }: RedisLinkDependencies): RedisLink {
  const options = connectionOptions(config);
  const commands = new Redis({
    ...options,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResubscribe: false,
  });
  const announcements = createAnnouncements({
    commands,
    openOwn: () => quiet(new Redis({ ...options, maxRetriesPerRequest: null })),
  });
  let worker: Redis | undefined;
  const usableListeners: (() => void)[] = [];
  const lostListeners: ((reason: string) => void)[] = [];
  const state = { everUsable: false, outage: false, lastError: '', writeRefusal: '' };

  const settling = Promise.withResolvers<void>();

  const lose = (reason: string) => {
    settling.resolve();
    state.writeRefusal = '';
    if (state.outage) return;
    state.outage = true;
    if (!state.everUsable) log.error({ reason }, `❌ Ошибка подключения к Redis: ${reason}`);
    log.warn({ reason }, `⚠️ Redis недоступен: ${reason}. Используем in-memory кэш.`);
    for (const listener of lostListeners) listener(reason);
  };
  commands.on('error', (error) => {
    state.lastError = outageReason(error);
    if (commands.status !== 'ready') lose(state.lastError);
  });
  commands.on('close', () => lose(state.lastError || 'соединение закрыто'));
  commands.on('ready', () => {
    settling.resolve();
    state.everUsable = true;
    state.outage = false;
    state.lastError = '';
    log.info({ host: config.host, port: config.port }, '✅ Redis соединение установлено успешно');
    for (const listener of usableListeners) listener();
  });
  const noticeRefusal = (refusal: string) => {
    const isNews = (refusal === '') !== (state.writeRefusal === '');
    state.writeRefusal = refusal;
    if (!isNews) return;
    if (refusal === '') log.info('✅ Redis снова принимает запись');
    else
      log.error(
        { reason: refusal },
        `❌ Redis не принимает запись: ${refusal} Прежние версии читаются, обновления ждут. Освободите память или диск Redis.`,
      );
  };
  const looks = watch(commands, () => void reconnectWhenSilent({ commands, lose, noticeRefusal }));

  return {
    commands,
    hear: announcements.hear,
    openBulk: () =>
      quiet(
        new Redis({
          ...options,
          commandTimeout: BULK_TIMEOUT_MS,
          maxRetriesPerRequest: 0,
          retryStrategy: () => null,
        }),
      ),
    openWorker: () => (worker ??= quiet(new Redis({ ...options, maxRetriesPerRequest: null }))),
    isUsable: () => commands.status === 'ready',
    writeRefusal: () => state.writeRefusal || undefined,
    settled: settling.promise,
    onUsable: (listener) => {
      usableListeners.push(listener);
      if (commands.status === 'ready') listener();
    },
    onLost: (listener) => {
      lostListeners.push(listener);
    },
    close: async () => {
      clearInterval(looks);
      state.outage = true;
      commands.disconnect();
      announcements.close();
      worker?.disconnect();
    },
  };
}

/** Asks a Redis that said nothing since the last look, and one that speaks with every few looks. */
function watch(commands: Redis, ask: () => void): NodeJS.Timeout {
  let hasSpoken = false;
  let looksSpoken = 0;
  commands.on('connect', () => commands.stream.on('data', () => void (hasSpoken = true)));
  const look = () => {
    looksSpoken = hasSpoken ? looksSpoken + 1 : 0;
    hasSpoken = false;
    if (looksSpoken % LOOKS_UNTIL_ASKED === 0) ask();
  };
  return setInterval(look, QUIET_MS).unref();
}

/** A stopped Redis keeps its connections open and says nothing: ask, and reconnect when it stays silent. */
async function reconnectWhenSilent({
  commands,
  lose,
  noticeRefusal,
}: {
  commands: Redis;
  lose: (reason: string) => void;
  noticeRefusal: (refusal: string) => void;
}): Promise<void> {
  let reason = '';
  for (let silent = 0; silent < TIMEOUTS_UNTIL_RECONNECT; silent += 1) {
    if (commands.status !== 'ready') return;
    try {
      noticeRefusal(await writeRefusalOf(commands));
      return;
    } catch (error) {
      reason = outageReason(error);
    }
  }
  if (commands.status !== 'ready') return;
  commands.disconnect(true);
  lose(reason);
}

/**
 * Why Redis refuses a write, in its own words with a full stop; '' where it takes it. Writing nothing to a key that is
 * not there changes nothing, but is refused as any other write. Rejects when Redis does not answer.
 */
async function writeRefusalOf(commands: Redis): Promise<string> {
  try {
    await commands.setrange(createKeys().writeProbe, 0, '');
    return '';
  } catch (error) {
    const reason = reasonOf(error);
    if (REFUSES_WRITES.test(reason)) return reason.replace(/\.?$/, '.');
    // a user who may not do even that
    if (reason.startsWith('NOPERM')) return '';
    throw error;
  }
}

/** What Redis' operators call it, where ioredis and Node say it otherwise. */
function outageReason(error: unknown): string {
  const reason = reasonOf(error).replace(/\.$/, '');
  const refused = /ECONNREFUSED (\S+)/.exec(reason)?.[1];
  if (refused !== undefined) return `Connection refused (${refused})`;
  return /ETIMEDOUT|timed out/.test(reason) ? 'timeout' : reason;
}

/** ioredis throws errors nobody listens to; these connections follow the one that is watched. */
function quiet(redis: Redis): Redis {
  return redis.on('error', () => {});
}
