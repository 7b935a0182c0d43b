import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/otherUser.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
let own: string;
let foreign: string;

beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'own-'));
  foreign = mkdtempSync(join(tmpdir(), 'foreign-'));
  mkdirSync(join(own, 'inner'));
  writeFileSync(join(own, 'inner', 'file'), '');
  chmodSync(join(own, 'inner', 'file'), 0o600);
});
afterEach(() => {
  for (const directory of [own, foreign]) rmSync(directory, { recursive: true, force: true });
});

/** Becomes that user in a process of its own whose stdout is a pipe. */
function become(user: string) {
  const command = ['--disable-warning=ExperimentalWarning', fixture, user, own, foreign];
  // a shell's pipe: what Node makes for a child is a socket, which nobody can open anew
  const script = `set -o pipefail; ${isRoot ? 'setpriv --groups 0,1' : ''} "$@" | cat`;
  return spawnSync('bash', ['-c', script, 'bash', process.execPath, ...command], {
    encoding: 'utf8',
  });
}

test.runIf(isRoot)(
  'root becomes another user for good, who owns what it was given and nothing else',
  () => {
    const { stdout, stderr } = become('nobody');
    expect(stderr).toBe('');
    const idOf = (option: string) =>
      Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
    expect(JSON.parse(stdout)).toEqual({
      user: idOf('-u'),
      group: idOf('-g'),
      groups: [idOf('-g')],
      own: 'done',
      inner: 'done',
      foreign: 'EACCES',
      back: 'EPERM',
      output: 'done',
    });
  },
);

test('a user who does not exist is an error in words', () => {
  const { status, stderr } = become('no-such-user');
  expect(status).not.toBe(0);
  expect(stderr).toContain('no-such-user');
});
