import { writeSync } from 'node:fs';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

const BEAT_MS = 500;
const STANDARD_ERROR = 2;
const SILENCES = 4;

export interface StandstillOptions {
  /** How long the event loop may stand still. */
  afterMs: number;
  /** The line a person reads then. */
  message: string;
}

interface Watched extends StandstillOptions {
  beats: Int32Array;
}

/**
 * Ends this process with SIGKILL when its event loop stands still: work that never comes back, such as PGlite's on a disk
 * that is full, lets nothing else in the process notice it.
 */
export function endAtStandstill(options: StandstillOptions): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const watched: Watched = { ...options, beats };
  new Worker(new URL(import.meta.url), { workerData: watched }).unref();
  setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS).unref();
}

/** What the watching thread does; the main one may not be able to print any more. */
function watch({ beats, afterMs, message }: Watched): void {
  let seen = -1;
  let silences = 0;
  // a whole process that was stopped for a while has one silence, not several
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    silences = now === seen ? silences + 1 : 0;
    seen = now;
    if (silences < SILENCES) return;
    writeSync(STANDARD_ERROR, `${message}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, afterMs / SILENCES);
}

if (!isMainThread) watch(workerData as Watched);
