import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { demoMarket } from './seed/demoMarket.ts';
import { demoRates } from './seed/demoSeries.ts';
import { formatMarket } from './seed/marketFile.ts';
import { montenegro } from './seed/montenegro.ts';
import { formatSeed, parseTree } from './seed/seedFile.ts';
import { growTree } from './seed/tree.ts';
import { turkeySource } from './seed/turkey.ts';

const folder = join(import.meta.dirname, '../supabase/seed');
const catalogueFile = join(folder, 'catalogue.sql.gz');
const marketFile = join(folder, 'market.sql.gz');

function readPrevious(file: string): string {
  try {
    return gunzipSync(readFileSync(file)).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function writeIfChanged(file: string, seed: string): void {
  if (seed === readPrevious(file)) {
    process.stdout.write(`Не изменился: ${file}\n`);
  } else {
    writeFileSync(file, gzipSync(seed, { level: 9 }));
    process.stdout.write(`Записан: ${file}\n`);
  }
}

const turkey = growTree(turkeySource(), parseTree(readPrevious(catalogueFile), 1));
writeIfChanged(
  catalogueFile,
  formatSeed([
    { id: 1, name: 'Türkiye', iso2: 'TR', currency: 'TRY', enabled: true, tree: turkey },
    { id: 2, name: 'Crna Gora', iso2: 'ME', currency: 'EUR', enabled: false, tree: montenegro },
  ]),
);
writeIfChanged(marketFile, formatMarket(demoMarket(turkey), demoRates()));
