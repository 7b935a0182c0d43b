import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures depend on. */
export interface Machine {
  processor: string;
  cores: number;
  memoryMiB: number;
  platform: string;
  node: string;
  /** Average number of running processes in the minute before the run. */
  loadBefore: number;
}

export function machineFacts(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}
