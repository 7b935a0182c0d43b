import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;

/** What the work gives, or what a look, repeated while the work goes on, finds: whichever comes first. Rejects as the work does. */
export async function orFoundMeanwhile<Result>(
  work: Promise<Result>,
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  const ended = new AbortController();
  const { signal } = ended;
  const working = work.finally(() => ended.abort());
  const looking = async (): Promise<Result> => {
    while (!signal.aborted) {
      await delay(LOOK_EVERY_MS, undefined, { ref: false });
      const found = signal.aborted ? undefined : await look();
      if (found !== undefined) return found;
    }
    return working;
  };
  return Promise.race([working, looking()]);
}
