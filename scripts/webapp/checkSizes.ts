import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the page may weigh compressed with gzip, in bytes; what only admins load counts with the code. */
const BUDGET: readonly [what: string, files: RegExp, bytes: number][] = [
  ['JavaScript', /^(?!webapp).*\.js\.gz$/, 45_000],
  ['стили', /\.css\.gz$/, 6_000],
  ...['ru', 'en', 'de', 'fr', 'tr'].map((language): [string, RegExp, number] => [
    `тексты ${language}`,
    new RegExp(String.raw`^webapp(?:Admin)?\.${language}-.*\.gz$`),
    5_000,
  ]),
];

const assets = join(import.meta.dirname, '../../src/webapp/built/assets');
if (!existsSync(assets)) throw new Error('the page is not built: node scripts/webapp/build.ts');
const sizes = readdirSync(assets).map((name) => ({
  name,
  bytes: statSync(join(assets, name)).size,
}));
const faults = BUDGET.flatMap(([what, files, most]) => {
  const found = sizes.filter(({ name }) => files.test(name));
  const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
  return found.length > 0 && bytes <= most ? [] : [`${what}: ${bytes} байт, можно ${most}`];
});
for (const fault of faults)
  process.stderr.write(`❌ Мини-приложение тяжелее, чем можно: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
