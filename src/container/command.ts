import { spawnSync } from 'node:child_process';

const LIMIT_MS = 20_000;

/**
 * Runs a command of the image to its end; gives what it wrote to stdout.
 * @throws Error with the command's own last words when it fails
 */
export function runCommand(command: string, parameters: readonly string[], input = ''): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, {
    input,
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(stderr.trim().split('\n').at(-1) || `${command}: код ${status}`);
}
