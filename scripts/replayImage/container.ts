import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOk } from '../../src/local/waiting.ts';
import type { Image } from './build.ts';
import { enterRoot, runHere, type Mount } from './root.ts';

export interface ContainerSettings {
  environment: Record<string, string>;
  mounts: Mount[];
  /** What an engine passes to the entrypoint instead of CMD. */
  parameters?: string[];
}

export interface ContainerProcess {
  user: string;
  command: string;
}

const ATTEMPT_MS = 10;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;

/**
 * The image's entrypoint as an engine runs it: on one core and the network of this machine, with a root that cannot be
 * written to.
 */
export class Container implements AsyncDisposable {
  readonly #image: Image;
  readonly #environment: Record<string, string>;
  readonly #port: string;
  readonly #startedAt = performance.now();
  readonly #outside;
  readonly #exited: Promise<number | null>;
  #hasExited = false;
  #output = '';

  constructor(image: Image, { environment, mounts, parameters }: ContainerSettings) {
    this.#image = image;
    this.#environment = { HOME: '/root', ...image.environment, ...environment };
    this.#port = environment['PORT'] ?? '8080';
    const pipe = openPipe();
    this.#outside = enterRoot(
      {
        ...image,
        parameters: [...image.entrypoint, ...(parameters ?? image.command)],
        environment: this.#environment,
        mounts,
        readOnly: true,
        core: availableParallelism() - 1,
      },
      pipe.input,
    );
    closeSync(pipe.input);
    pipe.output.on('data', (data) => (this.#output += String(data)));
    const written = once(pipe.output, 'close');
    this.#exited = once(this.#outside, 'exit').then(async ([code]) => {
      await written;
      this.#hasExited = true;
      return code as number | null;
    });
  }

  /** Everything it has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Its exit code, once it has ended. */
  get exited(): Promise<number | null> {
    return this.#exited;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.#port}${path}`;
  }

  /**
   * Milliseconds from the start until a path is answered with 200.
   * @throws Error with what the container wrote when it ends before, or takes longer than a minute
   */
  answers(path: string): Promise<number> {
    return this.#until(`не отвечает на ${path}`, () => answersOk(this.url(path)));
  }

  /** The same until its metrics have a line. */
  saysMetric(line: string): Promise<number> {
    return this.#until(`не показывает «${line}»`, async () => {
      const response = await fetch(this.url('/metrics'));
      return (await response.text()).split('\n').includes(line);
    });
  }

  async #until(failure: string, check: () => Promise<boolean>): Promise<number> {
    while (!(await check())) {
      const elapsedMs = performance.now() - this.#startedAt;
      if (this.#hasExited || elapsedMs > START_LIMIT_MS) {
        throw new Error(`контейнер ${failure}:\n${this.#output}`);
      }
      await sleep(ATTEMPT_MS);
    }
    return Math.round(performance.now() - this.#startedAt);
  }

  /** Runs a command inside, as `docker exec` does; gives what it wrote. Throws when it fails. */
  execute(parameters: readonly string[]): Promise<string> {
    const variables = Object.entries(this.#environment).map((pair) => pair.join('='));
    const { workingDirectory } = this.#image;
    const inside = ['env', '--ignore-environment', `--chdir=${workingDirectory}`, ...variables];
    const target = ['--target', String(this.#firstProcess()), '--mount', '--pid', '--root'];
    return runHere(['nsenter', ...target, ...inside, ...parameters]);
  }

  /** All that runs in it, by the names of its own users. */
  processes(): ContainerProcess[] {
    const namespace = namespaceOf(this.#firstProcess());
    const users = usersOf(this.#image.root);
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((processId) => namespaceOf(processId) === namespace)
      .flatMap((processId) => {
        const status = readText(`/proc/${processId}/status`);
        const command = readText(`/proc/${processId}/cmdline`).replaceAll('\0', ' ').trim();
        const userId = /^Uid:\s+(\d+)/m.exec(status)?.[1] ?? '';
        return command === '' ? [] : [{ user: users.get(userId) ?? userId, command }];
      });
  }

  /** SIGTERM to its first process; gives the exit code and how long it took. */
  async stop(): Promise<{ code: number | null; stopMs: number }> {
    const askedAt = performance.now();
    process.kill(this.#firstProcess(), 'SIGTERM');
    const late = sleep(STOP_LIMIT_MS, 'late' as const, { ref: false });
    const code = await Promise.race([this.#exited, late]);
    if (code === 'late') throw new Error(`контейнер не остановился:\n${this.#output}`);
    return { code, stopMs: Math.round(performance.now() - askedAt) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#hasExited) this.#outside.kill('SIGKILL');
    await this.#exited;
  }

  /** Its process 1, by the id it has outside. */
  #firstProcess(): number {
    const outer = childOf(this.#outside.pid ?? 0);
    const first = outer && childOf(outer);
    if (!first) throw new Error(`контейнер завершился:\n${this.#output}`);
    return first;
  }
}

/** A pipe as engines give it: Node's own are sockets, which a process cannot open anew as /dev/fd/1. */
function openPipe(): { input: number; output: Socket } {
  const directory = mkdtempSync(join(tmpdir(), 'container-output-'));
  const path = join(directory, 'pipe');
  execFileSync('mkfifo', [path]);
  const output = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const input = openSync(path, constants.O_WRONLY);
  rmSync(directory, { recursive: true });
  return { input, output: new Socket({ fd: output, readable: true, writable: false }) };
}

function childOf(processId: number): number | undefined {
  const [child] = readText(`/proc/${processId}/task/${processId}/children`).split(' ');
  return child ? Number(child) : undefined;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namespaceOf(processId: number): string {
  try {
    return readlinkSync(`/proc/${processId}/ns/pid`);
  } catch {
    return '';
  }
}

function usersOf(root: string): Map<string, string> {
  const lines = readFileSync(join(root, 'etc/passwd'), 'utf8').split('\n');
  return new Map(lines.map((line) => line.split(':')).map(([name = '', , id = '']) => [id, name]));
}
