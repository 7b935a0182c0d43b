import { useEffect, useState } from 'preact/hooks';
import { ask, Failure } from '../data/ask.ts';
import { idsOf, type ChosenPlace, type SearchAnswer } from '../data/answers.ts';

const PAUSE_MS = 120;
const MOST = 8;

export type Found =
  | { status: 'idle' }
  | { status: 'asking'; places: readonly ChosenPlace[] }
  | { status: 'found'; places: readonly ChosenPlace[]; query: string }
  | { status: 'failed'; failure: Failure };

/** Looks for places by name as a person types; while the next answer is on its way the last one stays. */
export function useSearch(query: string): { found: Found; askAgain: () => void } {
  const [found, setFound] = useState<Found>({ status: 'idle' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') {
      setFound({ status: 'idle' });
      return undefined;
    }
    setFound((before) => ({ status: 'asking', places: 'places' in before ? before.places : [] }));
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, controller.signal).then(setFound, (error: unknown) => {
        if (controller.signal.aborted) return;
        setFound({
          status: 'failed',
          failure: error instanceof Failure ? error : new Failure('failed'),
        });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, turn]);
  return { found, askAgain: () => setTurn((before) => before + 1) };
}

async function search(query: string, signal: AbortSignal): Promise<Found> {
  const parameters = new URLSearchParams({ q: query.slice(0, 100), limit: String(MOST) });
  const { results } = await ask<SearchAnswer>(`/api/search?${parameters}`, { signal });
  const places = results.map(({ level, name, path, ids }) => ({
    level,
    ids: idsOf(ids),
    names: [...path, name],
  }));
  return { status: 'found', places, query };
}
