import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { startApi } from '../src/api/service.ts';
import { createReading } from '../src/cache/reading.ts';
import type { Reader } from '../src/cache/reader.ts';
import { readConfig } from '../src/config.ts';
import { createPlaceSearch } from '../src/datasets/placeSearch.ts';
import { createPlaceTree } from '../src/datasets/placeTree.ts';
import type { EvaluationRequest } from '../src/evaluations/request.ts';
import { createValuer } from '../src/evaluations/valuer.ts';
import { freePort } from '../src/local/freePort.ts';
import { openMemoryMode } from '../src/modes.ts';
import type { PlaceIds } from '../src/places/placeIds.ts';
import { createAdmins } from '../src/people/admins.ts';
import { createSavedEvaluations } from '../src/people/savedEvaluations.ts';
import { percentile, rounded } from './figures.ts';
import { machineFacts } from './machine.ts';
import { quietLog as log } from './quietLog.ts';
import { aligned } from './report.ts';
import { MOST_REQUESTS, startSupabase } from './system.ts';
import { Random } from './valuation/random.ts';

const REQUESTS = 5_000;
/** As many as a process has answered within its first minute. */
const WARM_UP = 500;
const P99_LIMIT_MS = 5;
const RESULTS = `${import.meta.dirname}/evaluations-results.json`;
const VIEW = { includeDisabled: false };

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Properties all over Türkiye: each in another county as a rule, so that hardly a document is at hand from the last one. */
async function propertiesOf(reader: Reader): Promise<EvaluationRequest[]> {
  const tree = createPlaceTree(reader);
  const random = new Random(1);
  const oneBelow = async (parent: PlaceIds) => {
    const children = (await tree.children(parent, VIEW)) ?? [];
    return children.length === 0 ? parent : children[random.whole(0, children.length - 1)]!.ids;
  };
  const properties: EvaluationRequest[] = [];
  while (properties.length < WARM_UP + REQUESTS) {
    const county = await oneBelow(await oneBelow({ country: 1 }));
    const place = random.chance(0.7) ? await oneBelow(county) : county;
    properties.push({
      ...place,
      city: place.city ?? 0,
      area: random.whole(40, 250),
      bedrooms: random.whole(0, 5),
      age: random.whole(0, 40),
      floor: random.whole(0, 12),
      heating: 'natural gas',
      asking: { amount: random.whole(50, 500) * 1_000, currency: 'EUR' },
      currency: random.pick(['EUR', 'TRY', 'USD']),
    });
  }
  return properties;
}

const figuresOf = (durations: readonly number[]) => ({
  p50Ms: rounded(percentile(durations, 50), 2),
  p99Ms: rounded(percentile(durations, 99), 2),
  longestMs: rounded(Math.max(...durations), 2),
});

/** From the moment a request's headers are read to the last byte of its answer, without the way to and from the client. */
function serverTimes(): number[] {
  const startedAt = new WeakMap<IncomingMessage, number>();
  const durations: number[] = [];
  subscribe('http.server.request.start', (message) => {
    startedAt.set((message as { request: IncomingMessage }).request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const began = startedAt.get((message as { request: IncomingMessage }).request);
    if (began !== undefined) durations.push(performance.now() - began);
  });
  return durations;
}

await using running = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
const date = new Date();
const machine = machineFacts();
const supabase = await startSupabase(running);
const config = readConfig({
  ...supabase,
  ...MOST_REQUESTS,
  HOST: '127.0.0.1',
  PORT: String(await freePort()),
});
const mode = openMemoryMode({ config, log });
const reading = createReading({ ...mode, log, keep: true });
const { reader } = reading;
const admins = createAdmins({ ids: [], database: mode.database, log });
const placeSearch = createPlaceSearch(reader);
const evaluations = createSavedEvaluations({ ...mode, log });
const api = await startApi({ ...mode, config, log, admins, evaluations, reading, placeSearch });
running.defer(() => api.stop());
const properties = await propertiesOf(reader);

const valuer = createValuer({ reader });
const valuing: number[] = [];
const processor = process.cpuUsage();
for (const property of properties) {
  const startedAt = performance.now();
  await valuer.value(property);
  valuing.push(performance.now() - startedAt);
}
const { user, system } = process.cpuUsage(processor);
/** Of valuing alone; unlike times it hardly depends on what else the machine does. */
const processorMs = rounded((user + system) / 1_000 / properties.length, 2);
const posting = serverTimes();
const statuses = new Set<number>();
for (const property of properties) {
  const answer = await fetch(`http://127.0.0.1:${api.address.port}/api/evaluations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(property),
  });
  statuses.add(answer.status);
  await answer.text();
}
const valued = figuresOf(valuing.slice(WARM_UP));
const posted = figuresOf(posting.slice(-REQUESTS));
const memoryMiB = rounded(process.memoryUsage().rss / 2 ** 20);
const isMet = posted.p99Ms <= P99_LIMIT_MS && [...statuses].join('') === '200';
const row = (name: string, { p50Ms, p99Ms, longestMs }: typeof valued, rest: string) => [
  name,
  ...[p50Ms, p99Ms, longestMs].map(String),
  rest,
];
say(`${REQUESTS} properties all over Türkiye, one after another, ms`);
say(
  aligned([
    ['', 'p50', 'p99', 'max', ''],
    row('valuing alone', valued, `processor time ${processorMs}`),
    row('POST, in the process', posted, `p99 ≤ ${P99_LIMIT_MS}: ${isMet ? 'PASS' : 'MISS'}`),
  ]),
);
if (machine.loadBefore > machine.cores / 2) {
  say('⚠️ Other work was running before this run began: its times are not to be relied on.');
}
say(`Memory of this process, with the client in it: ${memoryMiB} MiB`);
const results = {
  date,
  machine,
  requests: REQUESTS,
  valued,
  processorMs,
  posted,
  p99LimitMs: P99_LIMIT_MS,
};
writeFileSync(RESULTS, `${JSON.stringify({ ...results, isMet, memoryMiB }, null, 2)}\n`);
await reading.stop();
