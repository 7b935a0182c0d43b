/** What goes wrong with a call: an error answered, the connection lost before or after the call took effect, a delay. */
export type FaultKind =
  | { status: number; description: string; retryAfterSeconds?: number }
  | 'reset'
  | 'reset-after'
  | 'hang'
  | { delayMs: number };

export interface Fault {
  /** `*` means every method but getUpdates. */
  method: string;
  /** How many calls it meets; 1 when absent. */
  times?: number;
  /** Only calls for this chat. */
  chatId?: number;
  /** `hang` waits until `heal`, `delayMs` that long; then the call goes on as if nothing had been. */
  with: FaultKind;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault this call meets, counted. */
  take(call: { method: string; chatId: string }): FaultKind | undefined;
  /** Resolves when the delay is over, or with `heal`. */
  wait(delayMs: number | undefined): Promise<void>;
  /** Ends every fault and every wait. */
  heal(): void;
}

export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  const releases = new Set<() => void>();

  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    take({ method, chatId }) {
      const met = faults.find(
        ({ fault }) =>
          (fault.method === '*' ? method !== 'getUpdates' : fault.method === method) &&
          (fault.chatId === undefined || String(fault.chatId) === chatId),
      );
      if (met === undefined) return undefined;
      met.left -= 1;
      if (met.left <= 0) faults = faults.filter((other) => other !== met);
      return met.fault.with;
    },
    wait(delayMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      releases.add(resolve);
      const timer = delayMs === undefined ? undefined : setTimeout(resolve, delayMs);
      return promise.finally(() => {
        clearTimeout(timer);
        releases.delete(resolve);
      });
    },
    heal() {
      faults = [];
      for (const release of releases) release();
    },
  };
}
