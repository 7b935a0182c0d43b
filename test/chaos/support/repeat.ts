import { last } from './length.ts';

/** Does something again and again, with a pause after each, until it is stopped; `work` must not reject. */
export function repeat(pauseMs: () => number, work: () => Promise<void>) {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await work();
      await last(pauseMs());
    }
  };
  const running = run();
  running.catch(() => {});
  return {
    /** Resolves when the last of it is done. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
