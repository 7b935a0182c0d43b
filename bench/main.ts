import { writeFileSync } from 'node:fs';
import { createKeys } from '../src/cache/keys.ts';
import { openRedisLink } from '../src/cache/redisLink.ts';
import { RedisStore } from '../src/cache/redisStore.ts';
import { readConfig } from '../src/config.ts';
import { createDatasetCatalogue } from '../src/datasets/catalogue.ts';
import { createDatabase } from '../src/datasets/database.ts';
import { documentOf, requireDocument } from './document.ts';
import { measureFirstReads } from './firstReads.ts';
import { machineFacts } from './machine.ts';
import { readOptions, type Options } from './options.ts';
import { NAMES, startPeers } from './peers.ts';
import { quietLog } from './quietLog.ts';
import { measureClear, measureRefresh } from './refresh.ts';
import { reportOf } from './report.ts';
import { runRounds } from './rounds.ts';
import { LEAVES, measureScale } from './scale.ts';
import { measureSwaps } from './swaps.ts';
import { startSystem, type System } from './system.ts';
import { verdicts, type Figures } from './targets.ts';

const CONNECTIONS = 50;
const RESULTS = `${import.meta.dirname}/results.json`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function measureStandings(
  running: AsyncDisposableStack,
  system: System,
  { rounds, seconds }: Options,
): Promise<Figures['standings']> {
  const document = await documentOf(system.api.url);
  const peers = await startPeers(running, system, document);
  const { api, solo } = system;
  await requireDocument({ name: NAMES.oursMemory, url: solo.url, sameText: false }, document);
  const ours = [
    { name: NAMES.ours, ...api, encoding: 'gzip' },
    { name: NAMES.oursPlain, ...api, encoding: 'identity' },
    { name: NAMES.oursMemory, ...solo, encoding: 'gzip' },
  ] as const;
  return runRounds({
    contenders: [...peers, ...ours],
    measure: NAMES.koa,
    rounds,
    seconds,
    connections: CONNECTIONS,
    onRound: (round) => say(`Round ${round} of ${rounds} done`),
  });
}

async function measureInside(
  running: AsyncDisposableStack,
  { supabase, redisPort, cacheOff }: System,
): Promise<Pick<Figures, 'firstReads' | 'refresh'>> {
  const config = readConfig({
    ...supabase,
    REDIS_HOST: '127.0.0.1',
    REDIS_PORT: String(redisPort),
  });
  if (config.redis === undefined) throw new Error('no Redis');
  const redis = openRedisLink({ config: config.redis, log: quietLog });
  running.defer(redis.close);
  await new Promise<void>((resolve) => redis.onUsable(resolve));
  const store = new RedisStore({ ...redis, keys: createKeys() });
  const catalogue = createDatasetCatalogue({
    database: createDatabase(config.supabase),
    ttlMs: config.cache.ttlMs,
    marketTtlMs: config.cache.ttlMs,
  });
  return {
    firstReads: await measureFirstReads({ catalogue, store, cacheOffUrl: cacheOff.url }),
    refresh: await measureRefresh(catalogue, store),
  };
}

async function run(running: AsyncDisposableStack): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const machine = machineFacts();
  const startedAt = new Date();
  say('Starting Supabase, Redis, worker, api, memory mode and the peers…');
  const system = await startSystem(running);
  const standings = await measureStandings(running, system, options);
  say('First reads and refreshes…');
  const inside = await measureInside(running, system);
  const clearToServedMs = await measureClear(system);
  say('Refreshes under load…');
  await system.stopServers();
  const swaps = await measureSwaps(system);
  // what follows needs the processors for itself
  await system.stop();
  say(`Countries of ${LEAVES} leaves…`);
  const scale = await measureScale(({ countries }) => say(`${countries} done`));
  const figures = { standings, ...inside, clearToServedMs, swaps, scale };
  const judged = verdicts(figures);
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  const settings = { ...options, connections: CONNECTIONS, pipelining: 1 };
  const results = { date: startedAt, durationSeconds: seconds, machine, settings };
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ ...results, targets: judged, ...figures }, null, 2)}\n`,
  );
  say(`\n${reportOf(machine, figures, judged)}`);
}

const running = new AsyncDisposableStack();
let stopping: Promise<void> | undefined;
const stop = () => (stopping ??= running.disposeAsync());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    process.exitCode = 130;
    void stop().finally(() => process.exit());
  });
}
try {
  await run(running);
} catch (error) {
  if (stopping === undefined) {
    process.exitCode = 1;
    process.stderr.write(`❌ ${error instanceof Error ? error.message : String(error)}\n`);
  }
} finally {
  await stop();
}
