import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

const MOUNT = '/sys/fs/cgroup';
const PERIOD_MICROSECONDS = 100_000;
const MIB = 2 ** 20;

/** What a container may use. */
export interface Limits {
  memoryMiB: number;
  /** Absent: as much as there is. */
  processors?: number;
}

/** A control group of this machine, as container engines make them, and what is used in it. */
export interface ControlGroup {
  /** A process belongs to the group that writes its id to each of these files. */
  entrances: string[];
  /** Memory that cannot be taken away, and once each page of the files that are mapped, in MiB. */
  memoryMiB(): number;
  /** Greatest use so far with everything the kernel kept in its caches meanwhile, in MiB. */
  peakWithCachesMiB(): number;
  /** Time of processors used so far, in ms. */
  processorMs(): number;
  /** Waits until no process is left in it. */
  remove(): Promise<void>;
}

/** Why no control group can be made here; undefined where one can. */
export function whyNoControlGroup(): string | undefined {
  if (process.getuid?.() !== 0) return 'только root создаёт группы';
  if (existsSync(join(MOUNT, 'memory', 'memory.limit_in_bytes'))) return undefined;
  if (read(join(MOUNT, 'cgroup.controllers')).includes('memory')) return undefined;
  return `в ${MOUNT} нет контроллера memory`;
}

/** @throws where whyNoControlGroup() gives a reason */
export function makeControlGroup(limits: Limits): ControlGroup {
  const name = `container-test-${process.pid}-${Date.now()}`;
  return existsSync(join(MOUNT, 'memory'))
    ? firstVersion(name, limits)
    : secondVersion(name, limits);
}

function firstVersion(name: string, { memoryMiB, processors }: Limits): ControlGroup {
  const [memory = '', processor = '', account = ''] = ['memory', 'cpu', 'cpuacct'].map((it) =>
    join(MOUNT, it, name),
  );
  const directories = [...new Set([memory, processor, account])];
  for (const directory of directories) mkdirSync(directory, { recursive: true });
  writeFileSync(join(memory, 'memory.limit_in_bytes'), String(memoryMiB * MIB));
  if (processors !== undefined) {
    writeFileSync(join(processor, 'cpu.cfs_period_us'), String(PERIOD_MICROSECONDS));
    writeFileSync(join(processor, 'cpu.cfs_quota_us'), String(processors * PERIOD_MICROSECONDS));
  }
  const entrances = directories.map((directory) => join(directory, 'cgroup.procs'));
  const used = () => Number(read(join(memory, 'memory.usage_in_bytes')));
  const cached = () => statistic(join(memory, 'memory.stat'), 'total_cache');
  return {
    entrances,
    memoryMiB: () => (used() - cached() + mappedBytes(entrances)) / MIB,
    peakWithCachesMiB: () => Number(read(join(memory, 'memory.max_usage_in_bytes'))) / MIB,
    processorMs: () => Number(read(join(account, 'cpuacct.usage'))) / 1e6,
    remove: () => removeEmptied(directories),
  };
}

function secondVersion(name: string, { memoryMiB, processors }: Limits): ControlGroup {
  const directory = join(MOUNT, name);
  writeFileSync(join(MOUNT, 'cgroup.subtree_control'), '+memory +cpu');
  mkdirSync(directory);
  writeFileSync(join(directory, 'memory.max'), String(memoryMiB * MIB));
  if (processors !== undefined) {
    const quota = `${processors * PERIOD_MICROSECONDS} ${PERIOD_MICROSECONDS}`;
    writeFileSync(join(directory, 'cpu.max'), quota);
  }
  const entrances = [join(directory, 'cgroup.procs')];
  const used = () => Number(read(join(directory, 'memory.current')));
  const cached = () => statistic(join(directory, 'memory.stat'), 'file');
  return {
    entrances,
    memoryMiB: () => (used() - cached() + mappedBytes(entrances)) / MIB,
    peakWithCachesMiB: () => Number(read(join(directory, 'memory.peak'))) / MIB,
    processorMs: () => statistic(join(directory, 'cpu.stat'), 'usage_usec') / 1e3,
    remove: () => removeEmptied([directory]),
  };
}

/** The kernel takes its time to let go of processes that were killed. */
async function removeEmptied(directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    await vi.waitFor(() => rmdirSync(directory), { timeout: 10_000, interval: 50 });
  }
}

/**
 * Resident bytes of the files that the processes map, each file once. Counted by hand: the kernel charges a page to
 * the group that touched it first, and tests run the same Node.
 */
function mappedBytes([entrance = '']: readonly string[]): number {
  const resident = new Map<string, number>();
  for (const id of read(entrance).split('\n').filter(Boolean)) {
    const files = new Map<string, number>();
    let file: string | undefined;
    for (const line of read(`/proc/${id}/smaps`).split('\n')) {
      const mapping = /^[\da-f]+-[\da-f]+ \S+ \S+ \S+ \d+ *(.*)$/.exec(line);
      if (mapping) file = mapping[1]?.startsWith('/') ? mapping[1] : undefined;
      // what was written to is memory of the process, and counted as such
      const clean = /^(?:Shared|Private)_Clean: +(\d+) kB$/.exec(line);
      if (file !== undefined && clean) files.set(file, (files.get(file) ?? 0) + Number(clean[1]));
    }
    for (const [name, kilobytes] of files) {
      resident.set(name, Math.max(kilobytes, resident.get(name) ?? 0));
    }
  }
  return [...resident.values()].reduce((sum, kilobytes) => sum + kilobytes * 1024, 0);
}

function statistic(file: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(read(file))?.[1]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // the process has ended meanwhile
    return '';
  }
}
