import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { montenegro } from './seed/montenegro.ts';
import { formatSeed, parseTree } from './seed/seedFile.ts';
import { growTree } from './seed/tree.ts';
import { turkeySource } from './seed/turkey.ts';

const file = join(import.meta.dirname, '../supabase/seed/catalogue.sql.gz');

function readPrevious(): string {
  try {
    return gunzipSync(readFileSync(file)).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

const previous = readPrevious();
const seed = formatSeed([
  {
    id: 1,
    name: 'Türkiye',
    iso2: 'TR',
    currency: 'TRY',
    enabled: true,
    tree: growTree(turkeySource(), parseTree(previous, 1)),
  },
  { id: 2, name: 'Crna Gora', iso2: 'ME', currency: 'EUR', enabled: false, tree: montenegro },
]);

if (seed === previous) {
  process.stdout.write('Исходный каталог не изменился.\n');
} else {
  writeFileSync(file, gzipSync(seed, { level: 9 }));
  process.stdout.write(`Исходный каталог записан: ${file}\n`);
}
