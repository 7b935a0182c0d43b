import type { FirstReads } from './firstReads.ts';
import type { RefreshFigures } from './refresh.ts';
import type { Standing } from './rounds.ts';
import { NAMES } from './peers.ts';
import { median, rounded } from './figures.ts';
import { LEAVES, type ScalePoint } from './scale.ts';
import type { SwapFigures } from './swaps.ts';

export interface Figures {
  standings: Standing[];
  firstReads: FirstReads;
  refresh: RefreshFigures;
  clearToServedMs: number;
  swaps: SwapFigures;
  scale: ScalePoint[];
}

/** A figure beside what is wanted of it. */
export interface Verdict {
  what: string;
  wanted: string;
  figure: string;
  met: boolean;
  /** Why it is missed, as far as was found out; absent where it is met. */
  reason?: string;
}

const REPEAT_LIMIT_MS = 50;
const CLEAR_LIMIT_MS = 2_000;
const SNAPSHOT_LIMIT_BYTES = 2 * 2 ** 20;
const SWAP_LIMIT_TIMES = 2;
const LOOP_LIMIT_MS = { p99: 10, most: 30 };
const SERVED_LIMIT_MS = 200;
/** `bend`: how much steeper than linear is still called linear. */
const SCALE_LIMITS = { seconds: 30, workerMiB: 300, bend: 1.3 };

const REASON_OF_SWAPS =
  'an api has one thread. Taking in a version of Türkiye it unpacks 5 MB of search index in steps of 4 ms and then ' +
  'collects garbage once for some 15 ms; five swaps in ten seconds make that more than one request in a hundred';

/** Holds the figures against the targets. */
export function verdicts(figures: Figures): Verdict[] {
  const { standings, firstReads, refresh, clearToServedMs } = figures;
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
    ...swapVerdicts(figures.swaps),
    ...scaleVerdicts(figures.scale),
  ];
}

function atMost(what: string, figure: number, most: number, unit: string): Verdict {
  return { what, wanted: `≤ ${most} ${unit}`, figure: `${figure} ${unit}`, met: figure <= most };
}

const because = (reason: string, verdict: Verdict): Verdict =>
  verdict.met ? verdict : { ...verdict, reason };

function swapVerdicts({ steady, swapping, announcedToServedMs }: SwapFigures): Verdict[] {
  const times = rounded(swapping.p99 / steady.p99, 2);
  const { p99, longest } = swapping.eventLoop;
  return [
    because(
      REASON_OF_SWAPS,
      atMost('p99 during refresh and swap ÷ steady', times, SWAP_LIMIT_TIMES, '×'),
    ),
    atMost('p99 during refresh and swap', swapping.p99, REPEAT_LIMIT_MS, 'ms'),
    atMost('event loop of the api late, p99', p99, LOOP_LIMIT_MS.p99, 'ms'),
    because(
      REASON_OF_SWAPS,
      atMost('event loop of the api late, most', longest, LOOP_LIMIT_MS.most, 'ms'),
    ),
    atMost('announced → served by 3 readers, longest', announcedToServedMs, SERVED_LIMIT_MS, 'ms'),
  ];
}

function scaleVerdicts(scale: readonly ScalePoint[]): Verdict[] {
  const largest = scale.at(-1);
  if (largest === undefined) return [];
  const of = `${largest.countries} countries of ${LEAVES} leaves`;
  return [
    atMost(`refresh of ${of}`, largest.refreshSeconds, SCALE_LIMITS.seconds, 's'),
    atMost(`worker's peak, ${of}`, largest.workerPeakMiB, SCALE_LIMITS.workerMiB, 'MiB'),
    atMost(
      `seconds a further country costs, last slope ÷ first`,
      bend(scale, 'refreshSeconds'),
      SCALE_LIMITS.bend,
      '×',
    ),
    atMost(
      `bytes a further country costs, last slope ÷ first`,
      bend(scale, 'mebibytes'),
      SCALE_LIMITS.bend,
      '×',
    ),
  ];
}

/** What a further country costs between the last two points, compared with the first two: 1 where it is linear. */
function bend(scale: readonly ScalePoint[], field: 'refreshSeconds' | 'mebibytes'): number {
  const slopes = scale.slice(1).map((point, index) => {
    const before = scale[index] ?? point;
    return (point[field] - before[field]) / (point.countries - before.countries);
  });
  return rounded((slopes.at(-1) ?? Number.NaN) / (slopes[0] ?? Number.NaN), 2);
}
