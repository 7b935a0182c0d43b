const PREFIX = 'valuation:';
const ANSWER_PREFIX = `${PREFIX}answer:`;
const MOST_ANSWERS = 40;

/** What this browser keeps for the page, as JSON; where it keeps nothing, everything is absent. */
export const storage = {
  /** Of the type it was written in; undefined where there is nothing. */
  read(key: string): unknown {
    try {
      const raw = localStorage.getItem(PREFIX + key);
      return raw === null ? undefined : (JSON.parse(raw) as unknown);
    } catch {
      return undefined;
    }
  },
  /** False where it could not be kept: the page works without. */
  write(key: string, value: unknown): boolean {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

export interface KeptAnswer<Value> {
  /** When it came, in milliseconds. */
  at: number;
  value: Value;
}

/** The last answers of the api, for when there is no connection; the oldest make room. */
export const keptAnswers = {
  read: (path: string) => storage.read(`answer:${path}`) as KeptAnswer<unknown> | undefined,
  write(path: string, value: unknown): void {
    storage.write(`answer:${path}`, { at: Date.now(), value });
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(ANSWER_PREFIX));
      if (keys.length <= MOST_ANSWERS) return;
      const age = (key: string) => keptAnswers.read(key.slice(ANSWER_PREFIX.length))?.at ?? 0;
      const [oldest = ''] = keys.sort((a, b) => age(a) - age(b));
      localStorage.removeItem(oldest);
    } catch {
      // as above
    }
  },
};
