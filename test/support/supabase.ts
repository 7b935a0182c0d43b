import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../../src/local/database.ts';
import { startEmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type {
  EmbeddedSupabase,
  EmbeddedSupabaseOptions,
} from '../../src/local/embeddedSupabase.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const DUMPS = join(root, 'node_modules', '.cache', 'databases');

const MARKET_TABLES = [
  'general_data',
  'house_type_data',
  'floor_segment_data',
  'age_data',
  'heating_data',
  'property_trends',
];

/**
 * The tables alone; with the catalogue and the demo market; of Türkiye only Adana and Antalya, which programs load in
 * no time.
 */
type Content = 'tables' | 'catalogue' | 'two provinces';

/** A Supabase of the test's own, in memory; the test stops it. */
export async function startTestSupabase({
  content = 'tables',
  webhook,
}: { content?: Content } & Pick<
  EmbeddedSupabaseOptions,
  'webhook'
> = {}): Promise<EmbeddedSupabase> {
  const dump = readFileSync(await dumpOf(content));
  return startEmbeddedSupabase({ seed: false, webhook, dump: new Blob([dump]) });
}

/** The database of such a Supabase without one around it; the test closes it. */
export async function openTestDatabase(): Promise<PGlite> {
  return PGlite.create({ loadDataDir: new Blob([readFileSync(await dumpOf('tables'))]) });
}

/** Leaves a database where one is kept in this data directory, as if it had been made there. */
export async function keepTestDatabase(dataDirectory: string, content: Content): Promise<void> {
  const database = join(dataDirectory, 'database');
  mkdirSync(database, { recursive: true });
  execFileSync('tar', ['-xf', await dumpOf(content), '-C', database], { stdio: 'pipe' });
}

/** The dump of a database as it is when just made: making one takes four times as long as opening it. */
async function dumpOf(content: Content): Promise<string> {
  const current = fingerprint();
  const file = join(DUMPS, `${current}-${content.replace(' ', '-')}.tar`);
  mkdirSync(DUMPS, { recursive: true });
  while (!existsSync(file)) {
    if (isMakersTurn(`${file}.making`)) await make(content, file);
    else await delay(100);
  }
  for (const name of readdirSync(DUMPS)) {
    if (!name.startsWith(current)) rmSync(join(DUMPS, name), { force: true });
  }
  return file;
}

/** Whether this process is to make it: many tests start at once, and one is enough. A maker that died is not waited for. */
function isMakersTurn(mark: string): boolean {
  try {
    const maker = Number(readFileSync(mark, 'utf8'));
    if (maker !== process.pid && existsSync(`/proc/${maker}`)) return false;
    rmSync(mark, { force: true });
  } catch {
    // nobody makes it yet
  }
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

async function make(content: Content, file: string): Promise<void> {
  const database = await openDatabase({ seed: content !== 'tables', log: () => {} });
  if (content === 'two provinces') {
    for (const table of ['locations', ...MARKET_TABLES]) {
      await database.exec(`delete from ${table} where country_id = 1 and city_id not in (1, 7)`);
    }
    await database.exec('vacuum full');
  }
  // else whoever opens the dump first replays all that was written since the database was made
  await database.exec('checkpoint');
  const dump = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  // whoever also made it renames an equal one into its place
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, dump);
  renameSync(unfinished, file);
  rmSync(`${file}.making`, { force: true });
}

/** Of all that a new database is made from. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const filesIn = (directory: string) =>
    readdirSync(join(root, directory))
      .sort()
      .map((name) => join(directory, name));
  const files = [
    'package-lock.json',
    'src/local/database.ts',
    'src/local/migrations.ts',
    'src/local/pgNet.ts',
  ];
  for (const file of [...files, ...filesIn('supabase/migrations'), ...filesIn('supabase/seed')]) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
