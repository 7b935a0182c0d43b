import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000;

/** Processor time a process has used so far, in microseconds; NaN where the system does not tell it. */
export function processorTime(processId: number): number {
  try {
    const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const [user, system] = fields.slice(11, 13).map(Number);
    return ((user ?? Number.NaN) + (system ?? Number.NaN)) * MICROSECONDS_PER_TICK;
  } catch {
    return Number.NaN;
  }
}
