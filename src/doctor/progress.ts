import type { WriteStream } from 'node:tty';

const QUIET_MS = 1_000;
const CLEAR_LINE = '\r\u{1b}[K';

/** One line on a terminal that says what is still awaited, shown only when it takes longer than a second. */
export interface Progress {
  update(running: readonly string[]): void;
  /** Takes the line away. */
  end(): void;
}

export function createProgress(output: Pick<WriteStream, 'isTTY' | 'write'>): Progress {
  if (!output.isTTY) return { update() {}, end() {} };
  let running: readonly string[] = [];
  let isShown = false;
  const show = () => void output.write(`${CLEAR_LINE}⏳ Проверяю: ${running.join(', ')}…`);
  const timer = setTimeout(() => {
    isShown = true;
    show();
  }, QUIET_MS);
  return {
    update(titles) {
      running = titles;
      if (isShown && titles.length > 0) show();
    },
    end() {
      clearTimeout(timer);
      if (isShown) output.write(CLEAR_LINE);
    },
  };
}
