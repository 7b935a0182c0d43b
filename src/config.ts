import { randomUUID } from 'node:crypto';
import { ConfigurationError } from './errors.ts';
import { readVariables, secretsOf, type Environment, type Values } from './variables.ts';

export interface SupabaseConfig {
  url: string;
  /** The key used to read: the anonymous one, or the service key where only that is given. */
  readKey: string;
  serviceRoleKey: string | undefined;
  webhookSecret: string | undefined;
}

export interface RedisConfig {
  host: string;
  port: number;
  db: number;
  username: string | undefined;
  password: string | undefined;
  tls: boolean;
}

/** Undefined where not set. The token may be wrong: only Telegram can tell. */
export interface TelegramConfig {
  token: string | undefined;
  apiRoot: string | undefined;
  proxyUrl: string | undefined;
  webappUrl: string | undefined;
  adminIds: number[];
}

export interface Config {
  http: { host: string; port: number; rateLimitPerMinute: number; trustedProxies: string[] };
  adminApiToken: string | undefined;
  telegram: TelegramConfig;
  supabase: SupabaseConfig;
  /** Absent in memory mode. */
  redis: RedisConfig | undefined;
  cache: { enabled: boolean; ttlMs: number; marketTtlMs: number };
  log: {
    level: Values['LOG_LEVEL'];
    format: Values['LOG_FORMAT'];
    /** What no line may show. */
    secrets: readonly string[];
  };
  /**
   * What a program that is started again has in common with the one that died. A supervisor gives it as INSTANCE_ID,
   * another at each start of its own; a program without a supervisor makes one up.
   */
  instanceId: string;
}

const MS_PER_HOUR = 3_600_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Whether a host is this machine: a Redis there is embedded in the container. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function supabaseOf(values: Values): SupabaseConfig {
  const readKey = values.SUPABASE_ANON_KEY ?? values.SUPABASE_SERVICE_ROLE_KEY;
  if (values.SUPABASE_URL === undefined) {
    throw new ConfigurationError(
      'Переменная SUPABASE_URL не задана. Допустимо: адрес проекта https://….supabase.co.',
    );
  }
  if (readKey === undefined) {
    throw new ConfigurationError(
      'Переменная SUPABASE_ANON_KEY не задана. Допустимо: ключ anon или sb_publishable_… проекта.',
    );
  }
  return {
    url: values.SUPABASE_URL,
    readKey,
    serviceRoleKey: values.SUPABASE_SERVICE_ROLE_KEY,
    webhookSecret: values.SUPABASE_WEBHOOK_SECRET,
  };
}

/** Undefined in memory mode. */
export function redisOf(values: Values): RedisConfig | undefined {
  if (values.REDIS_HOST === undefined) return undefined;
  return {
    host: values.REDIS_HOST,
    port: values.REDIS_PORT,
    db: values.REDIS_DB,
    username: values.REDIS_USERNAME,
    password: values.REDIS_PASSWORD,
    tls: values.REDIS_TLS,
  };
}

/**
 * The configuration named by environment variables; an empty value means unset.
 * @throws ConfigurationError naming the variable, what was given (secrets masked) and what is allowed
 */
export function readConfig(environment: Environment): Config {
  const values = readVariables(environment);
  return {
    http: {
      host: values.HOST,
      port: values.PORT,
      rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
      trustedProxies: values.TRUSTED_PROXIES,
    },
    adminApiToken: values.ADMIN_API_TOKEN,
    telegram: {
      token: values.TELEGRAM_BOT_TOKEN,
      apiRoot: values.TELEGRAM_API_ROOT,
      proxyUrl: values.HTTPS_PROXY,
      webappUrl: values.WEBAPP_URL,
      adminIds: values.ADMIN_TELEGRAM_IDS,
    },
    supabase: supabaseOf(values),
    redis: redisOf(values),
    cache: {
      enabled: values.CACHE_ENABLED,
      ttlMs: values.CACHE_TTL_HOURS * MS_PER_HOUR,
      marketTtlMs: values.MARKET_TTL_HOURS * MS_PER_HOUR,
    },
    log: {
      level: values.LOG_LEVEL,
      format: values.LOG_FORMAT,
      secrets: secretsOf(environment),
    },
    instanceId: environment.INSTANCE_ID?.trim() || randomUUID(),
  };
}

/**
 * The Redis of a program that cannot do without.
 * @throws ConfigurationError that says what to run instead
 */
export function requireRedis({ redis }: Config): RedisConfig {
  if (redis !== undefined) return redis;
  throw new ConfigurationError(
    'Переменная REDIS_HOST не задана. Без Redis запускайте режим памяти: src/solo.ts.',
  );
}
