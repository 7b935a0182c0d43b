import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { median, percentile, rounded } from '../../../bench/figures.ts';
import { machineFacts } from '../../../bench/machine.ts';
import { ask } from '../../api/support/ask.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startTestSupabase } from '../../support/supabase.ts';
import { makeOpenDirectory, startContainer } from '../support/container.ts';
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
const SETTLING_MS = IS_WHOLE ? 15_000 : 1_000;
const RESULTS = fileURLToPath(new URL('../../../bench/container-results.json', import.meta.url));

const CITIES = '/api/countries/1/cities';
const PATHS = ['/api/countries', CITIES].concat(
  Array.from({ length: 81 }, (_, city) => `${CITIES}/${city + 1}/counties`),
);

interface Figures {
  mode: string;
  healthSeconds: number;
  readySeconds: number;
  /** The same once more, with what was kept in Redis. */
  readyAgainSeconds?: number;
  idlePercentOfProcessor: number;
  requests: number;
  p50Ms: number;
  p99Ms: number;
  longestMs: number;
  idleMiB: number;
  peakMiB: number;
  peakWithCachesMiB: number;
  /** Medians of the five fifths of the load; the refresh begins in the second. */
  fifthsMiB: number[];
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

/** Starts a container in a control group of its own; gives how long it took to its first documents. */
async function startWithin(environment: Record<string, string>, data: string) {
  const group = makeControlGroup(LIMITS);
  const memory = sampleMemory(group);
  const startedAt = performance.now();
  const container = await startContainer({ environment, data, group });
  const dispose = async () => {
    memory.end();
    await container.remove();
    await group.remove();
  };
  try {
    await answers(container, '/health', 60_000);
    const healthSeconds = seconds(startedAt);
    await answers(container, '/ready', 60_000);
    await answers(container, CITIES, 60_000);
    return { group, memory, container, dispose, healthSeconds, readySeconds: seconds(startedAt) };
  } catch (error) {
    await dispose();
    throw error;
  }
}

type Started = Awaited<ReturnType<typeof startWithin>>;

/** Percent of a processor that is used while nobody asks. */
async function measureIdle({ group }: Started): Promise<number> {
  const [usedMs, startedAt] = [group.processorMs(), performance.now()];
  await delay(IDLE_SECONDS * 1_000);
  return (group.processorMs() - usedMs) / (seconds(startedAt) * 10);
}

/** Reads documents at a steady rate; a refresh begins meanwhile. */
async function measureLoad({ container, memory }: Started, { adminToken }: World) {
  const loadBegins = memory.samples.length;
  const loading = loadSteadily({
    url: container.url,
    paths: PATHS,
    requestsPerSecond: REQUESTS_PER_SECOND,
    seconds: LOAD_SECONDS,
  });
  await delay(LOAD_SECONDS * 300);
  const headers = { Authorization: `Bearer ${adminToken}` };
  const clear = { method: 'POST', headers, body: {} };
  expect((await ask(container.url, '/api/cache/clear', clear)).status).toBe(202);
  const { latenciesMs, failures } = await loading;
  expect(failures).toEqual([]);
  const underLoad = memory.samples.slice(loadBegins);
  const fifth = underLoad.length / 5;
  const fifthsMiB = [0, 1, 2, 3, 4].map((index) =>
    rounded(median(underLoad.slice(Math.floor(index * fifth), Math.ceil((index + 1) * fifth)))),
  );
  return {
    requests: latenciesMs.length,
    p50Ms: rounded(percentile(latenciesMs, 50), 1),
    p99Ms: rounded(percentile(latenciesMs, 99), 1),
    longestMs: rounded(Math.max(...latenciesMs), 1),
    fifthsMiB,
    growthMiB: rounded((fifthsMiB[4] ?? Number.NaN) - (fifthsMiB[0] ?? Number.NaN)),
  };
}

async function measure(mode: string, world: World, redis: Record<string, string>) {
  const data = makeOpenDirectory('container-data-');
  const environment = { ...world.environment, ...redis };
  const started = await startWithin(environment, data);
  const { group, memory, container } = started;
  try {
    await delay(SETTLING_MS);
    const idlePercent = await measureIdle(started);
    const idleMiB = memory.samples.at(-1) ?? Number.NaN;
    const load = await measureLoad(started, world);
    const { code, tookMs } = await container.stop();
    expect(code).toBe(0);
    const figures: Figures = {
      mode,
      healthSeconds: rounded(started.healthSeconds, 1),
      readySeconds: rounded(started.readySeconds, 1),
      idlePercentOfProcessor: rounded(idlePercent, 2),
      ...load,
      idleMiB: rounded(idleMiB),
      peakMiB: rounded(Math.max(...memory.samples)),
      peakWithCachesMiB: rounded(group.peakWithCachesMiB()),
      stopSeconds: rounded(tookMs / 1_000, 1),
    };
    if (!IS_WHOLE || mode === 'memory') return figures;
    const again = await startWithin(environment, data);
    await again.dispose();
    return { ...figures, readyAgainSeconds: rounded(again.readySeconds, 1) };
  } finally {
    await started.dispose();
    rmSync(data, { recursive: true, force: true });
  }
}

const reason = whyNoControlGroup();

describe.runIf(reason === undefined)('within the limits of a small container', () => {
  let world: World;
  let redis: TestRedis;
  const all: Figures[] = [];
  beforeAll(async () => {
    const supabase = await startTestSupabase({ content: 'catalogue' });
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
