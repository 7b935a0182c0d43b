import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { DatasetId } from './dataset.ts';
import type { RefreshRecord } from './events.ts';
import type { Keys } from './keys.ts';
import type { RedisLink } from './redisLink.ts';
import {
  CONFIRM,
  NEXT_SEQUENCE,
  PUBLISH,
  PURGE,
  READ_CURRENT,
  READ_POINTERS,
  ROLLBACK,
  UNPIN,
} from './redisScripts.ts';
import { additionsOf, totalsOf, type RefreshTotals } from './refreshTotals.ts';
import {
  KEPT_REFRESHES,
  KEPT_VERSIONS,
  STAGED_SECONDS,
  type Announcement,
  type ConfirmOutcome,
  type Pointer,
  type PublishOutcome,
  type SnapshotStore,
  type StoredVersion,
} from './store.ts';

export interface RedisStoreDependencies {
  /** Small commands; should have a short commandTimeout. */
  commands: Redis;
  /** Opens a connection that may take as long as a blob needs, for who refreshes; closed after each use. */
  openBulk: () => Redis;
  /** Hears announcements; only where subscribe is used. */
  hear?: RedisLink['hear'];
  keys: Keys;
}

const LIFE_SIGN_INTERVAL_MS = 200;
const SILENCES_UNTIL_GIVEN_UP = 2;
/** Small enough that a slow link carries one within a commandTimeout. */
const PIECE_BYTES = 128 * 1024;
/** A purge or two may remove what is just being read. */
const READ_TRIES = 3;

type Reply = string | number | Buffer | null | Reply[];
type PointerRow = Reply[] | null;

/** Pointers as they were when the clock stood so. */
interface Look {
  clock: string;
  rows: Map<DatasetId, PointerRow>;
}

/** The store all processes share. Rejects with ioredis' error when Redis does not answer. */
export class RedisStore implements SnapshotStore {
  readonly kind = 'redis';
  readonly #commands: Redis;
  readonly #openBulk: () => Redis;
  readonly #hear: RedisLink['hear'] | undefined;
  readonly #keys: Keys;
  #lastLook: Look = { clock: '', rows: new Map() };

  constructor({ commands, openBulk, hear, keys }: RedisStoreDependencies) {
    this.#commands = commands;
    this.#openBulk = openBulk;
    this.#hear = hear;
    this.#keys = keys;
  }

