import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Dataset, DatasetCatalogue } from '../../src/cache/dataset.ts';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { Reader, type Held } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { RedisStore } from '../../src/cache/redisStore.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { Snapshot } from '../../src/cache/snapshot.ts';
import { KEPT_VERSIONS, type Pointer, type SnapshotStore } from '../../src/cache/store.ts';
import { silentLog } from './logs.ts';
import { Stepped } from './stepped.ts';

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
  assert.equal(new Set(values).size, 1, 'documents of one version differ');
  return values[0] ?? Number.NaN;
}

/** A worker that can be stopped and killed between any two steps of a refresh. */
export class WorkerProcess {
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

/** A reader that can be stopped between any two of its steps. */
export class ReaderProcess {
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
      for (const path of DOCUMENTS) assert.equal(this.reader.peek(path), undefined);
      return;
    }
    valueOf(held.snapshot);
    this.#checkName(held);
    for (const path of DOCUMENTS) assert.equal(this.reader.peek(path)?.held, held);
    assert.ok(held.sequence >= this.#lastSequence, 'a reader went back in sequence');
    this.#lastSequence = held.sequence;
  }

  #checkName({ version, snapshot }: Held): void {
    assert.equal(version.split('Z-')[1], snapshot.header.contentHash.slice(0, 8));
  }
}

/** A Redis, a database, workers and readers. */
export class World {
  value = 0;
  readonly store: RedisStore;
  readonly redis: Redis;
  readonly workers: WorkerProcess[];
  readonly readers: ReaderProcess[];
  readonly #keys = createKeys(randomUUID());
  /** The greatest sequence a pointer had since Redis was last emptied. */
  #reached = 0;
  /** Loads of this sequence and lower ones began before the last purge. */
  #purgedAt = 0;
  /** What workers saw go wrong: thrown there, it would be just another failed refresh. */
  readonly #violations: string[] = [];

  constructor(redis: Redis) {
    this.redis = redis;
    // one connection does for all: opening one for each blob would be most of the test's time
    const bulk = Object.assign(Object.create(redis) as Redis, { disconnect() {} });
    const openBulk = () => bulk;
    this.store = new RedisStore({ commands: redis, openBulk, keys: this.#keys });
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
          if (outcome === 'published' && load.sequence <= this.#purgedAt)
            this.#violations.push('a load from before a purge was published');
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

  async purge(): Promise<void> {
    this.#purgedAt = await this.store.nextSequence();
    await this.store.purge('doc');
    const pointer = await this.pointer();
    assert.ok((pointer?.sequence ?? 0) > this.#purgedAt, 'a purge left no mark');
  }

  async flush(): Promise<void> {
    await this.redis.flushall();
    this.#purgedAt = 0;
    this.#reached = 0;
  }

  /** A worker took longer than STAGED_SECONDS between staging and publishing. */
  async expireStaged(): Promise<void> {
    for (const key of await this.redis.keys(this.#keys.bytes('doc', '*'))) {
      if ((await this.redis.ttl(key)) >= 0) await this.redis.del(key);
    }
  }

  async check(): Promise<void> {
    assert.deepEqual(this.#violations, []);
    const current = await this.store.current('doc');
    const reached = current?.pointer.sequence ?? 0;
    assert.ok(reached >= this.#reached, 'the pointer went back in sequence');
    this.#reached = reached;
    const versions = await this.store.versions('doc');
    assert.ok(versions.length <= KEPT_VERSIONS);
    if (current?.pointer.version !== undefined) {
      assert.ok(current.bytes, 'the pointed version has no bytes');
      const snapshot = new Snapshot(current.bytes);
      assert.equal(snapshot.header.version, current.pointer.version);
      assert.equal(snapshot.header.contentHash, current.pointer.contentHash);
      assert.ok(versions.some(({ version }) => version === snapshot.header.version));
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
      const held = reader.held('doc');
      assert.equal(held?.version, pointer?.version, 'a reader stays apart from the pointer');
      assert.equal(held?.origin, 'published');
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
      if (pointer === undefined) assert.equal(after, before);
      else if (pointer.version === undefined && before && before.sequence < pointer.sequence)
        assert.equal(after, undefined, 'a reader keeps what was purged');
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
    assert.match(record?.outcome ?? '', /^(published|unchanged|held)$/);
    await this.store.unpin('doc');
    await this.#pollAll();
    for (const { reader } of this.readers) {
      const held = reader.held('doc');
      assert.equal(held && valueOf(held.snapshot), this.value, 'the last change is lost');
    }
  }

  async #expectAt(sequence: number): Promise<void> {
    const pointer = await this.pointer();
    if (pointer?.sequence !== sequence) this.#violations.push('an accepted load moved nothing');
  }
}
