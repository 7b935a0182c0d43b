import type { Redis } from 'ioredis';
import type { Keys } from '../cache/keys.ts';
import { requestFingerprint } from '../evaluations/identity.ts';
import type { PendingEvaluation } from './evaluationRows.ts';

/** How many evaluations, of some kilobytes each, go to the database in one request. */
const BATCH = 50;
const SCAN_COUNT = 1_000;

/** KEYS outbox. ARGV field, … Gives the fields that are not there. */
const MISSING = `
local missing = {}
for _, field in ipairs(ARGV) do
  if redis.call('HEXISTS', KEYS[1], field) == 0 then missing[#missing + 1] = field end
end
return missing
`;

/**
 * KEYS outbox, what was asked for under this id. ARGV field, evaluation, fingerprint, seconds. Keeps the evaluation unless
 * another one was asked for; gives what was asked for before.
 */
const PUT_ONCE = `
local before = redis.call('GET', KEYS[2])
if before and before ~= ARGV[3] then return before end
redis.call('SET', KEYS[2], ARGV[3], 'EX', ARGV[4])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return before
`;
/** As long a repeated request is told from a new one under the same id; a few dozen bytes each. */
const ASKED_SECONDS = 7 * 86_400;

export interface EvaluationsOutboxDependencies {
  /** Must have a short commandTimeout. */
  commands: Redis;
  keys: Keys;
}

/**
 * Saved evaluations on their way to the database, kept in Redis until they are written. Rejects with ioredis' error
 * when Redis does not answer.
 */
export class EvaluationsOutbox {
  readonly #commands: Redis;
  readonly #key: string;
  readonly #askedKey: (id: string) => string;

  constructor({ commands, keys }: EvaluationsOutboxDependencies) {
    this.#commands = commands;
    this.#key = keys.evaluationsOutbox;
    this.#askedKey = (id) => keys.evaluationAsked(id);
  }

  /**
   * As `put`, but not in the place of an evaluation of something else; `again` where the same was put before, however long
   * ago it left the outbox (up to a week).
   */
  async putOnce(pending: PendingEvaluation): Promise<'put' | 'again' | 'another'> {
    const { id, request } = pending.evaluation;
    const asked = requestFingerprint(request);
    const before = await this.#commands.eval(
      PUT_ONCE,
      2,
      this.#key,
      this.#askedKey(id),
      fieldOf(pending),
      JSON.stringify(pending),
      asked,
      ASKED_SECONDS,
    );
    if (before === null) return 'put';
    return before === asked ? 'again' : 'another';
  }

  /** Keeps it, in the place of one with the same id: its time of saving is to be later than a wish to be forgotten. */
  async put(pending: PendingEvaluation): Promise<void> {
    await this.#commands.hset(this.#key, fieldOf(pending), JSON.stringify(pending));
  }

  async find(telegramId: number, id: string): Promise<PendingEvaluation | undefined> {
    const json = await this.#commands.hget(this.#key, `${telegramId}:${id}`);
    return json === null ? undefined : pendingOf(json);
  }

  /** All of one person, in no order. */
  async of(telegramId: number): Promise<PendingEvaluation[]> {
    const found = new Map<string, PendingEvaluation>();
    for await (const pages of this.#scan(`${telegramId}:*`)) {
      for (const pending of pages) found.set(pending.evaluation.id, pending);
    }
    return [...found.values()];
  }

  /** All that is kept; what changes meanwhile may be missing. */
  async *batches(): AsyncGenerator<PendingEvaluation[]> {
    for await (const pending of this.#scan('*')) {
      for (let start = 0; start < pending.length; start += BATCH) {
        yield pending.slice(start, start + BATCH);
      }
    }
  }

  /** The ids of those that are not here. */
  async missing(pending: readonly PendingEvaluation[]): Promise<Set<string>> {
    const fields = (await this.#commands.eval(
      MISSING,
      1,
      this.#key,
      ...pending.map(fieldOf),
    )) as string[];
    return new Set(fields.map((field) => field.slice(field.indexOf(':') + 1)));
  }

  /** Removes what has been written. */
  async settle(written: readonly PendingEvaluation[]): Promise<void> {
    if (written.length > 0) await this.#commands.hdel(this.#key, ...written.map(fieldOf));
  }

  /** Removes what a person saved until a time, in milliseconds. */
  async drop(telegramId: number, until: number): Promise<void> {
    await this.settle((await this.of(telegramId)).filter(({ savedAt }) => savedAt <= until));
  }

  async isEmpty(): Promise<boolean> {
    return (await this.size()) === 0;
  }

  async size(): Promise<number> {
    return this.#commands.hlen(this.#key);
  }

  async *#scan(pattern: string): AsyncGenerator<PendingEvaluation[]> {
    const count = pattern === '*' ? BATCH : SCAN_COUNT;
    let cursor = '0';
    do {
      const [next, fields] = await this.#commands.hscan(
        this.#key,
        cursor,
        'MATCH',
        pattern,
        'COUNT',
        count,
      );
      yield fields.filter((_, index) => index % 2 === 1).map(pendingOf);
      cursor = next;
    } while (cursor !== '0');
  }
}

function fieldOf({ telegramId, evaluation }: PendingEvaluation): string {
  return `${telegramId}:${evaluation.id}`;
}

function pendingOf(json: string): PendingEvaluation {
  return JSON.parse(json) as PendingEvaluation;
}
