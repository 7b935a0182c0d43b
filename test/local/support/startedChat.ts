import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { ESSENTIALS } from '../../support/programs.ts';
import { descendantsOf, stillAlive } from './startedRunner.ts';

const file = fileURLToPath(new URL('../../../src/local/chat.ts', import.meta.url));

export interface StartedChat {
  write(text: string): void;
  /** Ends the input. */
  end(text?: string): void;
  stdout(): string;
  stderr(): string;
  /** Waits for a text on stdout. */
  says(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Goes away as the reader of its output. */
  stopReading(): void;
  /** Processes below it now. */
  family(): number[];
  exited: Promise<number | null>;
}

/** Runs `npm run chat` in a directory, its input a pipe. */
export function startChat(
  directory: string,
  options: readonly string[] = [],
  environment: Record<string, string> = {},
): StartedChat {
  const parameters = ['--disable-warning=ExperimentalWarning', file, ...options];
  const child = spawn(process.execPath, parameters, {
    cwd: directory,
    env: { ...ESSENTIALS, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (output.stdout += String(data)));
  child.stderr.on('data', (data) => (output.stderr += String(data)));
  // it may end before it has read everything
  child.stdin.on('error', () => {});
  return {
    write: (text) => void child.stdin.write(text),
    end: (text = '') => void child.stdin.end(text),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    says: (text) =>
      vi.waitFor(
        () => {
          if (output.stdout.includes(text)) return;
          throw new Error(`The chat did not show «${text}»:\n${output.stdout}${output.stderr}`);
        },
        { timeout: 60_000, interval: 20 },
      ),
    signal: (name) => void child.kill(name),
    stopReading: () => void child.stdout.destroy(),
    family: () => descendantsOf(child.pid ?? 0),
    exited: once(child, 'close').then(([code]) => code as number | null),
  };
}

/** How a chat ended: its exit code, and which of the processes it had still run. */
export async function endOf(chat: StartedChat, family: readonly number[] = []) {
  const code = await chat.exited;
  return { code, left: stillAlive(family) };
}
