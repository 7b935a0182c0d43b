import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prepareRedisDirectory } from '../../src/container/directories.ts';
import { freePort } from '../../src/local/freePort.ts';
import { startRedisServer } from '../../src/local/redisServer.ts';
import { recordingLog } from '../support/logs.ts';

const isRoot = process.getuid?.() === 0;
/** Root of a container often may not. */
const canMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;
const GARBAGE = Buffer.alloc(512, 0xa5);
let data: string;
let mounted: boolean;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'data-'));
  mounted = false;
});
afterEach(() => {
  if (mounted) execFileSync('umount', [data]);
  rmSync(data, { recursive: true, force: true });
});

/** Runs a redis-server on what is kept in the directory. */
async function withRedis<Result>(
  directory: string,
  use: (redis: Redis) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const server = startRedisServer({
    port,
    directory,
    arguments: ['--appendonly', 'yes', '--appendfsync', 'always'],
  });
  const redis = new Redis({ port }).on('error', () => {});
  try {
    return await Promise.race([
      use(redis),
      once(server, 'exit').then(() => {
        throw new Error('redis-server ended');
      }),
    ]);
  } finally {
    redis.disconnect();
    if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit');
  }
}

async function prepared() {
  const { log, messages } = recordingLog();
  return { directory: prepareRedisDirectory(data, log), messages: messages() };
}

/** A prepared directory that holds a key, and the paths of its parts. */
async function filled() {
  const { directory = '' } = await prepared();
  await withRedis(directory, async (redis) => {
    await redis.set('first', '1');
    await redis.set('last', '2');
  });
  const files = join(directory, 'appendonlydir');
  const part = (kind: string) =>
    join(files, readdirSync(files).find((name) => name.includes(kind)) ?? '');
  return {
    directory,
    base: part('.base.'),
    increment: part('.incr.'),
    manifest: part('.manifest'),
  };
}

const keysIn = (directory: string) =>
  withRedis(directory, async (redis) => (await redis.keys('*')).sort());

test('a new volume gets the directory, and nothing is said', async () => {
  const { directory, messages } = await prepared();
  expect(directory).toBe(join(data, 'redis'));
  expect(readdirSync(join(data, 'redis'))).toEqual([]);
  expect(messages).toEqual([]);
});

test('what is whole stays as it is', async () => {
  const { directory } = await filled();
  expect((await prepared()).messages).toEqual([]);
  expect(await keysIn(directory)).toEqual(['first', 'last']);
});

test.each([
  {
    damage: 'a cut-off end',
    left: ['first'],
    inflict: (file: string) => truncateSync(file, statSync(file).size - 3),
  },
  {
    damage: 'garbage at the end',
    left: ['first', 'last'],
    inflict: (file: string) => appendFileSync(file, GARBAGE),
  },
  {
    damage: 'nothing but garbage',
    left: [],
    inflict: (file: string) => writeFileSync(file, GARBAGE),
  },
])('of a file with $damage is kept what came before', async ({ inflict, left }) => {
  const { directory, increment } = await filled();
  inflict(increment);
  expect((await prepared()).messages).toEqual([
    'Файл данных Redis был повреждён в конце и исправлен',
  ]);
  expect(await keysIn(directory)).toEqual(left);
});

test.each([
  { damage: 'a damaged first part', part: 'base', content: GARBAGE },
  { damage: 'a damaged list of parts', part: 'manifest', content: GARBAGE },
  { damage: 'an empty list of parts', part: 'manifest', content: '' },
] as const)(
  'a file with $damage cannot be repaired: it is put aside, and Redis starts empty',
  async ({ part, content }) => {
    const files = await filled();
    writeFileSync(files[part], content);
    const { directory = '', messages } = await prepared();
    expect(messages).toEqual([
      expect.stringContaining(`повреждён и отложен в ${data}/redis-damaged`),
    ]);
    expect(existsSync(join(data, 'redis-damaged', 'appendonlydir'))).toBe(true);
    expect(await keysIn(directory)).toEqual([]);
  },
);

test('only the damaged file of last time is kept', async () => {
  for (let time = 0; time < 2; time += 1) {
    writeFileSync((await filled()).base, GARBAGE);
    expect((await prepared()).directory).toBe(join(data, 'redis'));
  }
  expect(readdirSync(data).sort()).toEqual(['redis', 'redis-damaged']);
});

test('a volume that is missing where nothing may be made is told, and Redis keeps nothing', async () => {
  writeFileSync(join(data, 'file'), '');
  const { log, lines } = recordingLog();
  expect(prepareRedisDirectory(join(data, 'file'), log)).toBeUndefined();
  expect(lines).toEqual([
    expect.objectContaining({
      level: 40,
      msg: expect.stringContaining('не годится для данных Redis') as string,
    }),
  ]);
});

test.runIf(!isRoot)('a volume that may only be read is told', async () => {
  mkdirSync(join(data, 'redis'));
  chmodSync(join(data, 'redis'), 0o500);
  const { directory, messages } = await prepared();
  chmodSync(join(data, 'redis'), 0o700);
  expect(directory).toBeUndefined();
  expect(messages).toEqual([expect.stringContaining('permission denied')]);
});

test.runIf(canMount).each([
  { volume: 'may only be read', options: 'ro', reason: 'read-only file system' },
  { volume: 'is full', options: 'size=32k', reason: 'no space left on device' },
])('a volume that $volume is told, and Redis keeps nothing', async ({ options, reason }) => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', data]);
  mounted = true;
  const { directory, messages } = await prepared();
  expect(directory).toBeUndefined();
  expect(messages).toEqual([expect.stringContaining(reason)]);
});

test('a directory that the redis-server of another container still writes to is left alone', async () => {
  const { directory } = await filled();
  const other = spawn('flock', ['--no-fork', directory, 'sleep', '60'], { stdio: 'ignore' });
  try {
    await vi.waitFor(() => expect(spawnSync('flock', ['-n', directory, 'true']).status).toBe(1));
    const { messages, directory: same } = await prepared();
    expect(same).toBe(directory);
    expect(messages).toEqual([expect.stringContaining('прежнего контейнера ещё работает')]);
  } finally {
    other.kill();
    await once(other, 'exit');
  }
  expect((await prepared()).messages).toEqual([]);
});
