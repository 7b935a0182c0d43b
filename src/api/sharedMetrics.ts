import { Counter, Gauge, type Metric, type Registry } from 'prom-client';
import type { DatasetId } from '../cache/dataset.ts';
import type { Reader } from '../cache/reader.ts';
import type { RefreshQueue } from '../cache/refreshQueue.ts';
import { DURATION_BOUNDS_MS, type RefreshTotals } from '../cache/refreshTotals.ts';
import type { SnapshotStore } from '../cache/store.ts';

const DURATION = 'refresh_duration_seconds';

export interface SharedMetricsDependencies {
  registry: Registry;
  reader: Reader;
  store: SnapshotStore;
  queue: RefreshQueue;
  /** What waits for the database in outboxes; absent in memory mode. */
  outboxes: Readonly<Record<'evaluations' | 'people', { size(): Promise<number> }>> | undefined;
}

/** What the processes have in common, the worker's work above all: every api shows the same of it. */
export interface SharedMetrics {
  /** Looks at the store; what it does not tell is left out until it does. Never rejects. */
  update(): Promise<void>;
}

interface DurationSample {
  labels: Record<string, string | number>;
  value: number;
  metricName: string;
}

/** Adds the metrics to the registry; the worker has no HTTP server, so the api reads them where the worker keeps them. */
export function createSharedMetrics(dependencies: SharedMetricsDependencies): SharedMetrics {
  const { registry, reader, store, queue, outboxes } = dependencies;
  const registers = [registry];
  const refreshes = new Counter({
    name: 'refreshes_total',
    help: 'Refreshes by dataset and outcome: published, unchanged, held, superseded, refused, failed',
    labelNames: ['dataset', 'outcome'],
    registers,
  });
  const failures = new Gauge({
    name: 'refresh_consecutive_failures',
    help: 'Refreshes of a dataset in a row that failed or were refused, at most 20',
    labelNames: ['dataset'],
    registers,
  });
  const jobs = new Gauge({
    name: 'refresh_queue_jobs',
    help: 'Refreshes by state: active, waiting',
    labelNames: ['state'],
    registers,
  });
  const evaluations = new Gauge({
    name: 'evaluations_pending',
    help: 'Saved evaluations that the database does not hold yet',
    registers: outboxes ? registers : [],
  });
  const people = new Gauge({
    name: 'people_changes_pending',
    help: 'Changes of people that the database does not hold yet',
    registers: outboxes ? registers : [],
  });
  let durations: DurationSample[] = [];
  // prom-client's own histogram only takes observations of its own process
  registry.registerMetric({
    name: DURATION,
    get: async () => ({
      name: DURATION,
      help: 'Durations of refreshes by dataset',
      type: 'histogram',
      values: durations,
      aggregator: 'sum',
    }),
  } as unknown as Metric);

  const updateDataset = async (dataset: DatasetId) => {
    const [totals, records] = await Promise.all([store.totals(dataset), store.refreshes(dataset)]);
    for (const [outcome, count] of Object.entries(totals.outcomes))
      refreshes.inc({ dataset, outcome }, count);
    durations.push(...samplesOf(dataset, totals));
    const well = records.findIndex(({ outcome }) => outcome !== 'failed' && outcome !== 'refused');
    failures.set({ dataset }, well === -1 ? records.length : well);
  };
  const updateQueue = async () => {
    const { active, waiting } = await queue.depth();
    jobs.set({ state: 'active' }, active);
    jobs.set({ state: 'waiting' }, waiting);
  };
  const updateOutboxes = async () => {
    if (outboxes === undefined) return;
    evaluations.set(await outboxes.evaluations.size());
    people.set(await outboxes.people.size());
  };

  return {
    async update() {
      for (const metric of [refreshes, failures, jobs]) metric.reset();
      for (const metric of [evaluations, people]) metric.remove();
      durations = [];
      await Promise.allSettled([
        updateQueue(),
        updateOutboxes(),
        ...reader.ids().map(updateDataset),
      ]);
    },
  };
}

function samplesOf(dataset: DatasetId, totals: RefreshTotals): DurationSample[] {
  const count = Object.values(totals.outcomes).reduce((sum, one) => sum + one, 0);
  const bucket = (le: string | number, value: number) => ({
    labels: { dataset, le },
    value,
    metricName: `${DURATION}_bucket`,
  });
  return [
    ...DURATION_BOUNDS_MS.map((bound, index) => bucket(bound / 1_000, totals.within[index] ?? 0)),
    bucket('+Inf', count),
    { labels: { dataset }, value: totals.durationMs / 1_000, metricName: `${DURATION}_sum` },
    { labels: { dataset }, value: count, metricName: `${DURATION}_count` },
  ];
}
