import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createKeys } from '../src/cache/keys.ts';
import { RedisStore } from '../src/cache/redisStore.ts';
import { catalogId } from '../src/datasets/catalog.ts';
import { startEmbeddedSupabase, type EmbeddedSupabase } from '../src/local/embeddedSupabase.ts';
import { compilePrograms } from './compiled.ts';
import { rounded } from './figures.ts';
import { processMemory } from './processMemory.ts';
import { startProgram, startServer } from './serverProcess.ts';
import { startRedis } from './system.ts';

/** What so many countries of LEAVES districts each cost. */
export interface ScalePoint {
  countries: number;
  /** From the start of the first load of a refresh of all to the end of the last. */
  refreshSeconds: number;
  /** Of the published catalogues. */
  mebibytes: number;
  workerPeakMiB: number;
  /** An api that holds them all and their search indexes. */
  readerMiB: number;
  readerPeakMiB: number;
  /** From the start of that api's process. */
  readerReadySeconds: number;
}

const COUNTS = [1, 3, 10];
const CITIES = 50;
const COUNTIES = 20;
const DISTRICTS = 100;
export const LEAVES = CITIES * COUNTIES * DISTRICTS;
/** What a ready api still opens in the background: a search index a country. */
const SEARCH_OPENED_MS = 3_000;
const WORDS = 15_000;
const PUBLISHED_LIMIT_MS = 300_000;

const SUPERVISED = readFileSync(`${import.meta.dirname}/../supervisord.conf`, 'utf8');
const ENVIRONMENT = supervisedEnvironment();

/** What supervisord adds to the environment of every program. */
function supervisedEnvironment(): Record<string, string> {
  const line = /^environment = (.*)$/m.exec(SUPERVISED)?.[1];
  if (line === undefined) throw new Error('supervisord.conf adds no environment');
  const variables = line.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries(Array.from(variables, ([, name, value]) => [name, value]));
}

/** The options supervisord gives Node for a program. */
function nodeOptions(program: string): string[] {
  const command = new RegExp(String.raw`^command = node (.*) \S+/dist/${program}/main\.js$`, 'm');
  const options = command.exec(SUPERVISED)?.[1];
  if (options === undefined) throw new Error(`supervisord.conf starts no ${program}`);
  return options.split(' ');
}

/** Grows a database country by country; at each count a worker and then an api start beside an empty Redis. */
export async function measureScale(onPoint: (point: ScalePoint) => void): Promise<ScalePoint[]> {
  await using running = new AsyncDisposableStack();
  const programs = await compilePrograms(running);
  const supabase = await startEmbeddedSupabase({ seed: false });
  running.defer(() => supabase.stop());
  const points: ScalePoint[] = [];
  let present = 0;
  for (const countries of COUNTS) {
    while (present < countries) await addCountry(supabase, (present += 1));
    const point = await measureCountries({ programs, supabase, countries });
    onPoint(point);
    points.push(point);
  }
  return points;
}

/** As Türkiye's districts: two of three names are different ones, made of words that many share. */
async function addCountry(supabase: EmbeddedSupabase, country: number): Promise<void> {
  const hash = (salt: string) =>
    `md5(concat_ws(' ', '${salt}', ${country}, city, county, district))`;
  const word = (salt: string) =>
    `initcap(translate(substr(md5((('x' || substr(${hash(salt)}, 1, 6))::bit(24)::int % ${WORDS})::text), 1, 7), '0123456789', 'ğşıöüçaeki'))`;
  await supabase.sql(`
    insert into locations
      (country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name)
    select ${country}, 'Land ${country}', city, 'Şehir ' || city, city * 1000 + county, 'İlçe ' || city * 1000 + county,
      (city * 1000 + county) * 1000 + district,
      ${word('a')} || case when district % 2 = 0 then '' else ' (' || ${word('b')} || ' Köyü)' end
    from generate_series(1, ${CITIES}) city, generate_series(1, ${COUNTIES}) county, generate_series(1, ${DISTRICTS}) district`);
}

interface Setting {
  /** Where the compiled ones are. */
  programs: string;
  supabase: EmbeddedSupabase;
  countries: number;
}

async function measureCountries({ programs, supabase, countries }: Setting): Promise<ScalePoint> {
  await using running = new AsyncDisposableStack();
  const redisPort = await startRedis(running);
  const redis = new Redis(redisPort, '127.0.0.1');
  running.defer(() => redis.disconnect());
  const environment = {
    ...ENVIRONMENT,
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    REDIS_HOST: '127.0.0.1',
    REDIS_PORT: String(redisPort),
    HOST: '127.0.0.1',
  };
  const store = new RedisStore({
    commands: redis,
    openBulk: () => redis.duplicate(),
    keys: createKeys(),
  });
  const ids = Array.from({ length: countries }, (_, index) => catalogId(index + 1));
  const worker = running.use(
    startProgram({
      name: 'worker',
      file: `${programs}/worker/main.js`,
      environment,
      options: nodeOptions('worker'),
    }),
  );
  const refreshSeconds = await refreshed(store, ids);
  const { peak: workerPeakMiB } = processMemory(worker.processId);
  const versions = await Promise.all(ids.map((id) => store.versions(id)));
  const bytes = versions.flat().reduce((sum, version) => sum + version.bytes, 0);
  const startedAt = performance.now();
  const api = running.use(
    await startServer({
      name: 'api',
      file: `${programs}/api/main.js`,
      environment,
      options: nodeOptions('api'),
      readyPath: '/ready',
    }),
  );
  const readerReadySeconds = rounded((performance.now() - startedAt) / 1000, 1);
  await sleep(SEARCH_OPENED_MS);
  const { now, peak } = processMemory(api.processId);
  return {
    countries,
    refreshSeconds,
    mebibytes: rounded(bytes / 2 ** 20, 1),
    workerPeakMiB: rounded(workerPeakMiB),
    readerMiB: rounded(now),
    readerPeakMiB: rounded(peak),
    readerReadySeconds,
  };
}

/** Waits until all are published and the worker has done what else it found; gives how long all of it took. */
async function refreshed(store: RedisStore, ids: readonly string[]): Promise<number> {
  const deadline = performance.now() + PUBLISHED_LIMIT_MS;
  const all = ['countries', ...ids, ...ids.map((id) => id.replace('catalog', 'market')), 'rates'];
  for (;;) {
    const records = (await Promise.all(all.map((id) => store.refreshes(id)))).map((done) =>
      done.at(-1),
    );
    if (records.every((record) => record?.outcome === 'published')) {
      const ends = records.map((record) => (record ? record.startedAt + record.durationMs : 0));
      const starts = records.map((record) => record?.startedAt ?? 0);
      return rounded((Math.max(...ends) - Math.min(...starts)) / 1000, 1);
    }
    if (performance.now() > deadline) {
      throw new Error(`not published: ${JSON.stringify(records)}`);
    }
    await sleep(200);
  }
}
