import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../src/local/freePort.ts';
import { startContainer, type Container } from '../support/container.ts';
import { answers, areRunning, expectProperOutput, refreshes } from '../support/operator.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let container: Container;
let redisPort: number;
let squatter: Server;
const guests = new Set<Socket>();
let workerFile: string;
let worker: string;

/** Notes when it was started, and cannot start. */
const BROKEN = `
  import { appendFileSync } from 'node:fs';
  appendFileSync(process.env.TMPDIR + '/worker-starts', performance.timeOrigin + ' ');
  throw new Error('сборка испорчена')`;
const RETRY = /^Процесс (\S+) не запустился \(попытка (\d+)\), следующая через (\d+) с$/;

/** The starts that failed, as the operator reads of them. */
function failedStarts(program: string): { attempt: number; nextSeconds: number }[] {
  return container.lines().flatMap(({ msg }) => {
    const [, title, attempt, nextSeconds] = RETRY.exec(msg) ?? [];
    if (title !== program) return [];
    return [{ attempt: Number(attempt), nextSeconds: Number(nextSeconds) }];
  });
}

beforeAll(async () => {
  world = await startWorld();
  redisPort = await freePort();
  squatter = createServer((socket) => {
    guests.add(socket);
    socket.on('error', () => {});
  });
  await once(squatter.listen(redisPort, '127.0.0.1'), 'listening');
  container = await startContainer({
    environment: {
      ...world.environment,
      REDIS_HOST: '127.0.0.1',
      REDIS_PORT: String(redisPort),
    },
    change(app) {
      workerFile = join(app, 'dist', 'worker', 'main.js');
      worker = readFileSync(workerFile, 'utf8');
      writeFileSync(workerFile, BROKEN);
    },
  });
});
afterAll(async () => {
  await container.remove();
  squatter.close();
  await world.stop();
});

test('the api answers from Supabase while Redis cannot start', async () => {
  await answers(container, '/health');
  const { headers, json } = await answers(container, '/api/countries/1/cities');
  expect(json['cities']).toHaveLength(81);
  expect(['database', 'memory']).toContain(headers['x-cache']);
  expect(container.processes().redis).toBeUndefined();
});

test('a program that cannot start is tried again after longer and longer waits, which the log names', async () => {
  await container.says('Процесс worker не запустился (попытка 3)');
  await container.says('Процесс Redis не запустился (попытка 3)');
  for (const program of ['worker', 'Redis']) {
    expect(failedStarts(program).slice(0, 3)).toEqual(
      [1, 2, 3].map((number) => ({ attempt: number, nextSeconds: number })),
    );
  }
  const starts = join(container.app, '..', 'tmp', 'worker-starts');
  const [first = 0, second = 0, third = 0] = readFileSync(starts, 'utf8').split(' ').map(Number);
  expect(second - first).toBeGreaterThanOrEqual(1_000);
  expect(third - second).toBeGreaterThanOrEqual(2_000);
  expect(container.output()).toContain('сборка испорчена');
  expect(container.output()).toContain('Address already in use');
  const programs = container.processes();
  expect(programs).toMatchObject({ api: expect.any(Number), bot: expect.any(Number) });
  await areRunning(container, ['api', 'bot']);
});

test('once the cause is gone both start, and everything is picked up', async () => {
  writeFileSync(workerFile, worker);
  for (const guest of guests) guest.destroy();
  squatter.close();
  await areRunning(container, ['redis', 'worker']);
  await container.says(/Обновление набора catalog\/1: опубликована новая версия/);
  await refreshes(container, world);
  const lost = container.lines().findIndex(({ msg }) => msg.startsWith('⚠️ Redis недоступен'));
  await container.says('✅ Redis соединение установлено успешно', { after: lost });
  expectProperOutput(container, world);
});
