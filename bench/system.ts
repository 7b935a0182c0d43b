import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../src/local/freePort.ts';
import { signKeys } from '../src/local/keys.ts';
import { redisAnswers, startRedisServer } from '../src/local/redisServer.ts';
import {
  startProgram,
  startServer,
  type Environment,
  type ServerProcess,
} from './serverProcess.ts';

/** Ours, as in production: each part a process of its own, logging JSON, everything on. */
export interface System {
  /** SUPABASE_… of the embedded Supabase. */
  supabase: Environment & { SUPABASE_URL: string; SUPABASE_SERVICE_ROLE_KEY: string };
  redisPort: number;
  /** Beside a worker and Redis. */
  api: ServerProcess;
  /** Memory mode. */
  solo: ServerProcess;
  /** CACHE_ENABLED=false. */
  cacheOff: ServerProcess;
  adminToken: string;
  /** Ends the three servers before their time; database, Redis and worker go on. */
  stopServers(): Promise<void>;
  /** Ends all of it before its time. */
  stop(): Promise<void>;
}

export const MOST_REQUESTS = { RATE_LIMIT_PER_MINUTE: '1000000' };

/** A Redis of this run; gives its port. */
export async function startRedis(running: AsyncDisposableStack): Promise<number> {
  const port = await freePort();
  const redis = startRedisServer({ port });
  running.defer(async () => {
    const exited = once(redis, 'exit');
    if (redis.kill('SIGTERM')) await exited;
  });
  while (!(await redisAnswers(port))) await sleep(20);
  return port;
}

/** An embedded Supabase with the catalogue. */
export async function startSupabase(running: AsyncDisposableStack): Promise<System['supabase']> {
  const secret = randomBytes(32).toString('hex');
  const { anonKey, serviceRoleKey } = await signKeys(secret);
  const { url, processId } = running.use(
    await startServer({
      name: 'embedded Supabase',
      file: 'src/local/supabase.ts',
      environment: { EMBEDDED_SUPABASE_JWT_SECRET: secret },
      portVariable: 'EMBEDDED_SUPABASE_PORT',
      readyPath: '/health',
    }),
  );
  // it stands for a database on another machine: what it takes of this one must not be missed by ours
  setPriority(processId, constants.priority.PRIORITY_LOW);
  return {
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: anonKey,
    SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey,
  };
}

/** For a program beside the Redis of a system. */
export function environmentBesideRedis({
  supabase,
  redisPort,
  adminToken,
}: Pick<System, 'supabase' | 'redisPort' | 'adminToken'>) {
  return {
    ...supabase,
    ...MOST_REQUESTS,
    ADMIN_API_TOKEN: adminToken,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    REDIS_HOST: '127.0.0.1',
    REDIS_PORT: String(redisPort),
  };
}

/** Starts all of it, ready to answer; what runs is ended with `running`. */
export async function startSystem(outer: AsyncDisposableStack): Promise<System> {
  const running = outer.use(new AsyncDisposableStack());
  const redisPort = await startRedis(running);
  const supabase = await startSupabase(running);
  const adminToken = randomBytes(24).toString('base64url');
  const withRedis = environmentBesideRedis({ supabase, redisPort, adminToken });
  const { REDIS_HOST: _, ...environment } = withRedis;
  running.use(startProgram({ name: 'worker', file: 'src/worker/main.ts', environment: withRedis }));
  const servers = running.use(new AsyncDisposableStack());
  const start = async (name: string, file: string, environment: Environment) =>
    servers.use(await startServer({ name, file, environment, readyPath: '/ready' }));
  const api = await start('api', 'src/api/main.ts', withRedis);
  const solo = await start('solo', 'src/solo.ts', environment);
  const off = { ...environment, CACHE_ENABLED: 'false' };
  const cacheOff = await start('solo without cache', 'src/solo.ts', off);
  const stopServers = () => servers.disposeAsync();
  const stop = () => running.disposeAsync();
  return { supabase, redisPort, api, solo, cacheOff, adminToken, stopServers, stop };
}
