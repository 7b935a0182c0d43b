import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { ConfigurationError } from './errors.ts';

/** One environment variable: how its text is read, and what the operator is told about it. */
interface Variable<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** What is allowed, for the operator's error line (Russian). */
  allowed: string;
  /** Its meaning, for the README's table (English). */
  description: string;
  secret?: boolean;
}

const variable = <Schema extends z.ZodType>(settings: Variable<Schema>): Variable<Schema> =>
  settings;

const text = z.string().optional();

function integer({
  minimum,
  maximum,
  fallback,
}: Record<'minimum' | 'maximum' | 'fallback', number>) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum))
    .default(fallback);
}

function hours(fallback: number) {
  return z
    .string()
    .regex(/^\d{1,4}(\.\d{1,4})?$/)
    .transform(Number)
    .pipe(z.number().min(0.01).max(8760))
    .default(fallback);
}

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((value) => value === 'true' || value === '1')
    .default(fallback);

const address = z.url({ protocol: /^https?$/ }).optional();
/** Telegram opens a Mini App over https only; http is for trying things out on this machine. */
const webappAddress = z
  .union([
    z.url({ protocol: /^https$/ }),
    z.url({ protocol: /^http$/, hostname: /^(?:localhost|127\.0\.0\.1)$/ }),
  ])
  .optional();
const list = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .default([]);

