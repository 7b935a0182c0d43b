import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './guide.ts';

/** The compiled programs under a real supervisord, started by the entrypoint as in the image. */
export interface Container {
  /** Where the image's files are. */
  app: string;
  output(): string;
  stop(): Promise<void>;
}

export async function startContainer(environment: Record<string, string>): Promise<Container> {
  const directory = mkdtempSync(join(tmpdir(), 'container-test-'));
  chmodSync(directory, 0o755);
  const app = join(directory, 'app');
  build(app);
  mkdirSync(join(directory, 'data'));
  const { output, descriptor } = openOutput(join(directory, 'output'));
  const entrypoint = ['--disable-warning=ExperimentalWarning', 'dist/container/main.js'];
  const child = spawn(process.execPath, entrypoint, {
    cwd: app,
    env: { CONTAINER_DATA_DIRECTORY: join(directory, 'data'), ...environment },
    stdio: ['ignore', descriptor, descriptor],
  });
  closeSync(descriptor);
  const exited = once(child, 'exit');
  return {
    app,
    output,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function build(app: string): void {
  const dist = join(app, 'dist');
  mkdirSync(app);
  for (const file of ['package.json', 'supervisord.conf'])
    copyFileSync(join(REPOSITORY, file), join(app, file));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(app, 'node_modules'));
  const run = (command: string) =>
    execFileSync('sh', ['-ec', command], { cwd: REPOSITORY, env: { ...process.env, dist } });
  run('tsc -p tsconfig.build.json --outDir "$dist"');
  run('cp -r src/i18n/locales "$dist/i18n/"; cp src/container/*.py "$dist/container/"');
}

/** A pipe as a container engine gives, which can be opened anew. */
function openOutput(path: string): { output: () => string; descriptor: number } {
  execFileSync('mkfifo', [path]);
  // for reading too, so that opening waits for nobody
  const descriptor = openSync(path, constants.O_RDWR);
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  reader.stdout.setEncoding('utf8').on('data', (data) => (text += String(data)));
  return { output: () => text, descriptor };
}
