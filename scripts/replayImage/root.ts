import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { tether } from '../../src/local/tether.ts';

/** What is mounted in a root while a command runs there. */
export type Mount =
  | { target: string; source: string; readOnly?: boolean }
  | { target: string; tmpfs: string };

export interface RootCommand {
  /** Directory that becomes `/`. */
  root: string;
  parameters: readonly string[];
  /** Whole: nothing of this machine's is added. */
  environment: Readonly<Record<string, string>>;
  workingDirectory?: string;
  /** Who runs it; root when absent. */
  user?: string | undefined;
  mounts?: readonly Mount[];
  /** Whether only what is mounted can be written to. */
  readOnly?: boolean;
  /** The only processor core it may use; all when absent. */
  core?: number;
}

const ENTER = join(import.meta.dirname, 'enterRoot.sh');
/**
 * The outer namespace ends everything in it, and so the mounts, with this process. The command is the first process of
 * the inner one; alone it would stay, since a change of user makes the kernel forget whose death it was to follow.
 */
const NAMESPACES =
  'unshare --pid --fork --kill-child -- unshare --mount --pid --ipc --uts --fork --'.split(' ');
const OUTPUT_SHOWN = 15;

/**
 * Starts a command in a root; it never outlives this process, and nothing stays mounted. Its output goes to a file
 * descriptor, or to pipes when absent.
 */
export function enterRoot(command: RootCommand, output: 'pipe' | number = 'pipe'): ChildProcess {
  const { root, parameters, environment, workingDirectory = '/', user, mounts = [] } = command;
  const options = [
    ...(user === undefined ? [] : ['user', user]),
    ...(command.readOnly ? ['readonly', '/'] : []),
    ...mounts.flatMap(optionsOf),
  ];
  const inside = ['env', `--chdir=${workingDirectory}`, ...parameters];
  const cores = command.core === undefined ? [] : ['taskset', '--cpu-list', String(command.core)];
  const [first = '', ...rest] = [...cores, ...NAMESPACES];
  return tether(first, [...rest, ENTER, root, ...options, '--', ...inside], {
    env: environment,
    stdio: ['ignore', output, output],
  });
}

function optionsOf(mount: Mount): string[] {
  const { target } = mount;
  if ('tmpfs' in mount) return ['tmpfs', mount.tmpfs, target];
  const bound = ['bind', mount.source, target];
  return mount.readOnly ? [...bound, 'readonly', target] : bound;
}

/**
 * Runs a command in a root to its end; gives what it wrote.
 * @throws Error with its last lines when it fails
 */
export async function runInRoot(command: RootCommand): Promise<string> {
  return untilEnd(enterRoot(command), command.parameters);
}

/** Runs a command of this machine likewise, mounts in a namespace of its own. */
export async function runHere(parameters: readonly string[]): Promise<string> {
  const child = tether('unshare', ['--mount', '--fork', '--kill-child', '--', ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return untilEnd(child, parameters);
}

async function untilEnd(child: ChildProcess, parameters: readonly string[]): Promise<string> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => (output += String(data)));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  if (status === 0) return output;
  const last = output.trimEnd().split('\n').slice(-OUTPUT_SHOWN).join('\n');
  throw new Error(`«${parameters.join(' ')}» не удалось (код ${status}):\n${last}`);
}
