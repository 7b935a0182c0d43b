import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { lockDataDirectory } from './dataLock.ts';
import { openDatabase } from './database.ts';
import { startGateway } from './gateway.ts';
import { signKeys } from './keys.ts';
import type { SupabaseKeys } from './keys.ts';
import { PgNet } from './pgNet.ts';
import { postgrestBinary, startPostgrest } from './postgrest.ts';
import { takeTurns } from './sessionTurns.ts';
import { ConfigurationError } from '../errors.ts';

export interface EmbeddedSupabaseOptions {
  /** Where the database is kept between runs; absent: in memory. */
  dataDirectory?: string | undefined;
  /** Port of the gateway on 127.0.0.1; 0 or absent: a free one. */
  gatewayPort?: number | undefined;
  /** Signs the keys, at least 32 characters; absent: a new one for this run. */
  jwtSecret?: string | undefined;
  /** Whether a database made now gets the catalogue and the demo market. */
  seed: boolean;
  /** A dump of a database to begin with in memory, instead of making one. */
  dump?: Blob | undefined;
  /** Who is told of changes of data, as by pg_net; nobody else is. */
  webhook?: { url: string; secret: string } | undefined;
  /** Receives progress, one line each, in the operators' language. */
  log?: ((line: string) => void) | undefined;
}

/** A Supabase project on this machine: PGlite behind a real PostgREST behind a gateway. */
export interface EmbeddedSupabase extends SupabaseKeys {
  /** What SUPABASE_URL is to be set to. */
  url: string;
  postgrestProcessId: number;
  /** Runs one statement as the database's owner, past PostgREST and its limits. */
  sql<Row>(query: string, parameters?: unknown[]): Promise<Row[]>;
  /** Resolves when PostgREST dies without having been stopped. */
  exited: Promise<Error>;
  /** Ends PostgREST, closes the database and gives the data directory back; again: the same promise. */
  stop(): Promise<void>;
}

/** Starts it all. Throws a ConfigurationError for what the operator has to put right; nothing is left running then. */
export async function startEmbeddedSupabase(
  options: EmbeddedSupabaseOptions,
): Promise<EmbeddedSupabase> {
  const { dataDirectory, gatewayPort = 0, seed, dump, webhook, log = () => {} } = options;
  const jwtSecret = options.jwtSecret ?? randomBytes(32).toString('hex');
  if (jwtSecret.length < 32) {
    throw new ConfigurationError('Секрет для ключей встроенной базы короче 32 символов.');
  }
  postgrestBinary();

  await using opened = new AsyncDisposableStack();
  if (dataDirectory !== undefined) {
    opened.adopt(lockDataDirectory(dataDirectory), (lock) => lock.release());
  }
  const gateway = opened.adopt(await startGateway(gatewayPort), (started) => started.close());
  const database = opened.adopt(await openDatabase({ dataDirectory, seed, dump, log }), (db) =>
    db.close(),
  );

  // sockets in a directory of our own: other users of the machine cannot reach the database past the keys
  const sockets = opened.adopt(mkdtempSync(join(tmpdir(), 'embedded-supabase-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  await tellOnly(webhook, database);
  const turns = takeTurns(database, () => pgNet?.wake());
  const pgNet = webhook && new PgNet({ database, turns, log });
  opened.defer(async () => pgNet?.stop());
  const server = opened.adopt(
    new PGLiteSocketServer({
      db: turns.shared,
      path: join(sockets, '.s.PGSQL.5432'),
      // PostgREST renews its one connection before the old one is quite gone
      maxConnections: 4,
    }),
    (started) => started.stop(),
  );
  await server.start();

  const socketPath = join(sockets, 'postgrest.sock');
  const postgrest = opened.adopt(
    await startPostgrest({ databaseSocketDirectory: sockets, socketPath, jwtSecret }),
    (started) => started.stop(),
  );
  gateway.openTo(socketPath);

  const running = opened.move();
  let stopped: Promise<void> | undefined;
  return {
    ...(await signKeys(jwtSecret)),
    url: gateway.url,
    postgrestProcessId: postgrest.processId,
    exited: postgrest.exited,
    sql: async <Row>(query: string, parameters?: unknown[]) => {
      const { rows } = await turns.between(() => database.query<Row>(query, parameters));
      pgNet?.wake();
      return rows;
    },
    stop: () => (stopped ??= running.disposeAsync()),
  };
}

/** A kept database may know the receiver of an earlier run, which listened elsewhere. */
async function tellOnly(
  webhook: EmbeddedSupabaseOptions['webhook'],
  database: PGlite,
): Promise<void> {
  await database.exec('truncate webhooks.receivers, net.http_request_queue');
  if (webhook === undefined) return;
  const { url, secret } = webhook;
  await database.query('insert into webhooks.receivers values ($1, $2)', [url, secret]);
}
