import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';

const setpriv = '/usr/bin/setpriv';

/**
 * Spawns a process that the kernel kills when ours ends, however ours ends. Where util-linux is missing it is an
 * ordinary spawn. With setpriv a command that does not exist shows as exit code 127, not as an 'error' event.
 */
export function tether(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return existsSync(setpriv)
    ? spawn(setpriv, ['--pdeathsig', 'KILL', '--', command, ...args], options)
    : spawn(command, args, options);
}
