import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import type { Environment } from '../variables.ts';
import { freePort } from './freePort.ts';
import { signKeys } from './keys.ts';
import { hasRedisServer } from './redisServer.ts';

/** What one `npm start` runs and what it tells the programs. */
export interface LocalPlan {
  /** The configuration the programs will read. */
  config: Config;
  /** Environment of api, worker and solo. */
  environment: Environment;
  /** The embedded Supabase; absent where SUPABASE_URL names another. */
  supabase: { port: number; directory: string; environment: Environment } | undefined;
  /** The Redis child; absent where REDIS_HOST names another, or there is none. */
  redis: { port: number } | undefined;
  /** Redis would have been embedded, but redis-server is not installed. */
  redisMissing: boolean;
  programs: readonly ('worker' | 'api' | 'bot' | 'solo')[];
  /** Made for this run because none was set. */
  generatedAdminToken: string | undefined;
}

function isUnset(value: string | undefined): boolean {
  return (value ?? '').trim() === '';
}

async function embeddedSupabase(directory: string, environment: Environment) {
  const secret = randomBytes(32).toString('hex');
  const webhookSecret =
    environment.SUPABASE_WEBHOOK_SECRET?.trim() || randomBytes(24).toString('hex');
  const keys = await signKeys(secret);
  const port = await freePort();
  const data = join(directory, '.data', 'supabase');
  return {
    supabase: {
      port,
      directory: data,
      environment: {
        ...environment,
        LOG_FORMAT: 'json',
        EMBEDDED_SUPABASE_PORT: String(port),
        EMBEDDED_SUPABASE_DIRECTORY: data,
        EMBEDDED_SUPABASE_JWT_SECRET: secret,
        EMBEDDED_SUPABASE_WEBHOOK_SECRET: webhookSecret,
      },
    },
    variables: {
      SUPABASE_WEBHOOK_SECRET: webhookSecret,
      SUPABASE_URL: `http://127.0.0.1:${port}`,
      SUPABASE_ANON_KEY: keys.anonKey,
      SUPABASE_SERVICE_ROLE_KEY: keys.serviceRoleKey,
    },
  };
}

/** Where programs on this machine reach what listens there. */
export function addressOf({ host, port }: { host: string; port: number }): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

const NO_REDIS = {
  REDIS_HOST: '',
  REDIS_PORT: '',
  REDIS_USERNAME: '',
  REDIS_PASSWORD: '',
  REDIS_TLS: '',
  REDIS_DB: '',
};

/** Without a token there is no bot to run; in memory mode it lives in solo. */
function programsOf({ redis, telegram }: Config): LocalPlan['programs'] {
  if (redis === undefined) return ['solo'];
  return telegram.token === undefined ? ['worker', 'api'] : ['worker', 'api', 'bot'];
}

/**
 * What to embed for these variables, and the environment that points the programs at it.
 * @throws ConfigurationError for a variable that cannot work
 */
export async function planEnvironment(directory: string, given: Environment): Promise<LocalPlan> {
  const generatedAdminToken = isUnset(given.ADMIN_API_TOKEN)
    ? randomBytes(24).toString('base64url')
    : undefined;
  const embedded = isUnset(given.SUPABASE_URL)
    ? await embeddedSupabase(directory, given)
    : undefined;
  const base: Environment = {
    ...given,
    ...embedded?.variables,
    ...(generatedAdminToken === undefined ? {} : { ADMIN_API_TOKEN: generatedAdminToken }),
    HOST: isUnset(given.HOST) ? '127.0.0.1' : given.HOST,
  };
  const wanted = readConfig(base);
  const wantsOwnRedis = wanted.cache.enabled && wanted.redis === undefined;
  const redisMissing = wantsOwnRedis && !hasRedisServer(given.PATH);
  const redis = wantsOwnRedis && !redisMissing ? { port: await freePort() } : undefined;
  const environment: Environment = {
    ...base,
    ...(redis || !wanted.cache.enabled ? NO_REDIS : {}),
    ...(redis ? { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redis.port) } : {}),
    LOG_FORMAT: 'json',
    INSTANCE_ID: randomUUID(),
  };
  const config = readConfig(environment);
  return {
    // The log's format is the runner's; the programs always write JSON to it.
    config: {
      ...config,
      log: { ...config.log, format: isUnset(given.LOG_FORMAT) ? 'pretty' : wanted.log.format },
    },
    environment,
    supabase: embedded && {
      ...embedded.supabase,
      environment: {
        ...embedded.supabase.environment,
        EMBEDDED_SUPABASE_WEBHOOK_URL: `${addressOf(config.http)}/api/hooks/supabase`,
      },
    },
    redis,
    redisMissing,
    programs: programsOf(config),
    generatedAdminToken,
  };
}
