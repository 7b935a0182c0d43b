import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { debianMirror } from './machine.ts';
import { runHere, runInRoot } from './root.ts';

/** What stands in for `node:<major>-<release>-slim`. */
export interface Base {
  root: string;
  release: string;
  environment: Record<string, string>;
}

const IMAGE = /^node:(\d+)-([a-z]+)-slim$/;
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** What Debian's slim image leaves out, now and when a package is installed. */
const LEFT_OUT = ['doc', 'groff', 'info', 'linda', 'lintian', 'locale', 'man'];
/** The settings of Debian's image: what is not kept, where packages come from, and that they start no service. */
const SETTINGS = {
  'etc/dpkg/dpkg.cfg.d/docker': [
    ...LEFT_OUT.map((name) => `path-exclude /usr/share/${name}/*`),
    'path-include /usr/share/doc/*/copyright',
    'path-include /usr/share/locale/locale.alias',
    'force-unsafe-io',
  ],
  'etc/apt/apt.conf.d/docker': [
    'APT::Keep-Downloaded-Packages "false";',
    'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";',
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb"; };',
    'Acquire::Languages "none"; Acquire::GzipIndexes "true";',
  ],
  'usr/sbin/policy-rc.d': ['#!/bin/sh', 'exit 101'],
};

/**
 * The root of a base image, made once and kept: Debian's release as its slim image has it, with the Node that runs this
 * and its npm as the official image has them.
 * @throws Error for an image that is not `node:<this major>-<release>-slim`
 */
export async function provideBase(
  image: string,
  { directory, say }: { directory: string; say: (line: string) => void },
): Promise<Base> {
  const [, major, release] = IMAGE.exec(image) ?? [];
  const version = process.versions.node;
  if (release === undefined) {
    throw new Error(`FROM ${image}: повторить можно только node:<версия>-<выпуск Debian>-slim`);
  }
  if (major !== version.split('.')[0]) throw new Error(`FROM ${image}: а здесь Node ${version}`);
  const environment = { PATH, NODE_VERSION: version };
  const recipe = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  const root = join(directory, `base-${release}-${version}-${recipe.slice(0, 8)}`);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(root)) {
    const unfinished = `${root}.unfinished`;
    const outdated = readdirSync(directory).filter((name) => name.startsWith(`base-${release}-`));
    for (const name of outdated) rmSync(join(directory, name), { recursive: true, force: true });
    say(`📦 Готовлю основу ${image} (debootstrap)…`);
    const mirror = debianMirror(release);
    const from = mirror === undefined ? [] : [mirror];
    await runHere(['debootstrap', '--variant=minbase', release, unfinished, ...from]);
    // what debootstrap takes by itself is the official archive and may stay
    if (mirror !== undefined) writeFileSync(join(unfinished, 'etc/apt/sources.list'), '');
    tidy(unfinished);
    await addNode(unfinished, environment);
    renameSync(unfinished, root);
  }
  return { root, release, environment };
}

/** Makes of debootstrap's root the image's, and takes out what tells of this machine. */
function tidy(root: string): void {
  for (const [path, lines] of Object.entries(SETTINGS)) {
    writeFileSync(join(root, path), `${lines.join('\n')}\n`);
  }
  chmodSync(join(root, 'usr/sbin/policy-rc.d'), 0o755);
  for (const name of ['resolv.conf', 'hosts', 'hostname']) {
    rmSync(join(root, 'etc', name), { force: true });
    writeFileSync(join(root, 'etc', name), '');
  }
  const shared = LEFT_OUT.map((name) => `usr/share/${name}`).join(' ');
  const sweep = `
    find ${shared} -not -type d -not -name copyright -not -name locale.alias -delete
    find ${shared} -mindepth 1 -type d -empty -delete
    rm -rf var/lib/apt/lists/* var/cache/apt/*.bin var/cache/apt/archives/*.deb var/log/*.log var/log/apt/*`;
  execFileSync('sh', ['-c', sweep], { cwd: root, stdio: ['ignore', 'ignore', 'ignore'] });
}

async function addNode(root: string, environment: Record<string, string>): Promise<void> {
  const local = join(root, 'usr/local');
  cpSync(process.execPath, join(local, 'bin/node'));
  symlinkSync('node', join(local, 'bin/nodejs'));
  const modules = join(local, 'lib/node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(npmDirectory(), join(modules, 'npm'), { recursive: true, verbatimSymlinks: true });
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
  }
  const addUser = 'groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node';
  await runInRoot({ root, environment, parameters: ['sh', '-c', addUser] });
  const npmVersion = ['npm', '--version'];
  const temporary = { target: '/tmp', tmpfs: 'mode=1777' };
  await runInRoot({ root, environment, parameters: npmVersion, mounts: [temporary] });
}

/** Of the npm that started this, or else of the one on the PATH. */
function npmDirectory(): string {
  const { npm_execpath: started } = process.env;
  const npm = started ?? execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  return dirname(dirname(realpathSync(npm)));
}
