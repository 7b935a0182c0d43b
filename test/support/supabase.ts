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
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/local/database.ts';
import { startEmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type {
  EmbeddedSupabase,
  EmbeddedSupabaseOptions,
} from '../../src/local/embeddedSupabase.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const DUMPS = join(root, 'node_modules', '.cache', 'databases');

/** A Supabase of the test's own, in memory, with the catalogue if asked for; the test stops it. */
export async function startTestSupabase({
  seed = false,
  webhook,
}: Partial<Pick<EmbeddedSupabaseOptions, 'seed' | 'webhook'>> = {}): Promise<EmbeddedSupabase> {
  return startEmbeddedSupabase({ seed, webhook, dump: new Blob([await dumpOf(seed)]) });
}

/** A database as it is when just made: making one takes four times as long as opening its dump. */
async function dumpOf(seed: boolean): Promise<Buffer<ArrayBuffer>> {
  const current = fingerprint();
  const file = join(DUMPS, `${current}${seed ? '-catalogue' : ''}.tar`);
  if (existsSync(file)) return readFileSync(file);
  const database = await openDatabase({ seed, log: () => {} });
  const dump = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  // another test may be writing the same one: whoever renames last wins, and it is equal
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(DUMPS, { recursive: true });
  for (const name of readdirSync(DUMPS)) {
    if (!name.startsWith(current)) rmSync(join(DUMPS, name), { force: true });
  }
  writeFileSync(unfinished, dump);
  renameSync(unfinished, file);
  return dump;
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
