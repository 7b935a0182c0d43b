import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const CONFIGURATION = ['.oxlintrc.json', '.oxfmtrc.json', 'knip.json', 'package.json'];

/** A project with our configuration of the checks, and these files instead of ours. */
function plant(files: Record<string, string>): string {
  const project = mkdtempSync(join(tmpdir(), 'walls-'));
  for (const name of CONFIGURATION) cpSync(join(root, name), join(project, name));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  return project;
}

function check(project: string, tool: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', tool), ...parameters],
    { cwd: project, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr, stdout };
}

const importing = (path: string) =>
  `import { thing } from '${path}';\n\nexport const use = thing;\n`;
const THING = 'export const thing = 1;\n';

describe('the walls between rooms', () => {
  const things = [
    'src/api/service.ts',
    'src/bot/bot.ts',
    'src/worker/refreshJob.ts',
    'src/cache/reader.ts',
    'src/datasets/countries.ts',
    'src/places/search.ts',
    'src/i18n/translator.ts',
    'src/people/users.ts',
    'src/valuation/estimate.ts',
    'src/local/runner.ts',
    'src/container/plan.ts',
    'src/doctor/diagnosis.ts',
    'src/telegram/client.ts',
    'src/webapp/draft.ts',
    'src/config.ts',
  ];
  const refused: [path: string, imported: string, words: string][] = [
    ['src/api/a.ts', '../worker/refreshJob.ts', 'never import each other'],
    ['src/api/b.ts', '../bot/bot.ts', 'never import each other'],
    ['src/api/c.ts', '../solo.ts', 'never import each other'],
    ['src/bot/a.ts', '../api/service.ts', 'never import each other'],
    ['src/bot/b.ts', '../worker/refreshJob.ts', 'never import each other'],
    ['src/worker/a.ts', '../api/service.ts', 'never import each other'],
    ['src/worker/b.ts', '../bot/bot.ts', 'never import each other'],
    ['src/cache/a.ts', '../datasets/countries.ts', 'knows nothing of countries'],
    ['src/cache/b.ts', '../places/search.ts', 'knows nothing of countries'],
    ['src/cache/c.ts', '../i18n/translator.ts', 'knows nothing of countries'],
    ['src/cache/f.ts', '../people/users.ts', 'knows nothing of countries'],
    ['src/cache/d.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/datasets/a.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/datasets/b.ts', '../worker/refreshJob.ts', 'A shared room never imports'],
    ['src/evaluations/a.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/places/a.ts', '../bot/bot.ts', 'A shared room never imports'],
    ['src/i18n/a.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/people/a.ts', '../bot/bot.ts', 'A shared room never imports'],
    ['src/container/a.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/telegram/a.ts', '../bot/bot.ts', 'A shared room never imports'],
    ['src/metrics.ts', './api/service.ts', 'A shared room never imports'],
    ['src/valuation/a.ts', 'node:fs', 'no I/O'],
    ['src/valuation/b.ts', 'ioredis', 'no I/O'],
    ['src/valuation/c.ts', '../datasets/countries.ts', 'no I/O'],
    ['src/valuation/d.ts', '../api/service.ts', 'A shared room never imports'],
    ['src/api/d.ts', '../local/runner.ts', 'Nothing imports local'],
    ['src/bot/d.ts', '../local/runner.ts', 'Nothing imports local'],
    ['src/worker/d.ts', '../local/runner.ts', 'Nothing imports local'],
    ['src/api/main.ts', '../local/runner.ts', 'Nothing imports local'],
    ['src/solo.ts', './local/runner.ts', 'Nothing imports local'],
    ['src/datasets/d.ts', '../local/runner.ts', 'A shared room never imports'],
    ['src/doctor/a.ts', '../api/service.ts', 'never imports them'],
    ['src/doctor/b.ts', '../bot/bot.ts', 'never imports them'],
    ['src/doctor/c.ts', '../worker/refreshJob.ts', 'never imports them'],
    ['src/doctor/d.ts', '../local/runner.ts', 'Nothing imports local'],
    ['src/doctor/main.ts', '../api/service.ts', 'never imports them'],
    ['src/api/f.ts', '../doctor/diagnosis.ts', 'never import each other'],
    ['src/people/d.ts', '../doctor/diagnosis.ts', 'A shared room never imports'],
    ['src/people/f.ts', '../webapp/draft.ts', 'A shared room never imports'],
    ['src/webapp/a.ts', '../api/service.ts', 'meets them over HTTP'],
    ['src/webapp/b.ts', 'node:fs', 'runs in a browser'],
  ];
  const accepted: [path: string, imported: string][] = [
    ['src/worker/main.ts', '../api/service.ts'],
    ['src/bot/main.ts', '../worker/refreshJob.ts'],
    ['src/api/e.ts', '../datasets/countries.ts'],
    ['src/worker/e.ts', '../cache/reader.ts'],
    ['src/datasets/e.ts', '../cache/reader.ts'],
    ['src/evaluations/e.ts', '../datasets/countries.ts'],
    ['src/cache/e.ts', '../config.ts'],
    ['src/doctor/e.ts', '../telegram/client.ts'],
    ['src/doctor/f.ts', '../cache/reader.ts'],
    ['src/webapp/e.ts', '../valuation/estimate.ts'],
    ['src/local/e.ts', '../api/service.ts'],
    ['test/e.test.ts', '../src/local/runner.ts'],
    ['bench/e.ts', '../src/worker/refreshJob.ts'],
  ];

  let project: string;
  let findings: { filename: string; message: string; code: string; help?: string }[];
  beforeAll(() => {
    project = plant({
      ...Object.fromEntries(things.map((path) => [path, THING])),
      ...Object.fromEntries(refused.map(([path, imported]) => [path, importing(imported)])),
      ...Object.fromEntries(accepted.map(([path, imported]) => [path, importing(imported)])),
      'src/cache/chicken.ts':
        "import { egg } from './egg.ts';\n\nexport const chicken = () => egg;\n",
      'src/cache/egg.ts':
        "import { chicken } from './chicken.ts';\n\nexport const egg = chicken;\n",
    });
    const { stdout } = check(project, 'oxlint/bin/oxlint', '--deny-warnings', '--format=json');
    findings = (JSON.parse(stdout) as { diagnostics: typeof findings }).diagnostics;
  });
  afterAll(() => rmSync(project, { recursive: true }));

  const findingsIn = (path: string) =>
    findings
      .filter(({ filename }) => filename === path)
      .map(({ code, message, help = '' }) => `${code} ${message} ${help}`);

  test.each(refused)('%s may not import %s', (path, _imported, words) => {
    expect(findingsIn(path)).toEqual([expect.stringContaining('no-restricted-imports')]);
    expect(findingsIn(path)[0]).toContain(words);
  });

  test.each(accepted)('%s may import %s', (path) => {
    expect(findingsIn(path)).toEqual([]);
  });

  test('stand against cycles', () => {
    for (const path of ['src/cache/chicken.ts', 'src/cache/egg.ts']) {
      expect(findingsIn(path)).toEqual([expect.stringContaining('no-cycle')]);
    }
  });

  test('find nothing wrong with what is not planted', () => {
    for (const path of things) expect(findingsIn(path)).toEqual([]);
  });
});

