import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the image holds under /app, and Node in `bin`; readable by every user. */
    image: string;
  }
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds once what Dockerfile.amvera builds: the compiled programs beside the packages of production only. */
export default function setup(project: TestProject): () => void {
  const image = mkdtempSync(join(tmpdir(), 'image-'));
  const remove = () => rmSync(image, { recursive: true, force: true });
  try {
    fill(image);
  } catch (error) {
    remove();
    throw error;
  }
  project.provide('image', image);
  return remove;
}

function fill(image: string): void {
  chmodSync(image, 0o755);
  copyProductionPackages(image);
  mkdirSync(join(image, 'bin'));
  copyFiles([process.execPath, join(image, 'bin', 'node')]);
  for (const file of ['package.json', 'supervisord.conf']) {
    copyFileSync(join(root, file), join(image, file));
  }
  const env = { ...process.env, BUILD_DIRECTORY: join(image, 'dist') };
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, env, stdio: 'inherit' });
}

interface Lock {
  packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
}

function copyProductionPackages(image: string): void {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const production = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path)
    // what is inside another package comes with it, what is for other machines is not there
    .filter((path) => path.lastIndexOf('node_modules/') === 0 && existsSync(join(root, path)));
  copyFiles(['--parents', ...production, image]);
}

/** As hard links where the disk is the same: the files are hundreds of megabytes. */
function copyFiles(parameters: readonly string[]): void {
  const copy = (...how: string[]) =>
    execFileSync('cp', [...how, ...parameters], { cwd: root, stdio: 'pipe' });
  try {
    copy('--archive', '--link');
  } catch {
    copy('--archive', '--force');
  }
}
