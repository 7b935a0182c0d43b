import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Files {
  /** Where control groups are mounted. */
  mount?: string;
  /** Says which control groups this process is in. */
  membership?: string;
}

/**
 * How much of a processor's time this process's container may use, from above 0 to 1: the least CPU quota of its
 * control groups (https://docs.kernel.org/admin-guide/cgroup-v2.html, «cpu.max»); 1 where there is none.
 */
export function processorShare(files: Files = {}): number {
  const { mount = '/sys/fs/cgroup', membership = '/proc/self/cgroup' } = files;
  const shares = groupsOf(read(membership)).flatMap(({ controllers, path }) => {
    const isFirstVersion = controllers.split(',').includes('cpu');
    if (!isFirstVersion && controllers !== '') return [];
    const quotaOf = isFirstVersion ? firstVersionQuota : secondVersionQuota;
    const root = isFirstVersion ? join(mount, 'cpu') : mount;
    return withParents(path).map((group) => quotaOf(join(root, group)));
  });
  return Math.min(1, ...shares);
}

/** Lines such as `1:cpu,cpuacct:/kubepods/…`, in the second version `0::/…`. */
function groupsOf(text: string): { controllers: string; path: string }[] {
  return Array.from(
    text.matchAll(/^\d+:([^:]*):(\/.*)$/gm),
    ([, controllers = '', path = '/']) => ({
      controllers,
      path,
    }),
  );
}

/** Within a container its own group may be the mount's root, whatever its path outside. */
function withParents(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...withParents(parent)];
}

function firstVersionQuota(group: string): number {
  const quota = Number(read(join(group, 'cpu.cfs_quota_us')) || -1);
  return quota > 0 ? quota / Number(read(join(group, 'cpu.cfs_period_us'))) : 1;
}

function secondVersionQuota(group: string): number {
  const [quota = 'max', period] = read(join(group, 'cpu.max')).split(' ');
  return quota === 'max' || quota === '' ? 1 : Number(quota) / Number(period);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
