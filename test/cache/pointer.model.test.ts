import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReaderProcess, WorkerProcess, World } from '../support/pointerWorld.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const RUNS = 320;
/** Half as many on average. */
const MOST_COMMANDS = 64;
type Model = Record<string, never>;

function command(name: string, run: (world: World) => Promise<unknown>) {
  return {
    toString: () => name,
    check: () => true,
    async run(_: Model, world: World) {
      await run(world);
      await world.check();
    },
  } satisfies fc.AsyncCommand<Model, World>;
}

const which = fc.nat({ max: 1 });
const anyReader = fc.nat({ max: 3 });

/** Does something with one of the readers there are. */
function withReader(name: string, run: (process: ReaderProcess) => Promise<unknown>) {
  return anyReader.map((index) =>
    command(`${name} reader ${index}`, async ({ readers }) => {
      const process = readers[index % readers.length];
      if (process) await run(process);
    }),
  );
}

const steps = which.map((index) =>
  command(`step worker ${index}`, async ({ workers }) => workers[index]?.step()),
);
const whole = which.map((index) =>
  command(`refresh by worker ${index}`, async ({ workers }) => {
    const worker = workers[index];
    if (!worker?.steps.isBusy) await worker?.step();
    await worker?.steps.finish();
  }),
);
const changes = fc.constant(
  command('change', async (world) => {
    world.value += 1;
  }),
);

const COMMANDS = [
  steps,
  steps,
  steps,
  steps,
  whole,
  changes,
  changes,
  which.map((index) =>
    command(`kill worker ${index}`, async (world) => {
      world.workers[index]?.steps.abandon();
      world.workers[index] = new WorkerProcess(world);
    }),
  ),
  fc.constant(
    command('change back', async (world) => {
      world.value = Math.max(0, world.value - 1);
    }),
  ),
  fc.constant(command('roll back', async ({ store }) => store.rollback('doc'))),
  fc.nat({ max: 2 }).map((index) =>
    command(`roll back to ${index}`, async ({ store }) => {
      const version = (await store.versions('doc'))[index];
      if (version) await store.rollback('doc', version.version);
    }),
  ),
  fc.constant(command('unpin', async ({ store }) => store.unpin('doc'))),
  fc.constant(
    command('roll back and unpin', async ({ store }) => {
      await store.rollback('doc');
      await store.unpin('doc');
    }),
  ),
  fc.constant(command('staged bytes expire', async (world) => world.expireStaged())),
  fc.constant(command('purge', async (world) => world.purge())),
  fc.constant(command('FLUSHALL', async (world) => world.flush())),
  fc.constant(
    command('a reader starts', async (world) => {
      if (world.readers.length < 4) world.readers.push(new ReaderProcess(world));
    }),
  ),
  withReader('poll', async (process) => {
    await process.steps.finish();
    await process.sync();
  }),
  withReader('step', async ({ steps, reader }) =>
    steps.isBusy ? steps.step() : steps.begin(() => reader.sync()),
  ),
  withReader('read', async ({ steps, reader }) => {
    await steps.finish();
    await steps.begin(() => reader.read('/doc'));
  }),
  withReader('refill', async ({ reader }) => reader.refill('doc')),
];

describe('the pointer', () => {
  let server: TestRedis;
  let redis: Redis;

  beforeAll(async () => {
    server = await startTestRedis();
    redis = new Redis({ host: server.host, port: server.port });
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test('leads every reader to whole versions, never back, whatever happens in between', async () => {
    const commands = fc.commands(COMMANDS, { maxCommands: MOST_COMMANDS, size: 'max' });
    const property = fc.asyncProperty(commands, async (commands) => {
      await redis.flushall();
      const world = new World(redis);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await world.converge();
    });
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined();
  }, 120_000);
});
