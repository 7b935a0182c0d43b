import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from '../../../src/local/freePort.ts';
import { ESSENTIALS } from '../../support/programs.ts';

const fixture = fileURLToPath(new URL('../fixtures/runner.ts', import.meta.url));

export interface StartedRunner {
  processId: number;
  port: number;
  /** Everything it printed so far, both streams. */
  output(): string;
  /** Waits for the closing block with the address. */
  ready(): Promise<void>;
  /** Waits for a text in the output. */
  says(text: string | RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Itself and every process that was below it, when it was ready or is now. */
  family(): number[];
  /** Its exit code, once it has ended. */
  exited: Promise<number | null>;
}

/** Runs the runner in a directory with stand-ins for its programs; `programs` replaces some by another fixture. */
export async function startRunner(settings: {
  directory: string;
  environment?: Record<string, string>;
  programs?: Record<string, string>;
  /** Puts an npm (here a shell) and its `sh -c` above it; `processId` and `signal` are then the former's. */
  underShell?: boolean;
}): Promise<StartedRunner> {
  const port = await freePort();
  const environment = { ...ESSENTIALS, PORT: String(port), ...settings.environment };
  const shell = settings.underShell
    ? ['sh', '-c', `sh -c '"$@"; exit $?' sh "$@"; exit $?`, 'sh']
    : [];
  const flag = '--disable-warning=ExperimentalWarning';
  const programs = JSON.stringify(settings.programs ?? {});
  const [command, ...parameters] = [...shell, process.execPath, flag, fixture, programs];
  const runner = spawn(command ?? '', parameters, {
    cwd: settings.directory,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  runner.stdout.on('data', (data) => (output += String(data)));
  runner.stderr.on('data', (data) => (output += String(data)));
  const exited = once(runner, 'close').then(([code]) => code as number | null);
  const says = (text: string | RegExp) =>
    vi.waitFor(
      () => {
        if (!(typeof text === 'string' ? output.includes(text) : text.test(output))) {
          throw new Error(`The runner did not say «${String(text)}»:\n${output}`);
        }
      },
      { timeout: 10_000, interval: 20 },
    );
  const processId = runner.pid ?? 0;
  let familyWhenReady: number[] = [];
  const family = () => [processId, ...new Set([...familyWhenReady, ...descendantsOf(processId)])];
  return {
    processId,
    port,
    output: () => output,
    async ready() {
      await says('Остановить: Ctrl-C');
      familyWhenReady = descendantsOf(processId);
    },
    says,
    signal: (name) => void runner.kill(name),
    family,
    exited,
  };
}

/** The processes below this one, at any depth. */
export function descendantsOf(processId: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = new Set([processId]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [child = 0, parent = 0] of table) if (found.has(parent)) found.add(child);
  }
  found.delete(processId);
  return [...found];
}

/** Those of the processes that still run; a zombie does not. */
export function stillAlive(processIds: readonly number[]): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' });
  const living = new Set(
    table
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, state]) => !state?.startsWith('Z'))
      .map(([id]) => Number(id)),
  );
  return processIds.filter((id) => living.has(id));
}
