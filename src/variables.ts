import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { ConfigurationError } from './errors.ts';
import { createMask, credentialsOf, type Mask } from './secrets.ts';

/** One environment variable: how its text is read, and what the operator is told about it. */
interface Variable<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** What is allowed, for the operator's error line (Russian). */
  allowed: string;
  /** Its meaning, for the README's table (English). */
  description: string;
  /** Whether nothing may ever show it; of addresses, the user and password are hidden anyway. */
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
      'Key that also writes: the country switch, users, evaluations, rates; without it these are off',
    secret: true,
  }),
  SUPABASE_WEBHOOK_SECRET: variable({
    schema: text,
    allowed: 'любая строка',
    description:
      'Shared secret of the database webhooks; without it they are closed (`npm start` makes one up)',
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
    schema: z
      .string()
      .regex(/^\S{1,256}$/)
      .optional(),
    allowed: 'имя пользователя Redis без пробелов',
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

/** The values of all variables, as their schemas read them. */
export type Values = {
  [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['schema']>;
};
export type Environment = Readonly<Record<string, string | undefined>>;

interface Given {
  name: string;
  settings: Variable;
  value: string;
}

function shown({ name, settings, value }: Given, mask: Mask): string {
  if (settings.secret) return `${name} задана неверно (значение скрыто, символов: ${value.length})`;
  return `${name}=«${mask.text(value).slice(0, 80)}» не подходит`;
}

/** What no output may show: the secret variables, and the users and passwords that any address holds. */
export function secretsOf(environment: Environment): string[] {
  const secrets: string[] = [];
  for (const [name, { secret }] of Object.entries<Variable>(VARIABLES)) {
    const given = environment[name]?.trim() ?? '';
    if (secret) secrets.push(given);
    secrets.push(...credentialsOf(given));
  }
  return secrets.filter(Boolean);
}

/** A variable whose value cannot be used. */
export interface VariableProblem {
  name: string;
  /** What was given, secrets masked (Russian, without a full stop). */
  given: string;
  /** What is allowed (Russian, without a full stop). */
  allowed: string;
}

/** Reads every variable; an empty value means unset, and one that cannot be used counts as unset too. */
export function examineVariables(environment: Environment): {
  values: Values;
  problems: VariableProblem[];
} {
  const values: Record<string, unknown> = {};
  const problems: VariableProblem[] = [];
  const mask = createMask(secretsOf(environment));
  for (const [name, settings] of Object.entries<Variable>(VARIABLES)) {
    const given = environment[name]?.trim() || undefined;
    const parsed = settings.schema.safeParse(given);
    if (!parsed.success) {
      const wrong = { name, settings, value: given ?? '' };
      problems.push({ name, given: shown(wrong, mask), allowed: settings.allowed });
    }
    values[name] = parsed.success ? parsed.data : settings.schema.parse(undefined);
  }
  return { values: values as Values, problems };
}

/**
 * Reads every variable; an empty value means unset.
 * @throws ConfigurationError naming the first wrong variable, what was given (secrets masked) and what is allowed
 */
export function readVariables(environment: Environment): Values {
  const {
    values,
    problems: [problem],
  } = examineVariables(environment);
  if (problem === undefined) return values;
  throw new ConfigurationError(`Переменная ${problem.given}. Допустимо: ${problem.allowed}.`);
}
