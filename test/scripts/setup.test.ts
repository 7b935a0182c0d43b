import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url));
let project: string;
let commands: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'setup-'));
  commands = join(project, 'commands');
  mkdirSync(commands);
  mkdirSync(join(project, 'scripts'));
  copyFileSync(script, join(project, 'scripts', 'setup.mjs'));
  writeFileSync(join(project, 'package.json'), '{}');
  writeFileSync(join(project, 'package-lock.json'), '{"version":1}');
  placeNpm(`
    mkdirSync('node_modules/.bin', { recursive: true });
    for (const name of ['.package-lock.json', '.bin/node']) writeFileSync('node_modules/' + name, '');
  `);
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** An npm that notes its call and does what the test says. */
function placeNpm(body: string) {
  writeFileSync(
    join(project, 'npm.mjs'),
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
     appendFileSync('calls', 'npm ' + process.argv.slice(2).join(' ') + '\\n');
     ${body}`,
  );
}

function placeCommand(name: string, body: string) {
  writeFileSync(join(commands, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(commands, name), 0o755);
}

const calls = () => {
  const path = join(project, 'calls');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
};

function setUp(
  parameters: string[] = [],
  { node = process.execPath, ...options }: { node?: string; uid?: number } = {},
) {
  const startedAt = performance.now();
  const result = spawnSync(node, [join(project, 'scripts/setup.mjs'), ...parameters], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: commands, npm_execpath: join(project, 'npm.mjs') },
    ...options,
  });
  const elapsedMs = performance.now() - startedAt;
  return { status: result.status, output: result.stdout + result.stderr, elapsedMs };
}

describe('packages', () => {
  beforeEach(() => {
    placeCommand('redis-server', '');
    placeCommand('supervisord', '');
    placeCommand('chromium', '');
  });

  test('are installed once; a second run is silent, quick and installs nothing', () => {
    expect(setUp()).toMatchObject({ status: 0, output: expect.stringContaining('Устанавливаю') });
    const second = setUp(['--tests']);
    expect(second).toMatchObject({ status: 0, output: '' });
    expect(second.elapsedMs).toBeLessThan(1_000);
    expect(calls()).toHaveLength(1);
  });

  test('are not installed again because files are newer, as after a clone', () => {
    setUp();
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(project, 'package-lock.json'), later, later);
    expect(setUp()).toMatchObject({ status: 0, output: '' });
  });

  test('are installed again when the lock says something new or Node is missing', () => {
    setUp();
    writeFileSync(join(project, 'package-lock.json'), '{"version":2}');
    setUp();
    rmSync(join(project, 'node_modules/.bin/node'));
    setUp();
    expect(calls()).toHaveLength(3);
  });

  test('that cannot be installed are one line with the reason, every time', () => {
    placeNpm(`
      console.error('npm error code ENOTFOUND');
      console.error('npm error request to the registry failed');
      console.error('npm error A complete log of this run can be found in: somewhere');
      process.exitCode = 1;
    `);
    for (let time = 0; time < 2; time += 1) {
      const { status, output } = setUp();
      expect(status).toBe(1);
      expect(output.trim().split('\n')).toEqual([
        expect.stringContaining('Устанавливаю'),
        expect.stringMatching(/не установлены: code ENOTFOUND · request to the registry failed\./),
      ]);
    }
  });
});

describe('redis-server that is missing', () => {
  beforeEach(() => void setUp());

  test('is no obstacle to a start: one line says how to install it', () => {
    const { status, output } = setUp();
    expect(status).toBe(0);
    expect(output.trim()).toMatch(/^⚠️ redis-server не найден\. .*apt-get install redis-server.*$/);
  });

  test('ends the tests with one line', () => {
    const { status, output } = setUp(['--tests']);
    expect(status).toBe(1);
    expect(output.trim()).toMatch(/^❌ redis-server не найден\. .*apt-get install redis-server.*$/);
  });

  test('ends the benchmarks with one line, as does their load generator', () => {
    expect(setUp(['--bench'])).toMatchObject({ status: 1 });
    placeCommand('redis-server', '');
    const { status, output } = setUp(['--bench']);
    expect(status).toBe(1);
    expect(output.trim()).toMatch(/^❌ wrk не найден\. .*apt-get install wrk.*$/);
  });

  test('is not all: tests want supervisord too, and name its package', () => {
    placeCommand('redis-server', '');
    const { status, output } = setUp(['--tests']);
    expect(status).toBe(1);
    expect(output.trim()).toMatch(/^❌ supervisord не найден\. .*apt-get install supervisor .*$/);
    expect(setUp()).toMatchObject({ status: 0, output: '' });
  });

  test.runIf(process.getuid?.() === 0)('leaves the image to want debootstrap too', () => {
    placeCommand('redis-server', '');
    const { status, output } = setUp(['--image']);
    expect(status).toBe(1);
    expect(output.trim()).toMatch(/^❌ debootstrap не найден\. .*apt-get install debootstrap .*$/);
    placeCommand('debootstrap', '');
    expect(setUp(['--image'])).toMatchObject({ status: 0, output: '' });
  });

  describe.runIf(process.getuid?.() === 0)('with apt-get', () => {
    test('is installed by root, the package list being read only when needed', () => {
      const redis = join(commands, 'redis-server');
      const list = join(project, 'list');
      placeCommand(
        'apt-get',
        `echo "apt-get $* $RUNLEVEL $DEBIAN_FRONTEND" >> ${project}/calls
         case "$*" in *update*) : > ${list}; exit;; esac
         [ -e ${list} ] || { echo "E: Unable to locate package redis-server" >&2; exit 100; }
         : > ${redis}`,
      );
      expect(setUp(['--tests']).status).toBe(0);
      expect(calls().slice(1)).toEqual([
        expect.stringMatching(/install .*redis-server 1 noninteractive$/),
        expect.stringMatching(/update 1 noninteractive$/),
        expect.stringMatching(/install .*redis-server 1 noninteractive$/),
        expect.stringMatching(/install .*supervisor 1 noninteractive$/),
        expect.stringMatching(/install .*chromium 1 noninteractive$/),
      ]);
    });

    test('is one line with the reason when apt fails', () => {
      placeCommand('apt-get', 'echo "E: Could not resolve mirror.example" >&2; exit 100');
      const { status, output } = setUp(['--tests']);
      expect(status).toBe(1);
      expect(output).toMatch(/❌ .*не установлен \(Could not resolve mirror\.example\)/);
      expect(setUp().status).toBe(0);
    });

    test('is left to a normal user to install', () => {
      placeCommand('apt-get', 'echo "apt-get was called" >&2; exit 100');
      // A clone in root's home hides our Node from that user.
      const node = join(project, 'node');
      copyFileSync(process.execPath, node);
      chmodSync(project, 0o755);
      const { status, output } = setUp(['--tests'], { node, uid: 65_534 });
      expect(status).toBe(1);
      expect(output).toMatch(/^❌ redis-server не найден\. .*sudo apt-get install redis-server/);
    });
  });
});
