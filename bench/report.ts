import type { Figures, Verdict } from './targets.ts';
import type { Machine } from './machine.ts';
import type { ScalePoint } from './scale.ts';

/** Rows of texts as lines with aligned columns, the first to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}

const rate = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toString());

const SCALE_HEAD = [
  'countries',
  'refresh s',
  'MiB',
  'worker peak MiB',
  'reader MiB',
  'reader peak MiB',
  'reader ready s',
];

function scaleRow(point: ScalePoint): string[] {
  const { countries, refreshSeconds, mebibytes, workerPeakMiB } = point;
  const { readerMiB, readerPeakMiB, readerReadySeconds } = point;
  return [
    countries,
    refreshSeconds,
    mebibytes,
    workerPeakMiB,
    readerMiB,
    readerPeakMiB,
    readerReadySeconds,
  ].map(String);
}

/** The whole run as text. */
export function reportOf(machine: Machine, figures: Figures, verdicts: readonly Verdict[]): string {
  const { standings, firstReads, refresh, swaps, scale } = figures;
  const head = ['', 'req/s', '÷ Koa', 'CPU µs/req', 'p50 ms', 'p99 ms', 'max ms'];
  const contenders = standings.map((one) => [
    one.name,
    rate(one.requestsPerSecond),
    one.ratio.toFixed(3),
    one.processorTime.toFixed(1),
    one.p50.toFixed(1),
    one.p99.toFixed(1),
    one.longest.toFixed(1),
  ]);
  const steps = Object.entries(refresh.steps).map(([step, ms]) => `${step} ${ms}`);
  const judged = verdicts.map(({ what, wanted, figure, met }) => [
    what,
    wanted,
    figure,
    met ? 'PASS' : 'MISS',
  ]);
  const misses = verdicts.filter(({ met }) => !met);
  return [
    `${machine.processor}, ${machine.cores} cores, node ${machine.node}, load before ${machine.loadBefore}`,
    'Load generator, server and whatever else runs share these cores: compare ratios within one run, not figures',
    "of two runs. CPU time is the server's own.",
    ...(machine.loadBefore > machine.cores / 2
      ? ['⚠️ Other work was running before this run began: its figures are not to be relied on.']
      : []),
    '',
    aligned([head, ...contenders]),
    '',
    `First read: from Redis ${firstReads.fromRedis} ms, from the database ${firstReads.fromDatabase} ms; ` +
      `CACHE_ENABLED=false: every read ${firstReads.cacheOff} ms`,
    `Refresh of Türkiye, ms: ${steps.join(', ')}`,
    `A steady load, p50 / p99: ${swaps.steady.p50} / ${swaps.steady.p99} ms; while Türkiye is refreshed and swapped ` +
      `${swaps.swapping.swaps} times ${swaps.swapping.p50} / ${swaps.swapping.p99} ms`,
    '',
    aligned([SCALE_HEAD, ...scale.map(scaleRow)]),
    '',
    aligned([['', 'wanted', 'measured', ''], ...judged]),
    '',
    misses.length === 0 ? 'All targets met.' : `Targets missed: ${misses.length}.`,
    ...misses.map(({ what, reason = 'not known' }) => `  ${what}: ${reason}.`),
    '',
  ].join('\n');
}
