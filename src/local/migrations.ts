import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

const migrationsDirectory = join(import.meta.dirname, '../../supabase/migrations');

// what Supabase's CLI keeps its own record in
const record = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text
  )`;

/**
 * Applies the migrations the database has no record of, in order, each in its own transaction.
 * Returns the file names it applied.
 */
export async function applyMigrations(database: PGlite): Promise<string[]> {
  await database.exec(record);
  const { rows } = await database.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  );
  const done = new Set(rows.map(({ version }) => version));
  const missing = readdirSync(migrationsDirectory)
    .filter((file) => file.endsWith('.sql') && !done.has(versionOf(file)))
    .sort();

  for (const file of missing) {
    const statements = readFileSync(join(migrationsDirectory, file), 'utf8');
    const name = file.slice(versionOf(file).length + 1, -'.sql'.length);
    await database.transaction(async (transaction) => {
      await transaction.exec(statements);
      await transaction.query(
        'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)',
        [versionOf(file), [statements], name],
      );
    });
  }
  return missing;
}

function versionOf(file: string): string {
  return file.slice(0, file.indexOf('_'));
}
