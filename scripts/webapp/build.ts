import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';
import { compileTexts } from './compileTexts.ts';

const root = join(import.meta.dirname, '../../src/webapp');

/** What only the page's HTML says. */
const IN_HTML_ONLY = new Set(['app-no-script']);

/** Locale files as modules of the page; ids go without the `app-` that all of them begin with. */
const texts: Plugin = {
  name: 'texts',
  transform: {
    filter: { id: /\.ftl$/ },
    handler(source) {
      const texts = Object.entries(compileTexts(source))
        .filter(([id]) => !IN_HTML_ONLY.has(id))
        .map(([id, text]) => [id.replace(/^app-/, ''), text]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(texts))}`, map: null };
    },
  },
};

/**
 * Builds the page into a directory: `assets/` named by their content, and an `index.<language>.html` for each language that
 * loads its texts together with the code; beside each file its compressed forms.
 */
async function buildPage(directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  await build({
    root,
    base: '/',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [texts],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: directory,
      emptyOutDir: true,
      target: ['chrome100', 'safari15.4'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  });
  const index = join(directory, 'index.html');
  const html = readFileSync(index, 'utf8');
  const assets = readdirSync(join(directory, 'assets'));
  for (const language of LANGUAGES) {
    const file = assets.find((name) => name.startsWith(`webapp.${language}-`));
    if (file === undefined) throw new Error(`no texts in ${language} were built`);
    writeFileSync(join(directory, `index.${language}.html`), htmlIn(language, html, file));
  }
  rmSync(index);
  for (const file of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (file.isFile()) compress(join(file.parentPath, file.name));
  }
}

function htmlIn(language: Language, html: string, texts: string): string {
  const locale = join(root, `../i18n/locales/webapp.${language}.ftl`);
  const all = compileTexts(readFileSync(locale, 'utf8'));
  const preload = `<link rel="modulepreload" crossorigin href="/assets/${texts}">`;
  return html
    .replace('</head>', `  ${preload}\n  </head>`)
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, id: string) =>
      id === 'language' ? language : plainText(all[id]),
    );
}

const plainText = (text: unknown): string => (typeof text === 'string' ? text : '');

function compress(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
}

const [directory = join(root, 'built')] = process.argv.slice(2);
await buildPage(resolve(directory));
