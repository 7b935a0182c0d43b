import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../src/local/freePort.ts';
import { tether } from '../src/local/tether.ts';
import { answersOk } from '../src/local/waiting.ts';

export type Environment = Record<string, string | undefined>;

/** A process that listens on a loopback port. */
export interface ServerProcess extends AsyncDisposable {
  port: number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  processId: number;
  channel: ChildProcess;
}

export interface ProgramSettings {
  name: string;
  /** The program, relative to the project. */
  file: string;
  environment: Environment;
  /** Options of node itself. */
  options?: readonly string[];
}

export interface ServerSettings extends ProgramSettings {
  /** The variable that tells the program its port. */
  portVariable?: string;
  /** The path that is answered with 200 once the server is ready. */
  readyPath: string;
}

const root = `${import.meta.dirname}/..`;
const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 3_000;
const OUTPUT_KEPT = 4_000;

/** Runs a program as a process of its own; it never outlives this one. */
export function startProgram({ name, file, environment, options = [] }: ProgramSettings) {
  const child = tether(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...options, `${root}/${file}`],
    {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => (output = (output + String(data)).slice(-OUTPUT_KEPT)));
  }
  const exited = once(child, 'exit');
  return {
    processId: child.pid ?? 0,
    /** For what measures from within. */
    channel: child,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    failure: (what: string) => new Error(`${name} ${what}:\n${output}`),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const ended = await Promise.race([exited, sleep(STOP_LIMIT_MS, 'late', { ref: false })]);
      if (ended === 'late') child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Runs a server and waits until it is ready. */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const { environment, portVariable = 'PORT', readyPath } = settings;
  const port = await freePort();
  const program = startProgram({
    ...settings,
    environment: { ...environment, [portVariable]: String(port) },
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + READY_LIMIT_MS;
  while (!(await answersOk(url + readyPath))) {
    if (program.isRunning() && performance.now() < deadline) {
      await sleep(50);
    } else {
      await program[Symbol.asyncDispose]();
      throw program.failure('did not get ready');
    }
  }
  const { processId, channel } = program;
  return {
    port,
    url,
    processId,
    channel,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
