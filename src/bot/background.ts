import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';

/** Work that goes on after its update was answered. */
export interface Background {
  /** Starts it; a failure is logged. */
  run(name: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Asks all of it to end, and waits. */
  stop(): Promise<void>;
}

export function createBackground(log: Logger): Background {
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();
  const idle = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return {
    run(name, work) {
      if (ending.signal.aborted) return;
      const running = work(ending.signal)
        .catch((error: unknown) => {
          if (ending.signal.aborted) return;
          log.error({ work: name, reason: reasonOf(error) }, `Не доведено до конца: ${name}`);
        })
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    idle,
    async stop() {
      ending.abort();
      await idle();
    },
  };
}
