import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import { freePort } from '../../../src/local/freePort.ts';
import type { ControlGroup } from './controlGroup.ts';
import { descendantsOf, stillAlive } from '../../local/support/startedRunner.ts';

/** How each program shows in the list of processes. */
const COMMANDS = {
  log: /supervisorLog\.py/,
  redis: /^redis-server /,
  api: /dist\/api\/main\.js/,
  bot: /dist\/bot\/main\.js/,
  worker: /dist\/worker\/main\.js/,
  solo: /dist\/solo\.js/,
};
export type ContainerProgram = keyof typeof COMMANDS;

export interface Line {
  level: number;
  time: string;
  program: string;
  msg: string;
  [field: string]: unknown;
}

export interface ContainerOptions {
  environment: Record<string, string>;
  /** The container's own arguments: programs to run. */
  arguments?: readonly string[];
  /** The persistent volume; absent: one that goes with the container. */
  data?: string;
  /** What it may use. */
  group?: ControlGroup;
  /** Makes the files of this container differ from the image. */
  change?: (app: string) => void;
}

/** The programs under a real supervisord, started by the entrypoint as in the image. */
export interface Container {
  /** The entrypoint's, then supervisord's. */
  processId: number;
  url: string;
  redisPort: number;
  /** Where the image's files are, this container's own copy. */
  app: string;
  output(): string;
  /** The output, line by line. Throws when a line is no JSON object. */
  lines(): Line[];
  /** Waits for a message; gives its line. `after`: only lines from this number on. */
  says(text: string | RegExp, options?: { withinMs?: number; after?: number }): Promise<Line>;
  /** The running processes by the program's name. */
  processes(): Partial<Record<ContainerProgram, number>>;
  /** How its processes show in the list of processes, or showed when it was told to stop. */
  commands(): string[];
  /** Ends with SIGTERM, as the platform does; gives how and when, and what still runs then. */
  stop(): Promise<{ code: number | null; tookMs: number; left: number[] }>;
  /** Ends whatever still runs and removes its files. */
  remove(): Promise<void>;
}

/** A directory that every user of the machine may enter. */
export function makeOpenDirectory(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), name));
  chmodSync(directory, 0o755);
  return directory;
}

export async function startContainer(options: ContainerOptions): Promise<Container> {
  const directory = makeOpenDirectory('container-test-');
  const app = join(directory, 'app');
  const data = options.data ?? join(directory, 'data');
  const image = inject('image');
  cpSync(join(image, 'dist'), join(app, 'dist'), { recursive: true });
  for (const file of ['package.json', 'supervisord.conf'])
    cpSync(join(image, file), join(app, file));
  symlinkSync(join(image, 'node_modules'), join(app, 'node_modules'));
  mkdirSync(join(directory, 'tmp'), { mode: 0o777 });
  chmodSync(join(directory, 'tmp'), 0o1777);
  mkdirSync(data, { recursive: true });
  options.change?.(app);

  const [port, redisPort] = [await freePort(), await freePort()];
  const { output, descriptor } = openOutput(join(directory, 'output'));
  const entrypoint = [
    '--disable-warning=ExperimentalWarning',
    join(app, 'dist', 'container', 'main.js'),
  ];
  const command = [join(image, 'bin', 'node'), ...entrypoint, ...(options.arguments ?? [])];
  const entering = (options.group?.entrances ?? []).map((file) => `echo $$ > ${file}; `).join('');
  const child = spawn('sh', ['-c', `${entering}exec "$@"`, 'sh', ...command], {
    cwd: app,
    env: {
      PATH: `${join(image, 'bin')}:${process.env.PATH}`,
      NODE_ENV: 'production',
      TMPDIR: join(directory, 'tmp'),
      CONTAINER_USER: 'nobody',
      CONTAINER_DATA_DIRECTORY: data,
      HOST: '127.0.0.1',
      PORT: String(port),
      REDIS_PORT: String(redisPort),
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...options.environment,
    },
    stdio: ['ignore', descriptor, descriptor],
  });
  closeSync(descriptor);
  const guard = startGuard(child.pid ?? 0);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const processId = child.pid ?? 0;
  let lastCommands: string[] = [];
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const lines = () =>
    output()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  return {
    processId,
    url: `http://127.0.0.1:${port}`,
    redisPort: Number(options.environment['REDIS_PORT'] ?? redisPort),
    app,
    output,
    lines,
    says: (text, { withinMs = 20_000, after = 0 } = {}) =>
      vi.waitFor(
        () => {
          const said = lines()
            .slice(after)
            .find(({ msg }) => (typeof text === 'string' ? msg.includes(text) : text.test(msg)));
          if (said) return said;
          throw new Error(`The container did not say «${String(text)}»:\n${output()}`);
        },
        { timeout: withinMs, interval: 20 },
      ),
    processes: () => programsUnder(processId),
    commands: () => (isRunning() ? familyOf(processId).map((id) => commandOf(id)) : lastCommands),
    async stop() {
      const family = familyOf(processId);
      lastCommands = family.map((id) => commandOf(id));
      const startedAt = performance.now();
      child.kill('SIGTERM');
      const code = await exited;
      return { code, tookMs: performance.now() - startedAt, left: stillAlive(family) };
    },
    async remove() {
      const family = isRunning() ? familyOf(processId) : [];
      for (const id of stillAlive(family)) process.kill(id, 'SIGKILL');
      await exited;
      guard.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Stops the container when this process ends without having done so, however it ends. */
function startGuard(processId: number): ChildProcess {
  const guard = spawn('sh', ['-c', `read _; kill -TERM ${processId}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  return guard;
}

/** The container's stdout and stderr: a pipe, as a container engine gives, which can be opened anew. */
function openOutput(path: string): { output: () => string; descriptor: number } {
  execFileSync('mkfifo', [path]);
  // for reading too, so that opening waits for nobody
  const descriptor = openSync(path, constants.O_RDWR);
  const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  reader.stdout.setEncoding('utf8').on('data', (data) => (text += String(data)));
  return { output: () => text, descriptor };
}

function programsUnder(processId: number): Partial<Record<ContainerProgram, number>> {
  const found: Partial<Record<ContainerProgram, number>> = {};
  for (const id of descendantsOf(processId)) {
    const command = commandOf(id);
    for (const [name, pattern] of Object.entries(COMMANDS)) {
      if (pattern.test(command)) found[name as ContainerProgram] = id;
    }
  }
  return found;
}

const familyOf = (processId: number) => [processId, ...descendantsOf(processId)];

/** Its words with blanks between; empty when it has ended. */
function commandOf(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
