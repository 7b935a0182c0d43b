import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dataset, DatasetCatalogue } from '../../src/cache/dataset.ts';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { Reader, type Held } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import { KEPT_VERSIONS, type Pointer, type SnapshotStore } from '../../src/cache/store.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { Stepped } from '../support/stepped.ts';

const RUNS = 350;
/** Half as many on average. */
const MOST_COMMANDS = 64;
const DOCUMENTS = ['/doc', '/doc/1', '/doc/2'];
const LIMITS = {
  minimumRows: 1,
  maximumAddedShare: 1,
  maximumAddedRows: 1_000,
  maximumRemovedShare: 1,
  maximumRemovedRows: 1_000,
};

/** One dataset, each document of which shows the one value the database holds. */
function catalogueOf(read: () => Promise<number>): DatasetCatalogue {
  const doc: Dataset = {
    id: 'doc',
    ttlMs: 3_600_000,
    limits: LIMITS,
    async load() {
      const value = await read();
      const documents = new Map(DOCUMENTS.map((path) => [path, { value }]));
      return { rows: 1, expectedRows: 1, source: '', findings: [], build: () => ({ documents }) };
    },
    rowsOf: (path, body) => [[path, body]],
  };
  return { root: 'doc', idsIn: () => [], ownerOf: () => 'doc', dataset: () => doc };
}

/** The value a snapshot shows; throws where a document is missing or shows another. */
function valueOf(snapshot: Snapshot): number {
  const values = DOCUMENTS.map((path) => (snapshot.body(path) as { value: number }).value);
  expect(new Set(values).size, 'documents of one version').toBe(1);
  return values[0] ?? Number.NaN;
}

class WorkerProcess {
  readonly steps = new Stepped();
  readonly #refresher: Refresher;

  constructor(world: World) {
    const catalogue = catalogueOf(async () => {
      await this.steps.stop();
      return world.value;
    });
    const store = this.steps.over(world.checkedStore());
    this.#refresher = new Refresher({ catalogue, store, log: silentLog });
  }

  async step(): Promise<void> {
    if (this.steps.isBusy) await this.steps.step();
    else
      await this.steps.begin(() => this.#refresher.refresh({ scope: 'doc', reason: 'schedule' }));
  }
}

class ReaderProcess {
  readonly steps = new Stepped();
  readonly reader: Reader;
  /** Whether it asked for a refresh since it was last looked at. */
  asked = false;
  #lastSequence = 0;

  constructor(world: World) {
    const dependencies = {
      catalogue: catalogueOf(async () => world.value),
      directLoader: new DirectLoader({ log: silentLog }),
      readLog: new ReadLog(silentLog),
      log: silentLog,
      onRefreshNeeded: () => {
        this.asked = true;
      },
    };
    this.reader = new Reader({ ...dependencies, store: this.steps.over(world.store) });
  }

  async sync(): Promise<void> {
    await this.steps.begin(() => this.reader.sync());
    await this.steps.finish();
  }

  check(): void {
    const held = this.reader.held('doc');
    if (held === undefined) {
      for (const path of DOCUMENTS) expect(this.reader.peek(path)).toBeUndefined();
      return;
    }
    valueOf(held.snapshot);
    this.#checkName(held);
    for (const path of DOCUMENTS) expect(this.reader.peek(path)?.held).toBe(held);
    expect(held.sequence, 'sequence a reader holds').toBeGreaterThanOrEqual(this.#lastSequence);
    this.#lastSequence = held.sequence;
  }

  #checkName({ version, snapshot }: Held): void {
    expect(version.split('Z-')[1]).toBe(snapshot.header.contentHash.slice(0, 8));
  }
}

/** A Redis, a database, workers and readers. */
class World {
  value = 0;
  readonly store: RedisStore;
  readonly redis: Redis;
  readonly workers: WorkerProcess[];
  readonly readers: ReaderProcess[];
  /** The greatest sequence a pointer had since Redis was last emptied. */
  #reached = 0;

  constructor(redis: Redis) {
    this.redis = redis;
    // one connection does for all: opening one for each blob would be most of the test's time
    const bulk = Object.assign(Object.create(redis) as Redis, { disconnect() {} });
    const openBulk = () => bulk;
    this.store = new RedisStore({ commands: redis, openBulk, keys: createKeys(randomUUID()) });
    this.workers = [new WorkerProcess(this), new WorkerProcess(this)];
    this.readers = [new ReaderProcess(this), new ReaderProcess(this)];
  }

