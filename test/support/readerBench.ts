import { vi } from 'vitest';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Reader, type ReaderDependencies } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { Refresher } from '../../src/cache/refresher.ts';
import { FakeDatabase, fakeCatalogue } from './datasets.ts';
import { recordingLog } from './logs.ts';

/** Two shelves in a database, a store, a clock to set, and readers over them. */
export class ReaderBench {
  now = Date.now();
  readonly database = new FakeDatabase({ 1: { a: 'one', b: 'two' }, 2: { c: 'three' } });
  readonly store = new MemoryStore(() => this.now);
  readonly output = recordingLog();
  /** Datasets readers asked a refresh for. */
  readonly asked: string[] = [];

  makeReader(settings: Partial<ReaderDependencies> = {}): Reader {
    const { log } = this.output;
    const now = () => this.now;
    return new Reader({
      catalogue: fakeCatalogue(this.database),
      store: this.store,
      directLoader: new DirectLoader({ log, now }),
      readLog: new ReadLog(log),
      log,
      now,
      onRefreshNeeded: (id) => void this.asked.push(id),
      ...settings,
    });
  }

  /** What a worker does: all datasets, or one of them. */
  async refresh(scope = 'all') {
    this.now += 1;
    const { store, output, database } = this;
    const catalogue = fakeCatalogue(database);
    const refresher = new Refresher({ catalogue, store, log: output.log });
    const records = await refresher.refresh({ scope, reason: 'admin' });
    database.loads.length = 0;
    return records;
  }

  /** Puts the store out of reach. */
  breakStore(): void {
    const away = () => Promise.reject(new Error('Redis is away'));
    vi.spyOn(this.store, 'current').mockImplementation(away);
    vi.spyOn(this.store, 'pointers').mockImplementation(away);
  }
}

/** The body a reader has in memory. */
export function bodyAt(reader: Reader, path: string): unknown {
  return reader.peek(path)?.held.snapshot.body(path);
}
