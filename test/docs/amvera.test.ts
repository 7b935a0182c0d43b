import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { planContainer } from '../../src/container/plan.ts';
import { MIGRATIONS } from '../../src/datasets/migrations.ts';
import { VARIABLES } from '../../src/variables.ts';
import { startTestRedis } from '../support/redis.ts';
import {
  blocksOf,
  codeIn,
  quotedLinesOf,
  readGuide,
  REPOSITORY,
  shown,
  tableUnder,
} from './support/guide.ts';
import { isInSources, messagesOfSources } from './support/messages.ts';

const guide = readGuide('amvera.ru.md');
const blocks = blocksOf(guide);
const code = codeIn(guide);

/** Of the operator's own shell, not of our programs. */
const OWN_VARIABLES = new Set(['ADRES', 'DATABASE_URL']);
/** The reasons of a Redis outage, as the guide's table has them. */
const reasons = tableUnder(guide, 'причина').map(([cell = '']) => codeIn(cell)[0] ?? '');
const OF_REDIS = /^(?:WRONGPASS|NOAUTH|OOM|ERR) /;
const OF_NODE = /^getaddrinfo ENOTFOUND /;

describe('the guide for Amvera', () => {
  test('marks every block: tested, tested in the container, or in need of the cloud', () => {
    const known = new Set(['sh', 'sh контейнер', 'sh облако', 'text', 'журнал', 'yaml']);
    expect(blocks.length).toBeGreaterThan(20);
    expect(blocks.filter(({ info }) => !known.has(info))).toEqual([]);
  });

  test('leaves only to the cloud what cannot be run without one', () => {
    const commands = blocks
      .filter(({ info }) => info === 'sh облако')
      .flatMap(({ text }) => text.trim().split('\n'))
      .map((line) => line.split(' ')[0] ?? '');
    const ofTheCloud = ['supabase', 'gunzip', 'git', 'export', 'read'];
    expect(new Set(commands)).toEqual(new Set(ofTheCloud));
  });

  test('shows an answer only under the command that gives it', () => {
    const orphans = blocks.filter(({ info }, index) => {
      const before = blocks[index - 1]?.info ?? '';
      return info === 'text' && before !== 'sh' && before !== 'sh контейнер';
    });
    expect(orphans).toEqual([]);
  });

  test('quotes only log lines that the programs write', () => {
    const messages = messagesOfSources();
    const lines = blocks
      .filter(({ info }) => info === 'журнал')
      .flatMap(quotedLinesOf)
      .filter(({ program }) => program !== 'redis')
      .map(({ message }) => message);
    const spans = code.filter((text) => /^(?:[А-ЯЁа-яё]|\p{Emoji_Presentation}|⚠)/u.test(text));
    const quoted = [...lines, ...spans];
    expect(quoted.length).toBeGreaterThan(50);
    expect(quoted.filter((text) => !isInSources(text, messages))).toEqual([]);
  });

  test('names only reasons of a Redis outage that the programs have', () => {
    const messages = messagesOfSources();
    const own = reasons.filter((reason) => !OF_REDIS.test(reason) && !OF_NODE.test(reason));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter((reason) => !isInSources(reason, messages))).toEqual([]);
  });

  test("names redis-server's reasons in its own words", async () => {
    const redis = await startTestRedis({
      arguments: ['--requirepass', 'right', '--maxmemory', '1'],
    });
    const ask = (...words: string[]) =>
      spawnSync('redis-cli', ['-p', String(redis.port), ...words], { encoding: 'utf8' }).stdout;
    const answers = [
      ask('ping'),
      ask('auth', 'wrong'),
      ask('-a', 'right', 'set', 'key', 'value'),
      ask('-a', 'right', 'select', '99'),
    ].join('\n');
    await redis.stop();
    const its = reasons.filter((reason) => OF_REDIS.test(reason));
    expect(its.length).toBe(4);
    expect(its.filter((reason) => !shown(reason).test(answers))).toEqual([]);
  });

  test('names only rules that the checks have', () => {
    const sources = ['datasets/countries', 'datasets/catalogRows', 'cache/validation']
      .map((file) => readFileSync(join(REPOSITORY, `src/${file}.ts`), 'utf8'))
      .join('');
    const rules = tableUnder(guide, 'правило').flatMap(([cell = '']) => codeIn(cell));
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter((rule) => !sources.includes(`'${rule}'`))).toEqual([]);
  });

  test('names no variable that the programs do not read', () => {
    const names = [...guide.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => name);
    expect(
      names.filter((name) => !Object.hasOwn(VARIABLES, name) && !OWN_VARIABLES.has(name)),
    ).toEqual([]);
  });

  test('calls a variable secret where it is one, and each secret by its name', () => {
    const rows = tableUnder(guide, 'переменная');
    const isCalledSecret = (name: string) =>
      rows.some(([names = '', , secret = '']) => names.includes(`\`${name}\``) && secret !== '');
    const secrets = Object.entries(VARIABLES).filter(([, { secret }]) => secret);
    expect(secrets.map(([name]) => name).filter((name) => !isCalledSecret(name))).toEqual([]);
    const open = rows.filter(
      ([names = '', , secret = '']) =>
        secret === 'да' && codeIn(names).some((name) => !secrets.some(([each]) => each === name)),
    );
    expect(open).toEqual([]);
  });

  test('names only files that exist, in the repository or in the image', () => {
    const files = code.filter((text) =>
      /^[\w./-]+\.(?:ya?ml|amvera|conf|sql|gz|md|js|ts)$/.test(text),
    );
    const sourceOf = (file: string) => file.replace(/^dist\/(.+)\.js$/, 'src/$1.ts');
    const links = [...guide.matchAll(/\]\((\.\.\/[^)#]+)/g)].map(([, to = '']) => join('docs', to));
    expect(files.length).toBeGreaterThan(8);
    expect(
      [...files, ...links].filter((file) => !existsSync(join(REPOSITORY, sourceOf(file)))),
    ).toEqual([]);
  });

  test('names every migration, in order', () => {
    const named = code.filter((text) => /^supabase\/migrations\/.+\.sql$/.test(text));
    expect(named).toEqual(MIGRATIONS.map((file) => `supabase/migrations/${file}`));
  });

  test('explains the lines of amvera.yaml as they are', () => {
    const lines = new Set(
      readFileSync(join(REPOSITORY, 'amvera.yaml'), 'utf8')
        .split('\n')
        .map((line) => line.trim()),
    );
    const explained = tableUnder(guide, 'строка `amvera.yaml`').flatMap(([cell = '']) =>
      codeIn(cell),
    );
    expect(explained.length).toBe(5);
    expect(explained.filter((line) => !lines.has(line))).toEqual([]);
  });

  test('gives containers arguments that they take', () => {
    const config = readConfig({
      SUPABASE_URL: 'https://example.supabase.co',
      SUPABASE_ANON_KEY: 'key',
      REDIS_HOST: 'redis.example.net',
    });
    const wanted = blocks
      .filter(({ info }) => info === 'yaml')
      .map(({ text }) => /args: (.+)/.exec(text)?.[1]?.split(' ') ?? []);
    expect(wanted).toEqual([['worker']]);
    expect(planContainer(config, wanted[0] ?? []).programs).toEqual(['worker']);
  });

  test('leads only to headings of its own that exist', () => {
    const anchors = new Set(
      [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
