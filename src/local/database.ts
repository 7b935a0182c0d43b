import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { applyMigrations } from './migrations.ts';
import { PG_NET } from './pgNet.ts';

const seedDirectory = join(import.meta.dirname, '../../supabase/seed');
const MARKET_MIGRATION = '20261104000000_market.sql';

// the roles and default privileges a Supabase project is born with
const roles = `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  create role authenticator login noinherit;
  grant anon, authenticated, service_role to authenticator;
  grant usage on schema public to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;`;

export interface DatabaseOptions {
  /** Where the database is kept, already locked by the caller; absent: in memory. */
  dataDirectory?: string | undefined;
  /**
   * Whether a database made now gets the catalogue and the demo market. One that is kept stays as it is, but where the
   * market's tables come to it now, they come filled.
   */
  seed: boolean;
  /** What `dumpDataDir` gave of a database like the one wanted in memory, to be begun with instead of making it. */
  dump?: Blob | undefined;
  log: (line: string) => void;
}

/**
 * Opens the kept database, or makes one, and applies the migrations it lacks. A new one is made aside and renamed
 * into place when complete: a process killed at any moment leaves either no database or a whole one.
 */
export async function openDatabase(options: DatabaseOptions): Promise<PGlite> {
  const { dataDirectory, dump, log } = options;
  if (dump) return PGlite.create({ loadDataDir: dump });
  if (dataDirectory === undefined) return fill(await PGlite.create(), options);

  const kept = join(dataDirectory, 'database');
  const unfinished = join(dataDirectory, 'database.unfinished');
  if (readdirSync(dataDirectory).includes('database.unfinished')) {
    log('Встроенная база: прошлый первый запуск был прерван, начинаем заново.');
    rmSync(unfinished, { recursive: true, force: true });
  }
  if (!existsSync(kept)) {
    log('Встроенная база: первый запуск, создаём базу…');
    const made = await fill(await PGlite.create(unfinished), options);
    await made.close();
    renameSync(unfinished, kept);
  }

  const database = await PGlite.create(kept);
  await database.exec(PG_NET);
  const applied = await applyMigrations(database);
  if (applied.length > 0) log(`Встроенная база: применены миграции ${applied.join(', ')}.`);
  if (options.seed && applied.includes(MARKET_MIGRATION)) {
    await load(database, { name: 'market', what: 'демо-рынок и демо-курсы загружены', log });
  }
  return database;
}

async function fill(database: PGlite, { seed, log }: DatabaseOptions): Promise<PGlite> {
  await database.exec(roles + PG_NET);
  await applyMigrations(database);
  if (seed) {
    await load(database, { name: 'catalogue', what: 'каталог загружен', log });
    await load(database, { name: 'market', what: 'демо-рынок и демо-курсы загружены', log });
  }
  return database;
}

async function load(
  database: PGlite,
  { name, what, log }: { name: string; what: string; log: (line: string) => void },
): Promise<void> {
  const startedAt = performance.now();
  const file = join(seedDirectory, `${name}.sql.gz`);
  await database.exec(gunzipSync(readFileSync(file)).toString());
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  log(`Встроенная база: ${what} за ${seconds} с.`);
}