  /** The store as workers see it; what it answers is held against the pointer at once. */
  checkedStore(): SnapshotStore {
    const { store } = this;
    return new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...parameters: unknown[]) => {
          const outcome: unknown = await Reflect.apply(member, target, parameters);
          const [, load] = parameters as [string, { sequence: number }];
          if (outcome === 'published') await this.#expectAt(load.sequence);
          if (outcome === 'confirmed' && !(await this.pointer())?.pinned)
            await this.#expectAt(load.sequence);
          return outcome;
        };
      },
    });
  }

  async pointer(): Promise<Pointer | undefined> {
    return (await this.store.pointers(['doc']))[0];
  }

  async flush(): Promise<void> {
    await this.redis.flushall();
    this.#reached = 0;
  }

  async check(): Promise<void> {
    const current = await this.store.current('doc');
    const reached = current?.pointer.sequence ?? 0;
    expect(reached, 'sequence of the pointer').toBeGreaterThanOrEqual(this.#reached);
    this.#reached = reached;
    const versions = await this.store.versions('doc');
    expect(versions.length).toBeLessThanOrEqual(KEPT_VERSIONS);
    if (current?.pointer.version !== undefined) {
      expect(current.bytes, 'bytes of the pointed version').toBeDefined();
      const snapshot = new Snapshot(current.bytes ?? Buffer.alloc(0));
      expect(snapshot.header.version).toBe(current.pointer.version);
      expect(snapshot.header.contentHash).toBe(current.pointer.contentHash);
      expect(versions.map(({ version }) => version)).toContain(current.pointer.version);
    }
    for (const reader of this.readers) reader.check();
  }

  /** Once nothing moves any more, polling brings every reader to the pointer. */
  async converge(): Promise<void> {
    for (const { steps } of this.workers) steps.abandon();
    for (const { steps } of this.readers) await steps.finish();
    await this.#keepOrDrop();
    const healer = new Refresher({
      catalogue: catalogueOf(async () => this.value),
      store: this.store,
      log: silentLog,
    });
    for (let round = 0; round < 50 && !(await this.#isConverged()); round += 1) {
      const pointer = await this.pointer();
      const asked = this.readers.some((reader) => reader.asked);
      if (asked || !pointer?.present)
        await healer.refresh({ scope: 'doc', reason: 'reader-ahead' });
      await this.#pollAll();
    }
    const pointer = await this.pointer();
    for (const { reader } of this.readers) {
      expect(reader.held('doc')).toMatchObject({ version: pointer?.version, origin: 'published' });
    }
    await this.#lastChangeArrives(healer);
  }

  /** A lost pointer leaves readers what they have; a purge takes it from them. */
  async #keepOrDrop(): Promise<void> {
    const pointer = await this.pointer();
    for (const process of this.readers) {
      const before = process.reader.held('doc');
      await process.sync();
      process.check();
      const after = process.reader.held('doc');
      if (pointer === undefined) expect(after).toBe(before);
      else if (pointer.version === undefined && before && before.sequence < pointer.sequence)
        expect(after).toBeUndefined();
    }
  }

  async #pollAll(): Promise<void> {
    for (const process of this.readers) {
      process.asked = false;
      await process.sync();
      process.check();
    }
  }

  async #isConverged(): Promise<boolean> {
    const pointer = await this.pointer();
    if (!pointer?.present) return false;
    return this.readers.every(({ reader }) => reader.held('doc')?.version === pointer.version);
  }

  async #lastChangeArrives(worker: Refresher): Promise<void> {
    const [record] = await worker.refresh({ scope: 'doc', reason: 'webhook' });
    expect(record?.outcome).toMatch(/^(published|unchanged|held)$/);
    await this.store.unpin('doc');
    await this.#pollAll();
    for (const { reader } of this.readers) {
      const held = reader.held('doc');
      expect(held && valueOf(held.snapshot)).toBe(this.value);
    }
  }

  async #expectAt(sequence: number): Promise<void> {
    expect((await this.pointer())?.sequence, 'pointer after a load was accepted').toBe(sequence);
  }
}

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
  fc.constant(command('purge', async ({ store }) => store.purge('doc'))),
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
    await fc.assert(
      fc.asyncProperty(commands, async (commands) => {
        await redis.flushall();
        const world = new World(redis);
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
        await world.converge();
      }),
      { numRuns: RUNS },
    );
  }, 60_000);
});
