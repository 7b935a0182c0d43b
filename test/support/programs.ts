import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

/** What every program gets that a test starts with variables of its own. */
export const ESSENTIALS = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface StartedProgram {
  processId: number;
  stdout(): string;
  stderr(): string;
  /** Waits for a text on either stream. */
  says(text: string | RegExp, withinMs?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  exited: Promise<number | null>;
}

/** Runs a program of the system, as production does, with these variables and no others. */
export function startProgram(
  file: string,
  environment: Record<string, string> = {},
  directory = root,
): StartedProgram {
  const parameters = ['--disable-warning=ExperimentalWarning', `${root}${file}`];
  const child = spawn(process.execPath, parameters, {
    cwd: directory,
    env: { ...ESSENTIALS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (output.stdout += String(data)));
  child.stderr.on('data', (data) => (output.stderr += String(data)));
  return {
    processId: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    says: (text, withinMs = 15_000) =>
      vi.waitFor(
        () => {
          const said = output.stdout + output.stderr;
          if (typeof text === 'string' ? said.includes(text) : text.test(said)) return;
          throw new Error(`${file} did not say «${String(text)}»:\n${said}`);
        },
        { timeout: withinMs, interval: 20 },
      ),
    signal: (name) => void child.kill(name),
    exited: once(child, 'close').then(([code]) => code as number | null),
  };
}
