import { useEffect, useState } from 'preact/hooks';
import { ask, Failure } from './ask.ts';
import { keptAnswers } from './storage.ts';

/** Where an answer stands. `keptAt`: it is one from before, of that moment, because there is no newer. */
export type Answered<Value> =
  | { status: 'asking' }
  | { status: 'answered'; value: Value; keptAt?: number }
  | { status: 'failed'; failure: Failure };

const ASKING = { status: 'asking' } as const;
const AGAIN_SECONDS = 15;

async function answered<Value>(path: string): Promise<Answered<Value>> {
  try {
    const value = await ask<Value>(path);
    keptAnswers.write(path, value);
    return { status: 'answered', value };
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure('failed');
    const isPassing = failure.kind === 'offline' || failure.kind === 'unavailable';
    const kept = isPassing ? keptAnswers.read(path) : undefined;
    if (kept) return { status: 'answered', value: kept.value as Value, keptAt: kept.at };
    return { status: 'failed', failure };
  }
}

const askedAhead = new Map<string, Promise<Answered<unknown>>>();

/** Asks for what will be shown first while the page is not ready to show it; the first to use the answer takes it over. */
export function askAhead(path: string): void {
  askedAhead.set(path, answered(path));
}

function takeAnswer<Value>(path: string): Promise<Answered<Value>> {
  const ahead = askedAhead.get(path) as Promise<Answered<Value>> | undefined;
  askedAhead.delete(path);
  return ahead ?? answered<Value>(path);
}

/** After how many seconds it is asked again by itself; undefined: not at all. */
function againAfter(answer: Answered<unknown>): number | undefined {
  if (answer.status === 'answered') return answer.keptAt === undefined ? undefined : AGAIN_SECONDS;
  if (answer.status === 'asking' || answer.failure.kind !== 'unavailable') return undefined;
  return answer.failure.retryAfterSeconds;
}

/**
 * Asks for what a path names for as long as a component shows it; of an undefined path nothing is asked. Where nothing answers,
 * the last answer is used and marked; it is asked again after the time the api named, and as soon as there is a connection.
 */
export function useAnswer<Value>(path: string | undefined): {
  answer: Answered<Value>;
  askAgain: () => void;
} {
  const [turn, setTurn] = useState(0);
  const [known, setKnown] = useState<{ path: string; answer: Answered<Value> }>();
  useEffect(() => {
    if (path === undefined) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => setTurn((before) => before + 1);
    void takeAnswer<Value>(path).then((answer) => {
      if (isOver) return;
      setKnown({ path, answer });
      const seconds = againAfter(answer);
      if (seconds !== undefined) timer = setTimeout(again, seconds * 1_000);
    });
    window.addEventListener('online', again, { once: true });
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [path, turn]);
  return {
    answer: known !== undefined && known.path === path ? known.answer : ASKING,
    askAgain: () => {
      if (known?.answer.status === 'failed') setKnown(undefined);
      setTurn((before) => before + 1);
    },
  };
}
