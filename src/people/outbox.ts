import type { Redis } from 'ioredis';
import type { Keys } from '../cache/keys.ts';
import type { Change } from './person.ts';

/** How many changes go to the database, or to Redis, in one request. */
export const BATCH = 200;

/**
 * KEYS outbox. ARGV telegram id, time of the change, change as JSON, … A change older than the one kept is dropped; the
 * wish to be forgotten passes on to the one that stays. Texts hold no unescaped quote, so its name stands for it alone.
 */
const PUT = `
local forgotten = '"forgottenAt":(%d+)'
for index = 1, #ARGV, 3 do
  local kept = redis.call('HGET', KEYS[1], ARGV[index])
  local stays, goes = ARGV[index + 2], kept
  if kept and cjson.decode(kept).at > tonumber(ARGV[index + 1]) then stays, goes = goes, stays end
  local at = goes and string.match(goes, forgotten)
  if at and not string.match(stays, forgotten) then
    stays = string.sub(stays, 1, -2) .. ',"forgottenAt":' .. at .. '}'
  end
  redis.call('HSET', KEYS[1], ARGV[index], stays)
end
`;

/** KEYS outbox. ARGV telegram id, change as JSON, … Removes those that are still what they were. */
const SETTLE = `
for index = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[index]) == ARGV[index + 1] then redis.call('HDEL', KEYS[1], ARGV[index]) end
end
`;

export interface OutboxDependencies {
  /** Must have a short commandTimeout. */
  commands: Redis;
  keys: Keys;
}

/** A change as it is kept. */
export interface KeptChange {
  change: Change;
  json: string;
}

/** Changes of people on their way to the database, kept in Redis. Rejects with ioredis' error when Redis does not answer. */
export class Outbox {
  readonly #commands: Redis;
  readonly #key: string;

  constructor({ commands, keys }: OutboxDependencies) {
    this.#commands = commands;
    this.#key = keys.outbox;
  }

  async put(changes: readonly Change[]): Promise<void> {
    const fields = changes.flatMap((change) => [
      change.telegramId,
      change.at,
      JSON.stringify(change),
    ]);
    await this.#commands.eval(PUT, 1, this.#key, ...fields);
  }

  /** The changes kept of these people; undefined where there is none. */
  async find(telegramIds: readonly number[]): Promise<(Change | undefined)[]> {
    const kept = await this.#commands.hmget(this.#key, ...telegramIds.map(String));
    return kept.map((json) => (json === null ? undefined : changeOf(json)));
  }

  /** All that is kept; what changes meanwhile may be missing. */
  async *batches(): AsyncGenerator<KeptChange[]> {
    let cursor = '0';
    do {
      const [next, fields] = await this.#commands.hscan(this.#key, cursor, 'COUNT', BATCH);
      const kept = fields
        .filter((_, index) => index % 2 === 1)
        .map((json) => ({ change: changeOf(json), json }));
      for (let start = 0; start < kept.length; start += BATCH) {
        yield kept.slice(start, start + BATCH);
      }
      cursor = next;
    } while (cursor !== '0');
  }

  async isEmpty(): Promise<boolean> {
    return (await this.size()) === 0;
  }

  async size(): Promise<number> {
    return this.#commands.hlen(this.#key);
  }

  /** Removes what has been written, but not what has changed since. */
  async settle(written: readonly KeptChange[]): Promise<void> {
    const fields = written.flatMap(({ change, json }) => [change.telegramId, json]);
    await this.#commands.eval(SETTLE, 1, this.#key, ...fields);
  }
}

function changeOf(json: string): Change {
  return JSON.parse(json) as Change;
}
