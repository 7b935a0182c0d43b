import { median, rounded } from './figures.ts';
import { measureLoad, type LoadResult } from './load.ts';

/** A server that takes its turn under load. */
export interface Contender {
  name: string;
  url: string;
  processId: number;
  encoding: 'gzip' | 'identity';
  /** Connections, where fewer than the others have. */
  connections?: number;
}

/** A contender's medians over all rounds. */
export interface Standing {
  name: string;
  requestsPerSecond: number;
  /** Ratio to the measure, of each round; the figure is their median. */
  ratio: number;
  /** Of the server, per request, in microseconds. */
  processorTime: number;
  p50: number;
  p99: number;
  longest: number;
  rounds: { requestsPerSecond: number; ratio: number; processorTime: number; p99: number }[];
}

interface RoundsSettings {
  contenders: readonly Contender[];
  /** Name of the contender that counts as 1. */
  measure: string;
  rounds: number;
  seconds: number;
  connections: number;
  onRound: (round: number) => void;
}

const WARM_UP_SECONDS = 2;

/** Warms all up, then puts one after another under load, round by round, each round beginning with another. */
export async function runRounds(settings: RoundsSettings): Promise<Standing[]> {
  const { contenders, measure, rounds, seconds, connections, onRound } = settings;
  for (const contender of contenders) {
    await measureLoad({ connections, ...contender, seconds: WARM_UP_SECONDS });
  }
  const results = new Map<string, LoadResult[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contenders.length;
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const result = await measureLoad({ connections, ...contender, seconds });
      results.get(contender.name)?.push(result);
    }
    onRound(round + 1);
  }
  const measured = results.get(measure) ?? [];
  return contenders.map(({ name }) => standing(name, results.get(name) ?? [], measured));
}

function standing(name: string, results: LoadResult[], measure: LoadResult[]): Standing {
  const ratios = results.map(
    ({ requestsPerSecond }, round) =>
      requestsPerSecond / (measure[round]?.requestsPerSecond ?? Number.NaN),
  );
  const middle = (field: keyof LoadResult) => median(results.map((result) => result[field]));
  return {
    name,
    requestsPerSecond: rounded(middle('requestsPerSecond')),
    ratio: rounded(median(ratios), 3),
    processorTime: rounded(middle('processorTime'), 1),
    p50: middle('p50'),
    p99: middle('p99'),
    longest: middle('longest'),
    rounds: results.map(({ requestsPerSecond, processorTime, p99 }, round) => ({
      requestsPerSecond: rounded(requestsPerSecond),
      ratio: rounded(ratios[round] ?? Number.NaN, 3),
      processorTime: rounded(processorTime, 1),
      p99,
    })),
  };
}