  async nextSequence(floor = 0): Promise<number> {
    return Number(await this.#run(NEXT_SEQUENCE, [this.#keys.clock], [floor]));
  }

  async pointers(datasets: readonly DatasetId[]): Promise<(Pointer | undefined)[]> {
    if (datasets.length === 0) return [];
    if (!(await this.#standsStill(datasets))) await this.#look(datasets);
    const { rows } = this.#lastLook;
    return datasets.map((dataset) => pointerOf(rows.get(dataset) ?? null));
  }

  async current(dataset: DatasetId) {
    const keys = [this.#keys.pointer(dataset)];
    for (let tries = 1; ; tries += 1) {
      const reply = await this.#run(READ_CURRENT, keys, [this.#keys.bytes(dataset, '')]);
      const [fields, length] = (reply as [Reply[], number] | null) ?? [];
      const pointer = pointerOf(fields ?? null);
      if (pointer?.version === undefined || !length)
        return pointer && { pointer, bytes: undefined };
      const bytes = await this.#pieces(this.#keys.bytes(dataset, pointer.version), length);
      if (bytes || tries === READ_TRIES) return { pointer, bytes };
    }
  }

  async newest(dataset: DatasetId) {
    const [version] = await this.versions(dataset);
    if (version === undefined) return undefined;
    const key = this.#keys.bytes(dataset, version.version);
    const bytes = await this.#bulk((redis) => redis.getBuffer(key));
    return bytes === null ? undefined : { version, bytes };
  }

  async versions(dataset: DatasetId): Promise<StoredVersion[]> {
    const stored = await this.#commands.hvals(this.#keys.versions(dataset));
    return stored
      .map((json) => JSON.parse(json) as StoredVersion)
      .sort((a, b) => b.sequence - a.sequence);
  }

  async stage(dataset: DatasetId, version: string, bytes: Buffer): Promise<void> {
    const key = this.#keys.bytes(dataset, version);
    await this.#bulk((redis) => redis.set(key, bytes, 'EX', STAGED_SECONDS));
  }

  async publish(dataset: DatasetId, version: StoredVersion): Promise<PublishOutcome> {
    const reply = await this.#run(
      PUBLISH,
      [...this.#place(dataset), this.#keys.bytes(dataset, version.version)],
      [
        JSON.stringify(version),
        this.#keys.bytes(dataset, ''),
        KEPT_VERSIONS,
        this.#keys.announcements,
        dataset,
      ],
    );
    return reply as PublishOutcome;
  }

  async confirm(
    dataset: DatasetId,
    load: { sequence: number; contentHash: string; checkedAt: number },
  ): Promise<ConfirmOutcome> {
    const reply = await this.#run(CONFIRM, this.#place(dataset), [
      load.sequence,
      load.contentHash,
      load.checkedAt,
      ...this.#announcing(dataset),
    ]);
    return reply as ConfirmOutcome;
  }

  async rollback(dataset: DatasetId, version = ''): Promise<Pointer | undefined> {
    return this.#move(dataset, ROLLBACK, [version, ...this.#announcing(dataset)]);
  }

  async unpin(dataset: DatasetId): Promise<Pointer | undefined> {
    return this.#move(dataset, UNPIN, this.#announcing(dataset));
  }

  async purge(dataset: DatasetId): Promise<void> {
    await this.#move(dataset, PURGE, this.#announcing(dataset));
  }

  async record(refresh: RefreshRecord): Promise<void> {
    const key = this.#keys.refreshes(refresh.dataset);
    const totals = this.#keys.refreshTotals(refresh.dataset);
    const commands = this.#commands
      .multi()
      .lpush(key, JSON.stringify(refresh))
      .ltrim(key, 0, KEPT_REFRESHES - 1);
    for (const [field, amount] of additionsOf(refresh)) commands.hincrby(totals, field, amount);
    await commands.exec();
  }

  async totals(dataset: DatasetId): Promise<RefreshTotals> {
    return totalsOf(await this.#commands.hgetall(this.#keys.refreshTotals(dataset)));
  }

  async refreshes(dataset: DatasetId): Promise<RefreshRecord[]> {
    const records = await this.#commands.lrange(this.#keys.refreshes(dataset), 0, -1);
    return records.map((json) => JSON.parse(json) as RefreshRecord);
  }

  async subscribe(listener: (announcement: Announcement) => void) {
    if (this.#hear === undefined) throw new Error('this store was made without a subscriber');
    const end = this.#hear(this.#keys.announcements, (message) =>
      listener(JSON.parse(message) as Announcement),
    );
    return async () => end();
  }

  /** Two small commands, for pointers are asked for again and again: the clock, and whether anything was evicted. */
  async #standsStill(datasets: readonly DatasetId[]): Promise<boolean> {
    const { clock, rows } = this.#lastLook;
    if (!datasets.every((dataset) => rows.has(dataset))) return false;
    const held = datasets.flatMap((dataset) => {
      const pointer = pointerOf(rows.get(dataset) ?? null);
      if (pointer === undefined) return [];
      const { version, present } = pointer;
      const bytes = present && version !== undefined ? [this.#keys.bytes(dataset, version)] : [];
      return [this.#keys.pointer(dataset), ...bytes];
    });
    const [now, found] = await Promise.all([
      this.#commands.get(this.#keys.clock),
      held.length > 0 ? this.#commands.exists(...held) : 0,
    ]);
    return (now ?? '') === clock && found === held.length;
  }

  async #look(datasets: readonly DatasetId[]): Promise<void> {
    const keys = [this.#keys.clock, ...datasets.map((dataset) => this.#keys.pointer(dataset))];
    const prefixes = datasets.map((dataset) => this.#keys.bytes(dataset, ''));
    const reply = await this.#run(READ_POINTERS, keys, prefixes);
    const [clock, found] = reply as [string, PointerRow[]];
    const before = this.#lastLook;
    const rows = clock === before.clock ? before.rows : new Map<DatasetId, PointerRow>();
    for (const [index, dataset] of datasets.entries()) rows.set(dataset, found[index] ?? null);
    this.#lastLook = { clock, rows };
  }

  /** A blob in pieces, so that it needs no connection of its own and holds nobody up; undefined when it vanished. */
  async #pieces(key: string, length: number): Promise<Buffer | undefined> {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let start = 0; start < length; start += PIECE_BYTES) {
      const end = Math.min(start + PIECE_BYTES, length);
      const read = () => this.#commands.getrangeBuffer(key, start, end - 1);
      // one that was slow is not yet an outage
      const piece = await read().catch(read);
      if (piece.length !== end - start) return undefined;
      piece.copy(bytes, start);
    }
    return bytes;
  }

  async #move(dataset: DatasetId, script: string, parameters: (string | number)[]) {
    const moved = await this.#run(script, this.#place(dataset), parameters);
    return moved === 1 ? (await this.pointers([dataset]))[0] : undefined;
  }

  #place(dataset: DatasetId): string[] {
    return [this.#keys.pointer(dataset), this.#keys.versions(dataset), this.#keys.clock];
  }

  #announcing(dataset: DatasetId): string[] {
    return [this.#keys.bytes(dataset, ''), this.#keys.announcements, dataset];
  }

  #run(script: string, keys: string[], parameters: (string | number)[]): Promise<Reply> {
    return this.#commands.eval(script, keys.length, ...keys, ...parameters) as Promise<Reply>;
  }

  /** A blob may take long, but only while Redis answers small commands meanwhile. */
  async #bulk<Result>(use: (redis: Redis) => Promise<Result>): Promise<Result> {
    const redis = this.#openBulk();
    const done = new AbortController();
    const silence = this.#untilSilent(done.signal).then(() => {
      throw new Error('Redis не отвечает');
    });
    try {
      return await Promise.race([use(redis), silence]);
    } finally {
      done.abort();
      redis.disconnect();
    }
  }

  /** Resolves when small commands failed repeatedly; after `done`, whenever. */
  async #untilSilent(done: AbortSignal): Promise<void> {
    for (let silences = 0; silences < SILENCES_UNTIL_GIVEN_UP && !done.aborted;) {
      // a refusal is an answer too: with a full disk even PING is refused
      const answers = await this.#commands.ping().then(
        () => true,
        (error: unknown) => error instanceof Error && error.name === 'ReplyError',
      );
      silences = answers ? 0 : silences + 1;
      await delay(LIFE_SIGN_INTERVAL_MS, undefined, { signal: done }).catch(() => {});
    }
  }
}

function pointerOf(fields: Reply[] | null): Pointer | undefined {
  if (fields === null) return undefined;
  const [sequence, version, contentHash, checkedAt, pinned, present] = fields.map(String);
  return {
    sequence: Number(sequence),
    version: version || undefined,
    contentHash: contentHash ?? '',
    checkedAt: Number(checkedAt),
    pinned: pinned === '1',
    present: present === '1',
  };
}