describe('npm run check', () => {
  const good = {
    'src/api/main.ts': "import { used } from './used.ts';\n\nprocess.stdout.write(used);\n",
    'src/api/used.ts': "export const used = 'used';\n",
  };

  function unusedIn(files: Record<string, string>) {
    const project = plant(files);
    const { status, output } = check(project, 'knip/bin/knip.js', '--include', 'files,exports');
    rmSync(project, { recursive: true });
    return { status, output };
  }

  test('runs types, lint, format, unused code and the page’s weight, each able to fail it', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const parts = ['types', 'lint', 'format', 'unused', 'size'];
    expect(scripts['check']).toBe(
      parts.map((part) => `npm run --silent check:${part}`).join(' && '),
    );
    expect(parts.map((part) => scripts[`check:${part}`])).toEqual([
      'tsc --noEmit && tsc --noEmit -p src/webapp && tsc --noEmit -p test/browser',
      'oxlint --type-aware --deny-warnings',
      'oxfmt --check',
      'knip',
      'node scripts/webapp/checkSizes.ts',
    ]);
  });

  test('refuses a file nobody imports', () => {
    const { status, output } = unusedIn({ ...good, 'src/api/unused.ts': THING });
    expect(status).toBe(1);
    expect(output).toContain('src/api/unused.ts');
    expect(output).not.toContain('src/api/used.ts');
  });

  test('refuses an export nobody imports', () => {
    const used = `${good['src/api/used.ts']}export const forgotten = 1;\n`;
    const { status, output } = unusedIn({ ...good, 'src/api/used.ts': used });
    expect(status).toBe(1);
    expect(output).toMatch(/forgotten.*src\/api\/used\.ts/);
  });

  test('accepts what is used', () => {
    expect(unusedIn(good)).toMatchObject({ status: 0 });
  });

  test.each([
    [good['src/api/main.ts'], 0],
    [good['src/api/main.ts'].replaceAll("'", '"'), 1],
    [`${good['src/api/main.ts']}\n\n`, 1],
  ])('wants the one format: %j', (text, expected) => {
    const project = plant({ 'src/api/main.ts': text });
    const { status, output } = check(project, 'oxfmt/bin/oxfmt', '--check', 'src');
    rmSync(project, { recursive: true });
    expect(status).toBe(expected);
    expect(output.includes('src/api/main.ts')).toBe(expected === 1);
  });
});