const PROXY_RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isProxyRange(value: string): boolean {
  if (PROXY_RANGES.has(value)) return true;
  const [network = '', prefix, ...rest] = value.split('/');
  const version = isIP(network);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(network, Number(prefix), version === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

/** Every variable the system reads; the README's table is held against this list by a test. */
export const VARIABLES = {
  TELEGRAM_BOT_TOKEN: variable({
    schema: text,
    allowed: 'токен от @BotFather',
    description: 'Bot token from @BotFather; without it the bot is off',
    secret: true,
  }),
  TELEGRAM_API_ROOT: variable({
    schema: address,
    allowed: 'адрес http(s)://…',
    description: 'Bot API server to use instead of api.telegram.org',
  }),
  HTTPS_PROXY: variable({
    schema: address,
    allowed: 'адрес http(s)://…',
    description: 'Proxy for requests to Telegram',
    secret: true,
  }),
  WEBAPP_URL: variable({
    schema: webappAddress,
    allowed: 'адрес https://… (http:// только для localhost и 127.0.0.1: Telegram требует https)',
    description: 'Public address of the Mini App, https except on localhost',
  }),
  ADMIN_TELEGRAM_IDS: variable({
    schema: list.pipe(
      z.array(
        z
          .string()
          .regex(/^\d{1,16}$/)
          .transform(Number),
      ),
    ),
    allowed: 'числовые идентификаторы Telegram через запятую',
    description: 'Telegram ids of the admins, separated by commas',
  }),
  ADMIN_API_TOKEN: variable({
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{16,256}$/)
      .optional(),
    allowed: 'от 16 до 256 печатных символов ASCII без пробелов',
    description:
      'Bearer token of the admin endpoints, at least 16 characters; without it they are closed (`npm start` makes one up)',
    secret: true,
  }),
  SUPABASE_URL: variable({
    schema: address,
    allowed: 'адрес проекта https://….supabase.co',
    description: 'Address of the Supabase project (`npm start` embeds one when unset)',
  }),
  SUPABASE_ANON_KEY: variable({
    schema: text,
    allowed: 'ключ anon или sb_publishable_…',
    description: 'Key that reads the catalogue and market tables',
    secret: true,
  }),
  SUPABASE_SERVICE_ROLE_KEY: variable({
    schema: text,
    allowed: 'ключ service_role или sb_secret_…',
    description:
      'Key that also writes: the country switch, users, evaluations; without it these are off',
    secret: true,
  }),
  SUPABASE_WEBHOOK_SECRET: variable({
    schema: text,
    allowed: 'любая строка',
    description: 'Shared secret of the database webhooks',
    secret: true,
  }),
  REDIS_HOST: variable({
    schema: z
      .string()
      .regex(/^[\w.:-]{1,253}$/)
      .optional(),
    allowed: 'имя узла или IP-адрес без схемы и порта',
    description: 'Redis host; unset means memory mode (`npm start` starts a Redis of its own)',
  }),
  REDIS_PORT: variable({
    schema: integer({ minimum: 1, maximum: 65_535, fallback: 6379 }),
    allowed: 'целое число от 1 до 65535',
    description: 'Redis port',
  }),
  REDIS_DB: variable({
    schema: integer({ minimum: 0, maximum: 1_023, fallback: 0 }),
    allowed: 'целое число от 0 до 1023',
    description: 'Redis database number',
  }),
  REDIS_USERNAME: variable({
    schema: text,
    allowed: 'имя пользователя Redis',
    description: 'Redis user',
  }),
  REDIS_PASSWORD: variable({
    schema: text,
    allowed: 'пароль Redis',
    description: 'Redis password',
    secret: true,
  }),
  REDIS_TLS: variable({
    schema: flag(false),
    allowed: 'true, false, 1 или 0',
    description: 'Whether Redis is reached over TLS',
  }),
  CACHE_ENABLED: variable({
    schema: flag(true),
    allowed: 'true, false, 1 или 0',
    description: '`false`: keep nothing, every read goes to Supabase',
  }),
  CACHE_TTL_HOURS: variable({
    schema: hours(24),
    allowed: 'число часов от 0.01 до 8760',
    description: 'Age in hours at which the catalogue is due for a refresh',
  }),
  MARKET_TTL_HOURS: variable({
    schema: hours(6),
    allowed: 'число часов от 0.01 до 8760',
    description: 'Age in hours at which market data and rates are due for a refresh',
  }),
  RATE_LIMIT_PER_MINUTE: variable({
    schema: integer({ minimum: 1, maximum: 1_000_000, fallback: 600 }),
    allowed: 'целое число от 1 до 1000000',
    description: 'Requests a minute allowed to one client',
  }),
  TRUSTED_PROXIES: variable({
    schema: list.refine((ranges) => ranges.every(isProxyRange)),
    allowed: 'IP-адреса, подсети (10.0.0.0/8) или loopback, linklocal, uniquelocal через запятую',
    description:
      'Proxies whose X-Forwarded-For is believed: addresses, subnets, or loopback, linklocal, uniquelocal',
  }),
  PORT: variable({
    schema: integer({ minimum: 1, maximum: 65_535, fallback: 8080 }),
    allowed: 'целое число от 1 до 65535',
    description: 'HTTP port',
  }),
  HOST: variable({
    schema: z
      .string()
      .regex(/^[\w.:-]{1,253}$/)
      .default('0.0.0.0'),
    allowed: 'адрес, на котором слушать: 0.0.0.0, 127.0.0.1 или ::',
    description: 'Address the HTTP server listens on (`npm start`: 127.0.0.1)',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    allowed: 'trace, debug, info, warn, error, fatal или silent',
    description: 'Least severe log line shown',
  }),
  LOG_FORMAT: variable({
    schema: z.enum(['json', 'pretty']).default('json'),
    allowed: 'json или pretty',
    description: '`json` lines, or `pretty` for people (`npm start`: pretty)',
  }),
};

type Values = { [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['schema']> };
type Environment = Readonly<Record<string, string | undefined>>;

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
  log: { level: Values['LOG_LEVEL']; format: Values['LOG_FORMAT'] };
}

const MS_PER_HOUR = 3_600_000;

function shown(name: string, settings: Variable, given: string): string {
  if (settings.secret) return `${name} задана неверно (значение скрыто, символов: ${given.length})`;
  return `${name}=«${given.slice(0, 80)}» не подходит`;
}

function readVariables(environment: Environment): Values {
  const values: Record<string, unknown> = {};
  for (const [name, settings] of Object.entries<Variable>(VARIABLES)) {
    const given = environment[name]?.trim() || undefined;
    const parsed = settings.schema.safeParse(given);
    if (!parsed.success) {
      throw new ConfigurationError(
        `Переменная ${shown(name, settings, given ?? '')}. Допустимо: ${settings.allowed}.`,
      );
    }
    values[name] = parsed.data;
  }
  return values as Values;
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
    redis:
      values.REDIS_HOST === undefined
        ? undefined
        : {
            host: values.REDIS_HOST,
            port: values.REDIS_PORT,
            db: values.REDIS_DB,
            username: values.REDIS_USERNAME,
            password: values.REDIS_PASSWORD,
            tls: values.REDIS_TLS,
          },
    cache: {
      enabled: values.CACHE_ENABLED,
      ttlMs: values.CACHE_TTL_HOURS * MS_PER_HOUR,
      marketTtlMs: values.MARKET_TTL_HOURS * MS_PER_HOUR,
    },
    log: { level: values.LOG_LEVEL, format: values.LOG_FORMAT },
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
