import { readFileSync } from 'node:fs';

/** Why the runner must end. */
type StopReason = { kind: 'signal' | 'parent' | 'output'; code: number };

const PARENT_CHECK_MS = 1_000;
/** npm repeats the terminal's Ctrl-C to us; a person's second one comes later. */
const REPEATED_SIGNAL_MS = 500;

/** Our parent and, where that is the shell that npm puts between, npm too; changes when either is gone. */
function lineage(): string {
  const parent = process.ppid;
  try {
    const [, option] = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0');
    if (option !== '-c') return String(parent);
    const status = readFileSync(`/proc/${parent}/status`, 'utf8');
    return `${parent} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    // No /proc, as on macOS, or the parent has just gone.
    return String(parent);
  }
}

export interface StopSignals {
  /** Resolves once, with the first reason to end. */
  stopped: Promise<StopReason>;
  /** Ends listening. */
  dispose(): void;
}

/**
 * Waits for whatever ends an `npm start`: SIGINT, SIGTERM, SIGHUP, a reader of our output that went away,
 * or npm's own death. A second signal, given by a person, calls `onImpatient`.
 */
export function watchStopSignals(onImpatient: () => void): StopSignals {
  const { promise, resolve } = Promise.withResolvers<StopReason>();
  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    firstSignalAt ??= performance.now();
    if (performance.now() - firstSignalAt > REPEATED_SIGNAL_MS) onImpatient();
    resolve({ kind: 'signal', code: signal === 'SIGHUP' ? 129 : 0 });
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);

  const onBrokenOutput = () => resolve({ kind: 'output', code: 1 });
  process.stdout.on('error', onBrokenOutput);
  process.stderr.on('error', onBrokenOutput);

  const parents = lineage();
  const parentCheck =
    process.env.npm_lifecycle_event === undefined
      ? undefined
      : setInterval(() => {
          if (lineage() !== parents) resolve({ kind: 'parent', code: 1 });
        }, PARENT_CHECK_MS);

  return {
    stopped: promise,
    dispose() {
      clearInterval(parentCheck);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
