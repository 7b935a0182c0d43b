import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createKeys } from '../../../src/cache/keys.ts';
import { RedisStore } from '../../../src/cache/redisStore.ts';
import { redisAnswers } from '../../../src/local/redisServer.ts';
import { startSilentServer } from '../../bot/support/servers.ts';
import { makeOpenDirectory, startContainer, type Container } from '../support/container.ts';
import { answers, areRunning, expectProperOutput } from '../support/operator.ts';
import { IS_WHOLE, startWorld, type World } from '../support/world.ts';

const CITIES = '/api/countries/1/cities';
const PUBLISHED = ['countries', 'catalog/1', 'market/1', 'rates'];
const GARBAGE = Buffer.alloc(4_096, 0xa5);

let world: World;
let data: string;
/** A volume as a container left it, and what was written last. */
let kept: string;
let version: string;
const lastWords = randomUUID();
const containers: Container[] = [];
const volumes: string[] = [];

async function start(volume: string, environment: Record<string, string> = {}): Promise<Container> {
  const container = await startContainer({
    data: volume,
    environment: { ...world.environment, REDIS_HOST: 'localhost', ...environment },
  });
  containers.push(container);
  return container;
}

function connectTo(container: Container): Redis {
  return new Redis({ port: container.redisPort, password: world.redisPassword }).on(
    'error',
    () => {},
  );
}

async function pointers(redis: Redis) {
  const store = new RedisStore({
    commands: redis,
    openBulk: () => redis.duplicate(),
    keys: createKeys(),
  });
  return store.pointers(PUBLISHED);
}

beforeAll(async () => {
  world = await startWorld();
  data = makeOpenDirectory('data-');
  kept = join(data, 'kept');
  const container = await start(kept);
  for (const dataset of PUBLISHED) {
    await container.says(`Обновление набора ${dataset}: опубликована новая версия`, {
      withinMs: 40_000,
    });
  }
  await areRunning(container, ['redis']);
  const redis = connectTo(container);
  try {
    const published = await pointers(redis);
    expect(published.every((pointer) => pointer?.present)).toBe(true);
    version = String(published[PUBLISHED.indexOf('catalog/1')]?.version);
    process.kill(container.processes().redis ?? 0, 'SIGKILL');
    await vi.waitFor(async () => expect(await pointers(redis)).toEqual(published), {
      timeout: 5_000,
      interval: 50,
    });
    await redis.set('last-words', lastWords);
  } finally {
    redis.disconnect();
  }
  expect(await container.stop()).toMatchObject({ code: 0, left: [] });
}, 90_000);
afterEach(async () => {
  await Promise.all(containers.splice(0).map((container) => container.remove()));
});
afterAll(async () => {
  await world.stop();
  for (const volume of [data, ...volumes]) rmSync(volume, { recursive: true, force: true });
});

test('a container with the volume of another serves its snapshots while Supabase says nothing', async () => {
  const silent = await startSilentServer();
  const container = await start(kept, { SUPABASE_URL: silent.url });
  await answers(container, '/ready');
  const { headers } = await answers(container, CITIES);
  expect(headers['x-data-version']).toBe(version);
  expect(['memory', 'redis']).toContain(headers['x-cache']);
  const redis = connectTo(container);
  expect(await redis.get('last-words')).toBe(lastWords);
  redis.disconnect();
  await container.stop();
  expectProperOutput(container, world);
  await silent.stop();
});

/** The append-only file in its parts. */
function partOf(volume: string, kind: 'base' | 'incr'): string {
  const directory = join(volume, 'redis', 'appendonlydir');
  const name = readdirSync(directory).find((file) => file.includes(`.${kind}.`));
  return join(directory, name ?? '');
}

const DAMAGES = [
  {
    damage: 'garbage instead of its first part',
    inflict: (volume: string) => writeFileSync(partOf(volume, 'base'), GARBAGE),
    says: 'Файл данных Redis повреждён и отложен',
  },
  {
    damage: 'an end that was cut off',
    inflict: (volume: string) => {
      const part = partOf(volume, 'incr');
      truncateSync(part, statSync(part).size - 7);
    },
    says: 'Файл данных Redis был повреждён в конце и исправлен',
  },
  {
    damage: 'garbage at its end',
    inflict: (volume: string) => appendFileSync(partOf(volume, 'incr'), GARBAGE),
    says: 'Файл данных Redis был повреждён в конце и исправлен',
  },
];

test.each(IS_WHOLE ? DAMAGES : DAMAGES.slice(0, 1))(
  'a container whose append-only file has $damage says so, starts and serves',
  async ({ inflict, says }) => {
    const volume = makeOpenDirectory('damaged-');
    volumes.push(volume);
    cpSync(kept, volume, { recursive: true });
    inflict(volume);
    const container = await start(volume);
    await container.says(says);
    await container.says('Redis: Ready to accept connections');
    await answers(container, CITIES);
    await container.stop();
    expectProperOutput(container, world);
  },
);

test.runIf(IS_WHOLE)(
  'a container without a volume that can be used says so and serves',
  async () => {
    const container = await start(kept, { CONTAINER_DATA_DIRECTORY: '/proc' });
    await container.says('⚠️ /proc не годится для данных Redis');
    await container.says(/catalog\/1: опубликована новая версия/);
    await answers(container, CITIES);
    await container.stop();
    expectProperOutput(container, world);
  },
);

test.runIf(IS_WHOLE)(
  'of two containers with one volume the second starts its redis once the first has ended',
  async () => {
    const first = await start(kept);
    await areRunning(first, ['redis']);
    const second = await start(kept);
    await second.says('Redis прежнего контейнера ещё работает');
    await answers(second, '/health');
    expect(await redisAnswers(second.redisPort)).toBe(false);
    await first.stop();
    await second.says('Redis: Ready to accept connections');
    const redis = connectTo(second);
    expect(await redis.get('last-words')).toBe(lastWords);
    redis.disconnect();
    await second.stop();
    expect(second.output()).not.toMatch(/повреждён|исправлен/);
    expectProperOutput(second, world);
  },
);
