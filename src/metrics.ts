import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** The library's ten would wake an idle process a hundred times a second: one per cent of a processor. */
const LAG_PRECISION_MS = 100;

/**
 * What came of a database webhook: `accepted` and queued, `ignored` because nothing depends on it, `refused` for its
 * body or for want of data, `unauthorized` without the secret.
 */
export type WebhookOutcome = 'accepted' | 'ignored' | 'refused' | 'unauthorized';

/** What a process counts of itself, in Prometheus' text format by `registry.metrics()`. */
export interface Metrics {
  registry: Registry;
  /** Document reads by dataset and source. */
  reads: Counter<'dataset' | 'source'>;
  /** Age of the content held, in seconds, by dataset. */
  dataAgeSeconds: Gauge<'dataset'>;
  /** 1 while Redis can be used. */
  redisUsable: Gauge;
  /** Times that Redis could no longer be used. */
  redisOutages: Counter;
  /** HTTP answers by status class, document reads from memory apart (see reads). */
  httpAnswers: Counter<'status'>;
  /** Database webhooks by WebhookOutcome. */
  webhooks: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
  const registers = [registry];
  return {
    registry,
    reads: new Counter({
      name: 'document_reads_total',
      help: 'Document reads by dataset and by source: memory, redis, database, off',
      labelNames: ['dataset', 'source'],
      registers,
    }),
    dataAgeSeconds: new Gauge({
      name: 'data_age_seconds',
      help: 'Seconds since the content held of a dataset was last known to be current',
      labelNames: ['dataset'],
      registers,
    }),
    redisUsable: new Gauge({
      name: 'redis_usable',
      help: '1 while Redis can be used, 0 during an outage',
      registers,
    }),
    redisOutages: new Counter({
      name: 'redis_outages_total',
      help: 'Times that this process lost Redis',
      registers,
    }),
    httpAnswers: new Counter({
      name: 'http_answers_total',
      help: 'HTTP answers other than documents served from memory, by status',
      labelNames: ['status'],
      registers,
    }),
    webhooks: new Counter({
      name: 'webhooks_total',
      help: 'Database webhooks by outcome: accepted, ignored, refused, unauthorized',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
