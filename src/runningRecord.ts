import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VARIABLES, type Environment } from './variables.ts';

const runningRecord = z.object({
  processId: z.number().int().positive(),
  /** Tells the process from a later one with the same id; absent where the kernel does not say. */
  startedAt: z.string().optional(),
  /** Absent while the system starts. */
  environment: z.record(z.string(), z.string()).optional(),
});

/** What an `npm start` leaves in `.data` for whoever wants to join it while it runs. */
export type RunningRecord = z.infer<typeof runningRecord>;

/** The bot's token is nobody else's business. */
const SHARED = Object.keys(VARIABLES).filter((name) => name !== 'TELEGRAM_BOT_TOKEN');

const fileIn = (directory: string) => join(directory, '.data', 'running.json');

/** When a process started, in the kernel's ticks since the machine did. */
function startOf(processId: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // the name in parentheses may hold anything
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isAlive({ processId, startedAt }: RunningRecord): boolean {
  try {
    process.kill(processId, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === undefined || startOf(processId) === startedAt;
}

/** The `npm start` that runs in this directory now; undefined where none does. */
export function readRunning(directory: string): RunningRecord | undefined {
  try {
    const record = runningRecord.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
    return isAlive(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Says that this process runs the system here, and how to join it once that is known; only its owner can read it.
 * Another one that is already recorded stays so.
 * @throws Error when the file cannot be written
 */
export function recordRunning(directory: string, environment?: Environment): void {
  const other = readRunning(directory);
  if (other && other.processId !== process.pid) return;
  const record = {
    processId: process.pid,
    startedAt: startOf(process.pid),
    environment: environment && Object.fromEntries(SHARED.map((name) => [name, environment[name]])),
  };
  const file = fileIn(directory);
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(join(directory, '.data'), { recursive: true });
  writeFileSync(unfinished, JSON.stringify(record), { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Takes this process's record away. */
export function forgetRunning(directory: string): void {
  if (readRunning(directory)?.processId === process.pid) {
    rmSync(fileIn(directory), { force: true });
  }
}
