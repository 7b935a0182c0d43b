import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { median, percentile, rounded } from '../../../bench/figures.ts';
import { machineFacts } from '../../../bench/machine.ts';
import { ask } from '../../api/support/ask.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startTestSupabase } from '../../support/supabase.ts';
import { startContainer } from '../support/container.ts';
import { makeControlGroup, whyNoControlGroup, type ControlGroup } from '../support/controlGroup.ts';
import { answers, NOT_LOOPBACK } from '../support/operator.ts';
import { loadSteadily } from '../support/steadyLoad.ts';
import { IS_WHOLE, startWorld, type World } from '../support/world.ts';

/** The small tariff of Amvera; its quarter of a processor would take the short run too long. */
const LIMITS = { memoryMiB: 512, ...(IS_WHOLE && { processors: 0.25 }) };
const LOAD_SECONDS = IS_WHOLE ? Number(process.env['LOAD_SECONDS'] ?? 300) : 8;
const IDLE_SECONDS = IS_WHOLE ? 30 : 2;
const REQUESTS_PER_SECOND = 50;
const SAMPLE_MS = 1_000;
const RESULTS = fileURLToPath(new URL('../../../bench/container-results.json', import.meta.url));

const CITIES = '/api/countries/1/cities';
const PATHS = ['/api/countries', CITIES].concat(
  Array.from({ length: 81 }, (_, city) => `${CITIES}/${city + 1}/counties`),
);

interface Figures {
  mode: string;
  healthSeconds: number;
  readySeconds: number;
  idlePercentOfProcessor: number;
  requests: number;
  p50Ms: number;
  p99Ms: number;
  longestMs: number;
  peakMiB: number;
  peakWithCachesMiB: number;
  /** From the first fifth of the load to its last. */
  growthMiB: number;
  stopSeconds: number;
}

const seconds = (sinceMs: number) => (performance.now() - sinceMs) / 1_000;

/** What is used each second, until it is told to end. */
function sampleMemory(group: ControlGroup) {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(group.memoryMiB()), SAMPLE_MS);
  return { samples, end: () => clearInterval(timer) };
}

async function measure(mode: string, world: World, redis: Record<string, string>) {
  const group = makeControlGroup(LIMITS);
  const memory = sampleMemory(group);
  const startedAt = performance.now();
  const container = await startContainer({
    environment: { ...world.environment, ...redis },
    group,
  });
  try {
    await answers(container, '/health', 60_000);
    const healthSeconds = seconds(startedAt);
    await answers(container, '/ready', 60_000);
    await answers(container, CITIES, 60_000);
    const readySeconds = seconds(startedAt);
    await delay(IS_WHOLE ? 15_000 : 1_000);

    const [usedMs, idleAt] = [group.processorMs(), performance.now()];
    await delay(IDLE_SECONDS * 1_000);
    const idlePercent = (group.processorMs() - usedMs) / (seconds(idleAt) * 10);

    const loadBegins = memory.samples.length;
    const loading = loadSteadily({
      url: container.url,
      paths: PATHS,
      requestsPerSecond: REQUESTS_PER_SECOND,
      seconds: LOAD_SECONDS,
    });
    await delay(LOAD_SECONDS * 300);
    const headers = { Authorization: `Bearer ${world.adminToken}` };
    const clear = { method: 'POST', headers, body: {} };
    expect((await ask(container.url, '/api/cache/clear', clear)).status).toBe(202);
    const { latenciesMs, failures } = await loading;
    expect(failures).toEqual([]);
    const underLoad = memory.samples.slice(loadBegins);
    const fifth = Math.ceil(underLoad.length / 5);
    const { code, tookMs } = await container.stop();
    expect(code).toBe(0);
    const figures: Figures = {
      mode,
      healthSeconds: rounded(healthSeconds, 1),
      readySeconds: rounded(readySeconds, 1),
      idlePercentOfProcessor: rounded(idlePercent, 2),
      requests: latenciesMs.length,
      p50Ms: rounded(percentile(latenciesMs, 50), 1),
      p99Ms: rounded(percentile(latenciesMs, 99), 1),
      longestMs: rounded(Math.max(...latenciesMs), 1),
      peakMiB: rounded(Math.max(...memory.samples)),
      peakWithCachesMiB: rounded(group.peakWithCachesMiB()),
      growthMiB: rounded(median(underLoad.slice(-fifth)) - median(underLoad.slice(0, fifth))),
      stopSeconds: rounded(tookMs / 1_000, 1),
    };
    return figures;
  } finally {
    memory.end();
    await container.remove();
    group.remove();
  }
}

const reason = whyNoControlGroup();

describe.runIf(reason === undefined)('within the limits of a small container', () => {
  let world: World;
  let redis: TestRedis;
  const all: Figures[] = [];
  beforeAll(async () => {
    const supabase = await startTestSupabase({ seed: true });
    world = await startWorld(supabase);
    redis = await startTestRedis({ arguments: ['--requirepass', world.redisPassword] });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([redis.stop(), world.stop()]);
    await world.supabase.stop();
    if (!IS_WHOLE) return;
    const conditions = { ...LIMITS, requestsPerSecond: REQUESTS_PER_SECOND, seconds: LOAD_SECONDS };
    const results = { date: new Date(), machine: machineFacts(), conditions, modes: all };
    writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  });

  const variablesOf: Record<string, () => Record<string, string>> = {
    embedded: () => ({ REDIS_HOST: 'localhost' }),
    external: () => ({ REDIS_HOST: NOT_LOOPBACK, REDIS_PORT: String(redis.port) }),
    memory: () => ({}),
  };
  const modes = IS_WHOLE ? Object.keys(variablesOf) : ['embedded'];

  test.each(modes)(
    'all of %s keeps to its memory through a start, a refresh and load',
    async (mode) => {
      const figures = await measure(mode, world, variablesOf[mode]?.() ?? {});
      all.push(figures);
      expect(figures.peakMiB).toBeLessThanOrEqual(420);
      if (!IS_WHOLE) return;
      expect(figures.readySeconds).toBeLessThanOrEqual(60);
      expect(figures.p99Ms).toBeLessThanOrEqual(50);
      expect(figures.idlePercentOfProcessor).toBeLessThanOrEqual(2);
      expect(figures.growthMiB).toBeLessThanOrEqual(10);
    },
    (LOAD_SECONDS + 240) * 1_000,
  );
});

test.runIf(reason !== undefined)(`a control group cannot be made here: ${reason}`, () => {
  expect(reason).toBeTruthy();
});
