import { readFileSync } from 'node:fs';

/** What a process has in memory now, and had at most, in MiB; NaN where the system does not tell it. */
export function processMemory(processId: number): { now: number; peak: number } {
  const status = readStatus(processId);
  const mebibytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}

function readStatus(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/status`, 'utf8');
  } catch {
    return '';
  }
}
