import type { FirstReads } from './firstReads.ts';
import type { RefreshFigures } from './refresh.ts';
import type { Standing } from './rounds.ts';
import { NAMES } from './peers.ts';
import { median, rounded } from './figures.ts';

export interface Figures {
  standings: Standing[];
  firstReads: FirstReads;
  refresh: RefreshFigures;
  clearToServedMs: number;
}

/** A figure beside what is wanted of it. */
export interface Verdict {
  what: string;
  wanted: string;
  figure: string;
  met: boolean;
}

const REPEAT_LIMIT_MS = 50;
const CLEAR_LIMIT_MS = 2_000;
const SNAPSHOT_LIMIT_BYTES = 2 * 2 ** 20;

/** Holds the figures against the targets. */
export function verdicts({ standings, firstReads, refresh, clearToServedMs }: Figures): Verdict[] {
  const standing = (name: string): Standing => {
    const found = standings.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} was not measured`);
    return found;
  };
  const ours = standing(NAMES.ours);
  const timesOf = (name: string): number => {
    const peer = standing(name);
    const ratios = ours.rounds.map(
      (round, index) => round.requestsPerSecond / (peer.rounds[index]?.requestsPerSecond ?? 0),
    );
    return rounded(median(ratios), 2);
  };
  const atLeast = (what: string, figure: number, least: number): Verdict => ({
    what,
    wanted: `≥ ${least}`,
    figure: String(figure),
    met: figure >= least,
  });
  const repeat = (mode: string, name: string, first: string): Verdict => {
    const { p99 } = standing(name);
    return {
      what: `repeat reads p99, ${mode} (first read: ${first})`,
      wanted: `≤ ${REPEAT_LIMIT_MS} ms`,
      figure: `${rounded(p99, 1)} ms`,
      met: p99 <= REPEAT_LIMIT_MS,
    };
  };
  const { fromRedis, fromDatabase } = firstReads;
  return [
    atLeast(`${NAMES.ours} : ${NAMES.koa}`, timesOf(NAMES.koa), 0.8),
    atLeast(`${NAMES.ours} : ${NAMES.bentoCache}`, timesOf(NAMES.bentoCache), 2.5),
    repeat('with Redis, gzip', NAMES.ours, `Redis ${fromRedis} ms, database ${fromDatabase} ms`),
    repeat('with Redis, plain', NAMES.oursPlain, 'the same'),
    repeat('memory mode', NAMES.oursMemory, `database ${fromDatabase} ms`),
    {
      what: 'clear → served, Türkiye with one change',
      wanted: `≤ ${CLEAR_LIMIT_MS} ms`,
      figure: `${clearToServedMs} ms`,
      met: clearToServedMs <= CLEAR_LIMIT_MS,
    },
    {
      what: `snapshot of Türkiye (${refresh.rows} rows, ${refresh.documents} documents)`,
      wanted: `≤ ${SNAPSHOT_LIMIT_BYTES} bytes`,
      figure: `${refresh.snapshotBytes} bytes`,
      met: refresh.snapshotBytes <= SNAPSHOT_LIMIT_BYTES,
    },
  ];
}
