import type { ChildProcess } from 'node:child_process';
import { EXIT_CONFIGURATION } from '../errors.ts';
import { eachLine } from './lines.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** A program that lived this long starts again with the first delay. */
const STEADY_MS = 30_000;
/** How long output that is still in the pipe is waited for after an exit. */
const DRAIN_MS = 1_000;

interface Program {
  name: string;
  /** Starts it as the leader of its own process group. */
  spawn: () => ChildProcess;
}

export interface Dependencies {
  onLine: (program: string, line: string) => void;
  /** A program died and will be started again. */
  onRestart: (event: { program: string; ending: string; delayMs: number }) => void;
  /** A program ended its first start with {@link EXIT_CONFIGURATION}: it will not be started again. */
  onFatal: (program: string) => void;
}

/** Which programs are stopped together, and when the rest of them is killed, in ms after stopping began. */
interface StopStage {
  programs: readonly string[];
  killAfterMs: number;
}

export interface Supervisor {
  start(program: Program): void;
  /** Ends everything stage by stage: SIGTERM, SIGKILL when the stage's time is up. Idempotent. */
  stop(stages: readonly StopStage[]): Promise<void>;
  /** SIGKILL to everything that still runs. */
  kill(): void;
}

interface Life {
  program: Program;
  child?: ChildProcess;
  restart?: NodeJS.Timeout;
  starts: number;
  failures: number;
  gone: Promise<void>;
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/** Keeps programs running as supervisord would: one that dies is started again after 1, 2, 4 … 30 s. */
export function createSupervisor({ onLine, onRestart, onFatal }: Dependencies): Supervisor {
  const lives = new Map<string, Life>();
  let stopping: Promise<void> | undefined;

  function launch(life: Life): void {
    const { name, spawn } = life.program;
    const startedAt = performance.now();
    const child = spawn();
    life.child = child;
    life.starts += 1;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) eachLine(stream, (line) => onLine(name, line));
    }
    const { promise, resolve } = Promise.withResolvers<string>();
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      killGroup(child);
      const ending = signal ?? `код ${code}`;
      child.once('close', () => resolve(ending));
      setTimeout(() => resolve(ending), DRAIN_MS).unref();
    });
    life.gone = promise.then((ending) => {
      delete life.child;
      buryOrRestart(life, {
        ending,
        exitCode: child.exitCode,
        aliveMs: performance.now() - startedAt,
      });
    });
  }

  function buryOrRestart(
    life: Life,
    { ending, exitCode, aliveMs }: { ending: string; exitCode: number | null; aliveMs: number },
  ): void {
    if (stopping) return;
    if (exitCode === EXIT_CONFIGURATION && life.starts === 1) {
      onFatal(life.program.name);
      return;
    }
    if (aliveMs >= STEADY_MS) life.failures = 0;
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** life.failures, LONGEST_DELAY_MS);
    life.failures += 1;
    life.restart = setTimeout(() => launch(life), delayMs);
    onRestart({ program: life.program.name, ending, delayMs });
  }

  async function stopStage({ programs, killAfterMs }: StopStage, began: number): Promise<void> {
    const members = [...lives.values()].filter(({ program }) => programs.includes(program.name));
    const living = members.filter(({ child }) => child !== undefined);
    for (const { child } of living) child?.kill('SIGTERM');
    const killer = setTimeout(
      () => {
        for (const { child } of living) if (child) killGroup(child);
      },
      Math.max(0, killAfterMs - (performance.now() - began)),
    );
    await Promise.all(living.map(({ gone }) => gone));
    clearTimeout(killer);
  }

  return {
    start(program) {
      if (stopping) return;
      const life: Life = { program, starts: 0, failures: 0, gone: Promise.resolve() };
      lives.set(program.name, life);
      launch(life);
    },
    stop(stages) {
      const began = performance.now();
      stopping ??= (async () => {
        for (const { restart } of lives.values()) clearTimeout(restart);
        for (const stage of stages) await stopStage(stage, began);
      })();
      return stopping;
    },
    kill() {
      for (const { child } of lives.values()) if (child) killGroup(child);
    },
  };
}
