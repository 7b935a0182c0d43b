import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processorShare } from '../src/processorShare.ts';

const SOURCE = fileURLToPath(new URL('../src/processorShare.ts', import.meta.url));
const FIRST_VERSION = '/sys/fs/cgroup/cpu';
const isRoot = process.getuid?.() === 0;

let mount: string;
beforeEach(() => (mount = mkdtempSync(join(tmpdir(), 'cgroup-'))));
afterEach(() => rmSync(mount, { recursive: true }));

function place(file: string, text: string): void {
  mkdirSync(dirname(join(mount, file)), { recursive: true });
  writeFileSync(join(mount, file), `${text}\n`);
}

function shareOf(membership: string): number {
  place('membership', membership);
  return processorShare({ mount, membership: join(mount, 'membership') });
}

describe('the share of a processor', () => {
  test('is the quota of the group, whose path is another outside of the container', () => {
    place('cpu.max', '25000 100000');
    expect(shareOf('0::/')).toBe(0.25);
    expect(shareOf('0::/kubepods/pod1/container1')).toBe(0.25);
  });

  test('is the least of the quotas of the groups around', () => {
    place('a/cpu.max', '50000 100000');
    place('a/b/cpu.max', 'max 100000');
    expect(shareOf('0::/a/b')).toBe(0.5);
    place('a/b/cpu.max', '10000 100000');
    expect(shareOf('0::/a/b')).toBe(0.1);
  });

  test('is told by the first version of control groups too', () => {
    place('cpu/a/cpu.cfs_quota_us', '30000');
    place('cpu/a/cpu.cfs_period_us', '100000');
    expect(shareOf('4:memory:/other\n2:cpu,cpuacct:/a\n0::/')).toBe(0.3);
    place('cpu/a/cpu.cfs_quota_us', '-1');
    expect(shareOf('2:cpu:/a')).toBe(1);
  });

  test('is one processor at most, and one where no quota is known', () => {
    place('cpu.max', '400000 100000');
    expect(shareOf('0::/')).toBe(1);
    expect(shareOf('')).toBe(1);
    expect(processorShare({ mount: join(mount, 'not'), membership: join(mount, 'there') })).toBe(1);
  });

  test.runIf(isRoot && existsSync(join(FIRST_VERSION, 'cpu.cfs_quota_us')))(
    'is what the kernel really keeps this process to',
    () => {
      const group = join(FIRST_VERSION, `share-test-${process.pid}`);
      mkdirSync(group);
      try {
        writeFileSync(join(group, 'cpu.cfs_quota_us'), '60000');
        const program = `import(${JSON.stringify(SOURCE)}).then((it) => console.log(it.processorShare()))`;
        const { stdout } = spawnSync(
          'sh',
          [
            '-c',
            'echo $$ > "$1/cgroup.procs" && exec "$2" -e "$3"',
            'sh',
            group,
            process.execPath,
            program,
          ],
          { encoding: 'utf8' },
        );
        expect(stdout).toBe('0.6\n');
      } finally {
        rmdirSync(group);
      }
    },
  );
});
