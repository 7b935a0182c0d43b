import { fchownSync, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { runCommand } from './command.ts';

const STANDARD_STREAMS = [1, 2];

/** From root to a user: that user owns the directories and may reopen the streams the container writes to. */
export function becomeUser(user: string, directories: readonly string[]): void {
  runCommand('chown', ['-R', `${user}:`, ...directories]);
  const userId = Number(runCommand('id', ['-u', user]));
  const groupId = Number(runCommand('id', ['-g', user]));
  for (const stream of STANDARD_STREAMS) {
    // not a device such as /dev/null, which belongs to everybody
    const isOwn = fstatSync(stream).isFIFO() || isatty(stream);
    if (isOwn) fchownSync(stream, userId, groupId);
  }
  process.setgroups?.([groupId]);
  process.setgid?.(groupId);
  process.setuid?.(userId);
}
